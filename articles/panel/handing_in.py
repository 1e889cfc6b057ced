"""Handing in with a note: the draft is saved, then one page asks what is to be said to those who read it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from articles import workflow
from articles.models import ArticlePage, SectionPage
from articles.models.review import NoteForm
from articles.notyet import NotYet
from articles.stages import Stage, stage
from newsroom.rtl.bidi import plain_isolate
from newsroom.rtl.lists import join_names

HAND_IN = "action-hand-in"


class HandInItem(SubmitForModerationMenuItem):
    """The button in the editor, beside the one that hands in without a word."""

    label = gettext_lazy("Hand in with a note…")
    name = HAND_IN

    def get_context_data(self, parent_context: dict) -> dict:
        """Keep our own words: Wagtail's name the workflow."""
        return super().get_context_data(parent_context) | {"label": self.label}


def offer_a_note(items: list[ActionMenuItem], request: HttpRequest, context: dict) -> None:
    """Put our button behind Wagtail's."""
    for place, item in enumerate(items):
        if type(item) is SubmitForModerationMenuItem and _is_of_an_article(context):
            items.insert(place + 1, HandInItem(item.order))
            return


def _is_of_an_article(context: dict) -> bool:
    """Ask the section where a new page begins: only articles begin there."""
    return isinstance(context.get("page"), ArticlePage) or isinstance(context.get("parent_page"), SectionPage)


class Handing:
    """A view for adding or editing that leads on to the page below once the draft is saved."""

    def save_action(self) -> HttpResponse:
        answer = super().save_action()
        if HAND_IN in self.request.POST and not self.expects_json_response and answer.status_code == 302:
            return redirect("articles_hand_in", self.page.pk)
        return answer


class HandInView(WagtailAdminTemplateMixin, TemplateView):
    """Hands in the latest version of one article, with or without a note."""

    template_name = "articles/panel/hand_in.html"
    page_title = gettext_lazy("Hand in with a note")
    header_icon = "resubmit"

    @cached_property
    def article(self) -> ArticlePage:
        return get_object_or_404(ArticlePage.objects.not_binned(), pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.article.permissions_for_user(request.user).can_edit():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            workflow.submit(self.article, by=request.user, note=form.cleaned_data["comment"])
        except NotYet as refused:
            return self.render_to_response(self.get_context_data(form=form, reasons=refused.reasons()), status=409)
        except PermissionDenied as error:
            raise Http404 from error
        messages.success(request, _handed_in(ArticlePage.objects.get(pk=self.article.pk)))
        return redirect("wagtailadmin_pages:edit", self.article.pk)

    def get_context_data(self, form: NoteForm | None = None, reasons: list[str] | None = None, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {
            "article": self.article,
            "standing": stage(self.article),
            "form": form or NoteForm(),
            "reasons": reasons or [],
        }


def tell_decision(request: HttpRequest, article: ArticlePage, decision: str) -> None:
    """Say on the next page whether ``article`` was approved or sent back, and for whom it waits now."""
    is_approved, waits_for = decision == "approve", stage(article).waits_for
    if waits_for and is_approved:
        said = _("“%(headline)s” is approved; it waits for %(names)s.")
    elif waits_for:
        said = _("“%(headline)s” is sent back; it waits for %(names)s.")
    else:
        said = _("“%(headline)s” is approved.") if is_approved else _("“%(headline)s” is sent back.")
    names = join_names(plain_isolate(str(person)) for person in waits_for)
    messages.success(request, said % {"headline": plain_isolate(article.draft_title), "names": names})


def _handed_in(article: ArticlePage) -> SafeString:
    standing = stage(article)
    names = join_names(plain_isolate(str(person)) for person in standing.waits_for)
    if standing.stage == Stage.READY:
        return format_html(_("Handed in: it is ready to publish, and waits for %(names)s.") % {"names": "{}"}, names)
    return format_html(_("Handed in: it waits for %(names)s.") % {"names": "{}"}, names)
