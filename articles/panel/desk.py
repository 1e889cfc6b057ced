"""An article's desk sheet: where it stands with the newsroom and its readers, and what can be done about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.defaults import permission_denied
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from articles import stages
from articles.models import ArticlePage
from articles.notyet import NotYet
from articles.panel.deeds import DEEDS, Standing
from articles.permissions import may_see, works_on


@dataclass(frozen=True)
class Offer:
    """A deed with its form, as the sheet shows it."""

    name: str
    label: Promise
    form: forms.Form


class DeskSheet(WagtailAdminTemplateMixin, TemplateView):
    """The sheet of one article: 404 for who may not see the article, 403 for who sees it and does not work on it."""

    template_name = "articles/panel/desk.html"
    page_title = _("Where it stands")
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return self._answer(request, pk)
        except PermissionDenied as refused:
            return permission_denied(request, refused)  # Wagtail would lead to the panel's first page: 302

    def _answer(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.article = get_object_or_404(ArticlePage.objects.select_related("publication"), pk=pk)
        if not may_see(request.user, self.article):
            raise Http404
        if not works_on(request.user, self.article):
            raise PermissionDenied
        self.standing, self.sent = Standing(self.article, request.user), None
        return super().dispatch(request, pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do one deed; what the verb refuses is told beside its field, and what was typed stays."""
        name = request.POST.get("deed", "")
        deed = DEEDS.get(name)
        if deed is None:
            raise Http404
        if not deed.may(self.standing):
            raise PermissionDenied
        form = deed.form(request.POST, auto_id=f"{name}_%s")
        if form.is_valid():
            try:
                deed.verb(self.article, **form.cleaned_data, by=request.user)
            except NotYet as refused:
                _tell(refused, form)
            else:
                messages.success(request, deed.said)
                return redirect("article_desk", pk)
        said = " ".join(form.non_field_errors()) or _("Nothing was changed: the reason stands beside the field.")
        messages.error(request, said)
        self.sent = Offer(name, deed.label, form)
        self.article = ArticlePage.objects.select_related("publication").get(pk=pk)
        self.standing = Standing(self.article, request.user)
        return self.render_to_response(self.get_context_data(), status=422)

    def get_breadcrumbs_items(self) -> list[dict]:
        title = self.article.get_admin_display_title()
        editor = {"url": reverse("wagtailadmin_pages:edit", args=(self.article.pk,)), "label": title}
        return [*self.breadcrumbs_items, editor, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        corrections = self.article.corrections.select_related("made_by")
        return super().get_context_data(**kwargs) | {
            "article": self.article,
            "publication": self.article.publication,
            "standing": self.standing,
            "stage": stages.stage(self.article),
            "corrections": list(corrections),
            "offers": dict(self._offers()),
            "sent": self.sent,
            "may_take_back": self.standing.may_publish,
            "may_withdraw": self.article.permissions_for_user(self.request.user).can_unpublish(),
        }

    def _offers(self) -> Iterator[tuple[str, Offer]]:
        """Yield what this person may do now, and what they have just tried."""
        for name, deed in DEEDS.items():
            if self.sent and self.sent.name == name:
                yield name, self.sent
            elif deed.is_open(self.standing) and deed.may(self.standing):
                yield name, Offer(name, deed.label, deed.form(auto_id=f"{name}_%s"))


def _tell(refused: NotYet, form: forms.Form) -> None:
    """Put each reason beside its field; what belongs to none is told above."""
    for field, reasons in refused.message_dict.items():
        form.add_error(field if field in form.fields else None, reasons)


def way_to_the_sheet(page: Page, user, next_url: str | None = None, view_name: str = "") -> Iterator[Button]:
    """Offer the sheet among the buttons of an article, to who works on it (Wagtail's listing and header hooks)."""
    if isinstance(page, ArticlePage) and works_on(user, page):
        url = reverse("article_desk", args=(page.pk,))
        yield Button(_("Where it stands"), url, icon_name="clipboard-list", priority=12)
