"""What the room of the articles adds to Wagtail."""

from django.db.models import Q
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet
from wagtail.rich_text.feature_registry import FeatureRegistry

from articles.batches import BulkDelete, BulkMove, BulkPublish, BulkUnpublish
from articles.links import OpenPageLinks
from articles.panel import ArticleListing, ArticleViewSet, history
from articles.panel.bin import BinItem, BinnedView, BinView, RecentEdits, guarded, restore
from articles.panel.desk import DeskSheet, way_to_the_sheet
from articles.panel.discretion import PicturesAPI, ReadingAPI
from articles.panel.handing_in import HandInView, offer_a_note
from articles.panel.home import WaitingPanel
from articles.panel.proofreader import proofread
from articles.panel.publishing import offer_both
from articles.panel.ready import ReadyView
from articles.views import to_public_address
from newsroom.rtl.bidi import plain_isolate
from newsroom.teams.rights import is_chief

hooks.register("before_serve_page", to_public_address)
hooks.register("construct_page_action_menu", offer_both)
hooks.register("construct_page_action_menu", offer_a_note)
hooks.register("register_log_actions", history.register, order=100)
hooks.register("register_page_header_buttons", way_to_the_sheet)
hooks.register("register_page_listing_more_buttons", way_to_the_sheet)
# Our apps stand before Wagtail's, so its own hooks run later: the order is what lets ours replace theirs.
for action in (BulkPublish, BulkUnpublish, BulkMove, BulkDelete):
    hooks.register("register_bulk_action", action, order=100)
SAID_BY_WAITING = {UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel}
# The report names the page of each kind that was edited last, whose draft it may be.
PageTypesUsageReportView.any_permission_required = ["bulk_delete"]


@hooks.register("register_admin_viewset")
def register_article_viewsets() -> list[ArticleViewSet | ArticleListing]:
    """Let the panel edit articles by our views, and list them."""
    return [ArticleViewSet(), ArticleListing()]


@hooks.register("register_admin_urls")
def register_the_bin() -> list[URLPattern]:
    """Give the bin its addresses."""
    return [
        path("bin/", BinView.as_view(), name="bin"),
        path("bin/<id:pk>/", BinnedView.as_view(), name="binned_article"),
        path("bin/<id:pk>/restore/", restore, name="restore_article"),
    ]


@hooks.register("register_admin_urls")
def register_desk_sheet() -> list[URLPattern]:
    """Give each article's desk sheet its address."""
    return [path("articles/<id:pk>/desk/", guarded(DeskSheet.as_view()), name="article_desk")]


@hooks.register("register_admin_menu_item")
def register_bin_item() -> MenuItem:
    """Put the bin into the menu."""
    return BinItem(_("Bin"), reverse("bin"), name="bin", icon_name="bin", order=9000)


@hooks.register("construct_homepage_panels")
def say_what_is_waiting(request: HttpRequest, panels: list[Component]) -> None:
    """Put what waits for whom in the place of Wagtail's two lists; name what lies in the bin nowhere."""
    kept = [panel for panel in panels if type(panel) not in SAID_BY_WAITING]
    panels[:] = [WaitingPanel(), *(RecentEdits() if type(panel) is RecentEditsPanel else panel for panel in kept)]


@hooks.register("register_admin_urls")
def register_the_steps_of_a_version() -> list[URLPattern]:
    """Give the pages their addresses on which a version is handed in, and published exactly as it was approved."""
    return [
        path("articles/hand-in/<id:pk>/", HandInView.as_view(), name="articles_hand_in"),
        path("articles/ready/<id:pk>/", ReadyView.as_view(), name="articles_ready"),
    ]


@hooks.register("insert_editor_js")
def tell_the_form_what_it_saved() -> SafeString:
    """Load what keeps a save by hand from looking out of date after an autosave of one's own."""
    return format_html('<script type="module" src="{}"></script>', static("panel/two_people.js"))


@hooks.register("register_admin_urls")
def register_proofreader() -> list[URLPattern]:
    """Give the button «نقّح» the address that it asks."""
    return [path("articles/proofread/", proofread, name="articles_proofread")]


@hooks.register("insert_editor_js")
def load_proofreader() -> SafeString:
    """Bring what the button does to the editor, whose panels hold it where there is one."""
    return format_html(
        '<link rel="stylesheet" href="{}"><script type="module" src="{}"></script>',
        static("panel/proofreader.css"),
        static("panel/proofreader.js"),
    )


@hooks.register("register_rich_text_features", order=100)
def link_to_open_pages(features: FeatureRegistry) -> None:
    """Let the links of a text lead to what readers can open (after Wagtail's own, which this replaces)."""
    features.register_link_type(OpenPageLinks)


@hooks.register("construct_admin_api", order=100)
def read_only(router: WagtailAPIRouter) -> None:
    """Let the panel's scripts read the tree of pages, and change it by nothing but the panel's own pages."""
    router.register_endpoint("pages", ReadingAPI)
    router.register_endpoint("images", PicturesAPI)


@hooks.register("construct_reports_menu")
def hide_page_types(request: HttpRequest, items: list[MenuItem]) -> None:
    """Lead only a chief to the report that is open to chiefs."""
    if not is_chief(request.user):
        items[:] = [item for item in items if item.name != "page-types-usage"]


@hooks.register("construct_page_chooser_queryset")
def hide_colleagues_drafts(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Offer in choosers what is live and what one may edit; other drafts would show their headlines."""
    mine = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(request.user, {"add", "change"})
    return pages.filter(Q(live=True) | Q(pk__in=mine.values("pk")))


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name the events that only this house has."""
    actions.register_action("articles.approve", _("Approve by publishing"), _("Approved this version by publishing it"))

    actions.register_action(
        "articles.kept_aside", _("Keep aside"), _("Kept a text here that was typed while somebody saved a newer one")
    )

    actions.register_action("articles.discard", _("Delete"), _("Put into the bin"))
    actions.register_action("articles.restore", _("Restore"), _("Restored from the bin"))
    actions.register_action(
        "articles.deleted_for_good", _("Delete for good"), _("Deleted for good: its days in the bin were over")
    )

    @actions.register_action("articles.could_not_go_live")
    class CouldNotGoLive(LogFormatter):
        """Why the clock took an article out of the schedule."""

        label = _("Could not go live")

        def format_message(self, log_entry: PageLogEntry) -> str:
            """Return the reasons, one after the other."""
            reasons = log_entry.data.get("reasons") or [_("Something went wrong; the schedule was taken back.")]
            return " ".join(str(reason) for reason in reasons)

    actions.register_action(
        "articles.could_not_expire",
        _("Could not expire"),
        _("Something went wrong; it is tried again every minute."),
    )

    @actions.register_action("articles.note")
    class Note(LogFormatter):
        """What a writer said when handing in."""

        label = _("Note for the reviewers")

        def format_message(self, log_entry: PageLogEntry) -> str:
            """Return the note as it was written, behind what it is."""
            return _("Note for the reviewers: %(note)s") % {"note": plain_isolate(log_entry.data.get("note", ""))}
