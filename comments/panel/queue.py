"""The queue at /admin/comments/: what awaits a moderator, and the buttons that decide."""

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from comments import moderation, queue
from comments.cursors import BadCursor
from comments.models import Decision, Reason
from comments.moderation import Outcome, Settled
from newsroom.rtl.dates import ago
from newsroom.teams.models import User
from newsroom.teams.rights import moderated_teams

VERBS = {"approve": moderation.approve, "reject": moderation.reject, "spam": moderation.mark_spam}
# What may be done with the comments of each tab.
OFFERED = {
    queue.Status.PENDING: ("approve", "reject", "spam"),
    queue.Status.APPROVED: ("reject", "spam"),
    queue.Status.REJECTED: ("approve", "spam"),
    queue.Status.SPAM: ("approve", "reject"),
}
TOLD_AT_ONCE = 5


def is_moderator(user: User) -> bool:
    """Say whether ``user`` moderates anything at all."""
    teams = moderated_teams(user)
    return teams is None or teams.exists()


class QueueView(WagtailAdminTemplateMixin, TemplateView):
    """One tab of the queue."""

    template_name = "comments/panel/queue.html"
    page_title = gettext_lazy("Readers' comments")
    header_icon = "comment"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_moderator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        status = self.request.GET.get("status", queue.Status.PENDING)
        after = self.request.GET.get("after", "")
        if status not in queue.TABS:
            raise Http404
        try:
            page = queue.page(self.request.user, status, after)
        except BadCursor as error:
            raise Http404 from error
        return super().get_context_data(**kwargs) | {
            "tabs": queue.tabs(self.request.user),
            "status": status,
            "after": after,
            "page": page,
            "offered": OFFERED[status],
            "reasons": Reason.choices,
        }


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Do what the pressed button says (verb, reason, comment) with its comment, or with all that are ticked."""
    if not is_moderator(request.user):
        raise PermissionDenied
    status, after = request.POST.get("seen", ""), request.POST.get("after", "")
    verb, reason, one = [*request.POST.get("press", "").split(":"), "", ""][:3]
    if status not in queue.TABS or verb not in OFFERED[status] or (verb == "reject" and reason not in Reason.values):
        raise Http404
    ids = _numbers([one] if one else request.POST.getlist("comment"))
    if not ids:
        messages.warning(request, _("No comment was chosen: tick one or more, then decide."))
        return redirect(queue.url(status, after))
    act = partial(VERBS[verb], ids, reason) if verb == "reject" else partial(VERBS[verb], ids)
    outcome = act(by=request.user, seen=status)
    if outcome.decided:
        messages.success(request, _with_undo(request, _said(verb, len(outcome.decided)), outcome, status))
    _tell_of_others(request, outcome)
    return redirect(queue.url(status, after))


@require_POST
def undo(request: HttpRequest, decision_id) -> HttpResponse:
    """Take a decision back, about one comment or many."""
    if not is_moderator(request.user):
        raise PermissionDenied
    status = request.POST.get("seen", "")
    try:
        outcome = moderation.undo(decision_id, by=request.user)
    except Decision.DoesNotExist as error:
        raise Http404 from error
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        if count := len(outcome.decided):
            undone = ngettext(
                "%(count)s comment is back where it was.", "%(count)s comments are back where they were.", count
            )
            messages.success(request, undone % {"count": count})
        _tell_of_others(request, outcome)
    return redirect(queue.url(status if status in queue.TABS else queue.Status.PENDING))


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]


def _said(verb: str, count: int) -> str:
    if verb == "approve":
        text = ngettext("%(count)s comment was approved.", "%(count)s comments were approved.", count)
    elif verb == "reject":
        text = ngettext("%(count)s comment was rejected.", "%(count)s comments were rejected.", count)
    else:
        text = ngettext("%(count)s comment went to the spam.", "%(count)s comments went to the spam.", count)
    return text % {"count": count}


def _with_undo(request: HttpRequest, text: str, outcome: Outcome, status: str) -> SafeString:
    names = {"text": text, "decision": outcome.decision, "status": status}
    return render_to_string("comments/panel/_undo.html", names, request=request)


def _tell_of_others(request: HttpRequest, outcome: Outcome) -> None:
    """Tell the moderator what others had decided, and by whom."""
    for settled in outcome.settled[:TOLD_AT_ONCE]:
        messages.warning(request, _of_another(settled))
    if more := len(outcome.settled[TOLD_AT_ONCE:]):
        text = ngettext(
            "%(count)s more comment was decided before you.", "%(count)s more comments were decided before you.", more
        )
        messages.warning(request, text % {"count": more})
    if gone := len(outcome.missing):
        text = ngettext("%(count)s comment is there no more.", "%(count)s comments are there no more.", gone)
        messages.warning(request, text % {"count": gone})


def _of_another(settled: Settled) -> SafeString:
    name = format_html("<bdi>{}</bdi>", settled.comment.name)
    status = settled.comment.get_status_display()
    if settled.event is None:
        return format_html(
            _("The comment by %(name)s stands otherwise by now: %(status)s.") % _slots("name", "status"),
            name=name,
            status=status,
        )
    text = _("The comment by %(name)s was decided before you by %(who)s, %(when)s: %(status)s.")
    who = format_html("<bdi>{}</bdi>", queue.name_of(settled.event.by))
    slots = _slots("name", "who", "when", "status")
    return format_html(text % slots, name=name, who=who, when=ago(settled.event.at), status=status)


def _slots(*names: str) -> dict[str, str]:
    """Turn the places of a translated sentence into those that ``format_html`` fills, escaping what it is given."""
    return {name: f"{{{name}}}" for name in names}
