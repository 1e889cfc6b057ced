"""The bin in the panel: what lies in it, how something comes into it and out of it."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles import bin as the_bin
from articles.lists import Cursor
from articles.models import ArticlePage, Publication
from articles.notyet import NotYet
from articles.panel import rescue
from newsroom.rtl.bidi import direction

ON_A_PAGE = 25


def works_with_articles(user) -> bool:
    """Say whether ``user`` writes, edits or publishes anywhere: they may have something in the bin."""
    return policy_registry.get_by_type(Page).user_has_any_permission(user, {"add", "change", "publish"})


class BinView(WagtailAdminTemplateMixin, TemplateView):
    """What I may take out of the bin, the latest first."""

    template_name = "articles/panel/bin.html"
    page_title = gettext_lazy("Bin")
    header_icon = "bin"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not works_with_articles(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        found = Publication.objects.restorable_by(self.request.user)
        if written := self.request.GET.get("before", ""):
            found = found.deleted_before(Cursor.read(written))
        lying = list(found.as_lying().order_by("-binned_at", "-article")[: ON_A_PAGE + 1])
        shown, older = lying[:ON_A_PAGE], ""
        if len(lying) > ON_A_PAGE:
            older = f"{reverse('bin')}?before={Cursor(shown[-1].binned_at, shown[-1].pk)}"
        return super().get_context_data(**kwargs) | {
            "lying": shown,
            "older_url": older,
            "is_first": not written,
            "days": the_bin.DAYS,
        }


class BinnedView(WagtailAdminTemplateMixin, TemplateView):
    """One article in the bin: what its own pages in the panel lead to meanwhile."""

    template_name = "articles/panel/binned.html"
    page_title = gettext_lazy("Bin")
    header_icon = "bin"

    @cached_property
    def publication(self) -> Publication:
        return get_object_or_404(Publication.objects.binned().as_lying(), pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.publication.article.permissions_for_user(request.user).can_restore():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        last = {"url": "", "label": self.publication.article.get_admin_display_title()}
        return [*self.breadcrumbs_items, {"url": reverse("bin"), "label": self.page_title}, last]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"lying": [self.publication], "days": the_bin.DAYS}


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an article out of the bin, and lead to it."""
    article = get_object_or_404(ArticlePage, pk=pk)
    if not article.is_binned or not article.permissions_for_user(request.user).can_restore():
        raise Http404  # in the bin no more, or never seen by this person
    try:
        the_bin.restore(article, by=request.user)
    except NotYet as refused:
        messages.warning(request, " ".join(refused.reasons()))
        return redirect("bin")
    said = _("“%(title)s” is back, as a draft: nothing goes live by itself.")
    if article.publication.withdrawn_at:
        said = _("“%(title)s” is back, as withdrawn: it goes live again when a publisher publishes it.")
    messages.success(request, _named(said, article))
    return redirect("wagtailadmin_pages:edit", article.pk)


class ArticleDeleteView(DeleteView):
    """Deleting an article: into the bin."""

    template_name = "articles/panel/confirm_discard.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            the_bin.discard(self.page, by=request.user)
        except NotYet as refused:
            messages.warning(request, " ".join(refused.reasons()))
        else:
            messages.success(request, _named(_("“%(title)s” is in the bin."), self.page), buttons=way_to_the_bin())
        return redirect(self.next_url or reverse("wagtailadmin_explore", args=(self.page.get_parent().pk,)))

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"days": the_bin.DAYS}


def way_to_the_bin() -> list:
    """Return the button that leads from a message to the bin."""
    return [messages.button(reverse("bin"), _("Show the bin"))]


def guarded(view: Callable) -> Callable:
    """Lead from every page of the panel about an article to the bin, as long as it lies there."""

    @wraps(view)
    def ask(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        pk = next((kwargs[name] for name in ("page_id", "page_to_move_id", "pk") if name in kwargs), None)
        article = pk and ArticlePage.objects.filter(pk=pk, locked=True).first()
        return _lead_to_the_bin(request, article) if article and article.is_binned else view(request, *args, **kwargs)

    return ask


def _lead_to_the_bin(request: HttpRequest, article: ArticlePage) -> HttpResponse:
    may = article.permissions_for_user(request.user).can_restore()
    if not request.accepts("text/html"):
        said = _("The article is in the bin: nothing was saved.")
        return JsonResponse({"success": False, "error_code": "locked", "error_message": said}, status=400)
    if rescue.holds_a_text(request):
        said = _("The article was put into the bin meanwhile, so nothing was saved. Copy what you typed.")
        url = reverse("binned_article", args=(article.pk,)) if may else ""
        return rescue.show(request, article, said, url, _("Open the bin"))
    if not may:
        raise Http404
    return redirect("binned_article", article.pk)


def _named(sentence: str, article: Page) -> SafeString:
    """Put the headline into a sentence, isolated."""
    title = article.specific_deferred.get_admin_display_title()
    bdi = format_html('<bdi dir="{}">{}</bdi>', direction(title), title)
    return format_html(sentence % {"title": "{}"}, bdi)


class BinItem(MenuItem):
    """The way to the bin, for who works with articles."""

    def is_shown(self, request: HttpRequest) -> bool:
        return works_with_articles(request.user)


class RecentEdits(RecentEditsPanel):
    """What I edited last, on the first page of the panel."""

    def get_context_data(self, parent_context: dict) -> dict:
        names = super().get_context_data(parent_context)
        edited = [(moment, page) for moment, page in names["last_edits"] if not getattr(page, "is_binned", False)]
        return names | {"last_edits": edited}
