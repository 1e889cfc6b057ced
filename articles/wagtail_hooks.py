"""What the room of the articles adds to Wagtail."""

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from articles.panel import ArticleViewSet, BulkPublish
from articles.views import to_public_address

hooks.register("before_serve_page", to_public_address)
# Our apps stand before Wagtail's, so its own hooks run later: the order is what lets ours replace theirs.
hooks.register("register_bulk_action", BulkPublish, order=100)


@hooks.register("register_admin_viewset")
def register_article_viewset() -> ArticleViewSet:
    """Let the panel edit articles by our views."""
    return ArticleViewSet()


@hooks.register("construct_page_chooser_queryset")
def hide_colleagues_drafts(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Offer in choosers what is live and what one may edit; other drafts would show their headlines."""
    mine = page_permission_policy.instances_user_has_any_permission_for(request.user, {"add", "change"})
    return pages.filter(Q(live=True) | Q(pk__in=mine.values("pk")))


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name the events that only this house has."""
    actions.register_action("articles.approve", _("Approve by publishing"), _("Approved this version by publishing it"))

    @actions.register_action("articles.could_not_go_live")
    class CouldNotGoLive(LogFormatter):
        """Why the clock took an article out of the schedule."""

        label = _("Could not go live")

        def format_message(self, log_entry: PageLogEntry) -> str:
            """Return the reasons, one after the other."""
            reasons = log_entry.data.get("reasons") or [_("Something went wrong; the schedule was taken back.")]
            return " ".join(str(reason) for reason in reasons)

    @actions.register_action("articles.note")
    class Note(LogFormatter):
        """What a writer said when handing in."""

        label = _("Note for the reviewers")

        def format_message(self, log_entry: PageLogEntry) -> str:
            """Return the note as it was written."""
            return log_entry.data.get("note", "")
