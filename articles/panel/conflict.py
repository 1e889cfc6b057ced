"""Two people in one article: nobody's newer version is written over, unless who does it says so.

A version is known by its number and its moment (an autosave writes over its own). What a form was loaded with comes
back with it; where the article has gone on since, nothing is saved, what was typed stays on the page, and there are
two ways out: save over the newer version knowingly (it stays in the history), or keep the typed text in the history
and go on from the newer one.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.locks import BaseLock, BasicLock, ScheduledForPublishLock, WorkflowLock
from wagtail.models import Page, Revision

from articles import versions
from articles.models import ArticlePage
from articles.panel import presence, rescue
from newsroom.rtl.dates import ago

KNOWINGLY, ASIDE = "overwrite-knowingly", "keep-aside"


class MovedOn(Exception):
    """The article is not what it was when the request began."""


@dataclass(frozen=True)
class Newer:
    """What stands in the way: a lock, a newer version and how it can be looked at, or (neither) the article changed."""

    version: Revision | None
    is_own: bool = False
    lock: str = ""
    mark: str = ""
    read_url: str = ""
    compare_url: str = ""


def why_locked(lock: BaseLock) -> SafeString:
    """Return who or what keeps an article from being changed, and since when."""
    if isinstance(lock, BasicLock) and lock.object.locked_by and lock.object.locked_at:
        said = _("%(name)s locked the article %(ago)s.") % {"name": "{name}", "ago": "{ago}"}
        name = format_html("<bdi>{}</bdi>", lock.object.locked_by)
        return format_html(said, name=name, ago=ago(lock.object.locked_at))
    if isinstance(lock, WorkflowLock):
        return escape(_("The article is under review: only who reviews it changes the text meanwhile."))
    if isinstance(lock, ScheduledForPublishLock):
        return escape(_("The article is scheduled: its text does not change until it is live or unscheduled."))
    return escape(_("The article is locked."))


class Watchful:
    """An edit view that saves over nothing its user has not seen. Asked at once, and again under the row's lock."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Take what was typed, or answer 409 with all of it where the article has gone on."""
        self._spare_what_stands()
        if ASIDE in request.POST and not self.expects_json_response:
            return self._keep_aside()
        try:
            if self.is_out_of_date and not self.expects_json_response:
                raise MovedOn
            return super().post(request, *args, **kwargs)
        except MovedOn:
            return self._show_what_is_newer()

    def form_valid(self, form) -> HttpResponse:
        """Look again now that the row is locked: two may press the button within one second."""
        with transaction.atomic():
            self.hold()
            return super().form_valid(form)

    def form_invalid(self, form) -> HttpResponse:
        """Where a colleague locked the article meanwhile, say who, and keep the way of keeping the text open."""
        if self.expects_json_response or self.is_cancelling_workflow or not self.locked_for_user:
            return super().form_invalid(form)
        return self._show(Newer(None, lock=why_locked(self.lock)))

    def hold(self) -> None:
        """Lock the article's row; raises ``MovedOn`` where it is no longer as this request found it."""
        stored = Page.objects.select_for_update().order_by().get(pk=self.real_page_record.pk)
        if not self._has_seen(stored.get_latest_revision()) or versions.state(stored) != self._state:
            raise MovedOn

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs) -> HttpResponse:
        """Remember how the article stood when the request began."""
        if request.method == "POST" and (stored := Page.objects.filter(pk=page_id).first()):
            self._state = versions.state(stored)
        try:
            return super().dispatch(request, page_id, **kwargs)
        except PermissionDenied:
            if not rescue.holds_a_text(request):
                raise
            said = _("You may no longer edit this article, so nothing was saved. Copy what you typed.")
            return rescue.show(request, ArticlePage.objects.filter(pk=page_id).first(), said, status=403)

    @cached_property
    def is_out_of_date(self) -> bool:
        """Whether there is a version that the sender of this form has not seen."""
        return not self._has_seen(self.latest_revision)

    def _has_seen(self, latest: Revision | None) -> bool:
        if latest is None:
            return True
        sent, mark = self.request.POST, versions.mark(latest)
        if own := sent.get("overwrite_revision_id"):
            return own == str(latest.pk) and latest.user_id == self.request.user.pk
        if latest.user_id == self.request.user.pk and versions.is_made_by(latest, self.form_name):
            return True
        loaded = f"{sent.get('loaded_revision_id', '')} {sent.get('loaded_revision_created_at', '')}"
        return mark in (loaded, sent.get(KNOWINGLY))

    def _spare_what_stands(self) -> None:
        """Let an autosave begin a version of its own where the one before was published, approved or handed in."""
        latest, sent = self.latest_revision, self.request.POST
        if not sent.get("overwrite_revision_id") or not self._has_seen(latest) or not versions.is_record(latest):
            return
        sent = sent.copy()
        del sent["overwrite_revision_id"]
        sent["loaded_revision_id"], sent["loaded_revision_created_at"] = versions.mark(latest).split()
        self.request.POST = sent

    def _look_again(self) -> Revision | None:
        """Load the article as it stands now, and what was typed into a form of it."""
        self.page = self._fresh_page()
        self.form = self._fresh_form(self.page, self.request.POST)
        self.form.defer_required_fields()
        return self.latest_revision

    def _keep_aside(self) -> HttpResponse:
        """Keep what was typed in the history, and lead to the editor with the newest version."""
        with transaction.atomic():
            Page.objects.select_for_update().order_by().get(pk=self.real_page_record.pk)
            latest = self._look_again()
            if latest is None or not self.form.is_valid():
                self.form.restore_required_fields()
                return self._show_what_is_newer()
            typed = self.form.save(commit=False)
            kept = versions.keep_aside(typed, before=latest, by=self.request.user)
        said = _("What you typed is kept in the history. You now go on from the newest version.")
        compare = reverse("wagtailadmin_pages:revisions_compare", args=(self.page.pk, kept.pk, latest.pk))
        read = reverse("wagtailadmin_pages:revisions_view", args=(self.page.pk, kept.pk))
        buttons = [
            messages.button(read, _("Read what you typed"), new_window=True),
            messages.button(compare, _("Compare the two"), new_window=True),
        ]
        messages.success(self.request, said, buttons=buttons)
        return redirect(self.get_edit_url())

    def _show_what_is_newer(self) -> HttpResponse:
        if self.expects_json_response:
            return self.json_error_response("invalid_revision", _("There is a newer version: nothing was saved."))
        latest = self._look_again()
        self.lock = self.page.get_lock()
        self.locked_for_user = self.lock is not None and self.lock.for_user(self.request.user)
        if self._has_seen(latest):
            return self._show(Newer(None, lock=why_locked(self.lock) if self.locked_for_user else ""))
        return self._show(self._newer(latest))

    def _show(self, newer: Newer) -> HttpResponse:
        self.autosave_enabled, self.has_unsaved_changes = False, True
        names = {"newer": newer, "loaded_revision_created_at": self.request.POST.get("loaded_revision_created_at", "")}
        return self.render_to_response(self.get_context_data() | names, status=409)

    def _newer(self, version: Revision) -> Newer:
        page, loaded = self.page.pk, self.request.POST.get("loaded_revision_id", "")
        compare = ""
        if loaded.isdecimal() and loaded != str(version.pk) and self.page.revisions.filter(pk=loaded).exists():
            compare = reverse("wagtailadmin_pages:revisions_compare", args=(page, loaded, version.pk))
        return Newer(
            version,
            is_own=version.user_id == self.request.user.pk,
            mark=versions.mark(version),
            read_url=reverse("wagtailadmin_pages:revisions_view", args=(page, version.pk)),
            compare_url=compare,
        )

    def get_context_data(self, **kwargs) -> dict:
        """Add who else has the article open; a ping tells it anew every few seconds, where there is JavaScript."""
        here = [] if self.expects_json_response else presence.others(self.page.pk, self.request.user)
        return super().get_context_data(**kwargs) | {"sessions": here}

    def get_template_names(self) -> list[str]:
        """Wagtail's page, with our notice above the form."""
        wagtails = super().get_template_names()
        return ["articles/panel/edit.html"] if wagtails == ["wagtailadmin/pages/edit.html"] else wagtails
