"""The version that is ready: who approved it and when, and the buttons that publish or schedule exactly it."""

from datetime import datetime

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import PageLogEntry, Revision

from articles import pictures, workflow
from articles.models import ArticlePage
from articles.notyet import NotYet
from articles.stages import SCHEDULED, Ready, stage
from newsroom.rtl import zones
from newsroom.rtl.bidi import direction, plain_isolate
from newsroom.rtl.dates import stamp_in_zone
from newsroom.teams.models import User

OTHER_VERSION = gettext_lazy("Another version is ready now than the one you looked at: look at this one.")


class ReadyForm(forms.Form):
    """Which version was looked at, and when it goes live, where that is not at once."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    at = forms.DateTimeField(label=gettext_lazy("Goes live on"), required=False, widget=AdminDateTimeInput)
    minor = forms.BooleanField(label=gettext_lazy("A minor fix: “Last update” stays as it is"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = _("%(zone)s, to the minute.") % {"zone": zones.words()}

    def clean(self) -> dict:
        """Ask for a moment where one is needed."""
        found = super().clean()
        if "later" in self.data and not found.get("at") and "at" not in self.errors:
            self.add_error("at", _("Choose the moment at which it goes live."))
        return found


def release(article: ArticlePage, version: int, *, at: datetime | None, by: User, minor: bool = False) -> Revision:
    """Publish the version that is ready, or schedule it for ``at``, if it is the one whose number is ``version``.

    ``minor``: as with ``workflow.publish``. Returns the version. Nothing of a newer draft goes live. Raises
    PermissionDenied, or ``NotYet`` with every refusal, also where somebody was first, or another version was approved
    meanwhile.
    """
    if found := stage(article).ready:
        pictures.develop(found.version.as_object())  # seconds of work: before the lock
    with transaction.atomic():
        article = workflow.locked(article)
        ready = stage(article).ready
        if ready is None:
            raise NotYet({"state": [why_not(article)]})
        if ready.version.pk != version:
            raise NotYet({"state": [OTHER_VERSION]})
        if at is None:
            workflow.publish(article, ready.version, by=by, minor=minor)
        else:
            workflow.schedule(article, ready.version, at, by=by, minor=minor)
    return ready.version


def why_not(article: ArticlePage) -> str:
    """Return why there is nothing to publish here."""
    actions = ["wagtail.publish", SCHEDULED]
    last = (
        PageLogEntry.objects.filter(page=article.pk, action__in=actions).select_related("user").order_by("-pk").first()
    )
    if not article.live or last is None:
        return _("No version of this article is ready: it has to be approved first.")
    facts = {"moment": stamp_in_zone(last.timestamp), "name": plain_isolate(str(last.user))}
    if last.user is None:
        return _("It is published already, since %(moment)s. No newer version is ready.") % facts
    return _("It is published already, since %(moment)s, by %(name)s. No newer version is ready.") % facts


class ReadyView(WagtailAdminTemplateMixin, TemplateView):
    """One article's ready version, for who may publish it."""

    template_name = "articles/panel/ready.html"
    page_title = gettext_lazy("Ready to publish")
    header_icon = "check"

    @cached_property
    def article(self) -> ArticlePage:
        return get_object_or_404(ArticlePage.objects.not_binned(), pk=self.kwargs["pk"])

    @cached_property
    def ready(self) -> Ready | None:
        return stage(self.article).ready

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        rights = self.article.permissions_for_user(request.user)
        if not rights.can_publish():
            if not rights.can_edit():
                raise Http404
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = ReadyForm(request.POST)
        if not form.is_valid():
            crafted = "version" in form.errors
            return self._show(form, [str(OTHER_VERSION)] if crafted else [], 409 if crafted else 200)
        at = form.cleaned_data["at"] if "later" in request.POST else None
        try:
            number, minor = form.cleaned_data["version"], form.cleaned_data["minor"]
            version = release(self.article, number, at=at, by=request.user, minor=minor)
        except NotYet as refused:
            found = dict(refused.message_dict)
            for message in found.pop("go_live_at", []):
                form.add_error("at", message)
            return self._show(form, [reason for reasons in found.values() for reason in reasons], 409)
        messages.success(request, _done(version, at))
        return redirect("wagtailadmin_home")

    def _show(self, form: ReadyForm, reasons: list[str], status: int) -> HttpResponse:
        """Show the page as things stand now, with why nothing was done."""
        vars(self).pop("article", None)
        vars(self).pop("ready", None)
        return self.render_to_response(self.get_context_data(form=form, reasons=reasons), status=status)

    def get_context_data(self, form: ReadyForm | None = None, reasons: list[str] | None = None, **kwargs) -> dict:
        ready = self.ready
        names = {"article": self.article, "ready": ready, "reasons": reasons or [], "media": Media()}
        if ready is None:
            names["reasons"] = names["reasons"] or [why_not(self.article)]
            return super().get_context_data(**kwargs) | names
        form = form or ReadyForm()
        return (
            super().get_context_data(**kwargs)
            | names
            | {
                "form": form,
                "media": form.media,
                "headline": ready.version.as_object().title,
                "number": self.article.revisions.filter(pk__lte=ready.version.pk).count(),
                "newest": None if ready.is_latest else self.article.latest_revision,
            }
        )


def _done(version: Revision, at: datetime | None) -> SafeString:
    title = version.as_object().title
    said = _("“%(title)s” is published: exactly the version that was approved.")
    if at is not None:
        said = _("“%(title)s” goes live on %(moment)s.")
    bdi = format_html('<bdi dir="{}">{}</bdi>', direction(title), title)
    return format_html(said % {"title": "{}", "moment": at and stamp_in_zone(at)}, bdi)
