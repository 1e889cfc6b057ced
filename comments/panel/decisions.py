"""The buttons of the queue: what a press does, told on the page or to the script that pressed."""

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from comments import moderation, queue
from comments.filters import Filters, Unknown, number
from comments.models import Decision, Reason
from comments.moderation import Outcome, Settled
from comments.panel import telling
from comments.panel.queue import OFFERED, is_moderator

VERBS = {"approve": moderation.approve, "reject": moderation.reject, "spam": moderation.mark_spam}
TOLD_AT_ONCE = 5


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Do what the pressed button says (verb, reason, comment) with its comment, or with all that are ticked.

    Leads back to the list that it was pressed in. A script is answered in JSON: what was decided and how to undo it,
    and a fresh card of each comment that somebody else decided first (409 where nothing else is left).
    """
    if not is_moderator(request.user):
        raise PermissionDenied
    status = request.POST.get("seen", "")
    verb, reason, one = [*request.POST.get("press", "").split(":"), "", ""][:3]
    if status not in queue.TABS or verb not in OFFERED[status] or (verb == "reject" and reason not in Reason.values):
        raise Http404
    ids = _numbers([one] if one else request.POST.getlist("comment"))
    if not ids:
        messages.warning(request, _("No comment was chosen: tick one or more, then decide."))
        return _back(request, status)
    act = partial(VERBS[verb], reason=reason) if verb == "reject" else VERBS[verb]
    outcome = act(ids, by=request.user, seen=status)
    said = telling.said(verb, len(outcome.decided)) if outcome.decided else ""
    if _is_script(request):
        return _answer(request, outcome, said)
    if outcome.decided:
        names = {"text": said, "decision": outcome.decision, "status": status, "asked": request.GET.urlencode()}
        messages.success(request, render_to_string("comments/panel/_undo.html", names, request=request))
    _tell_of_others(request, outcome)
    return _back(request, status)


@require_POST
def undo(request: HttpRequest, decision_id) -> HttpResponse:
    """Take a decision back, about one comment or many. A script is answered in JSON, as ``decide`` does."""
    if not is_moderator(request.user):
        raise PermissionDenied
    status = request.POST.get("seen", "")
    try:
        outcome = moderation.undo(decision_id, by=request.user)
    except (Decision.DoesNotExist, PermissionDenied) as error:
        raise Http404 from error
    except ValidationError as refusal:
        text = " ".join(refusal.messages)
        if _is_script(request):
            return JsonResponse({"told": [text], "decided": [], "settled": [], "missing": []}, status=409)
        messages.error(request, text)
    else:
        said = telling.undone(len(outcome.decided)) if outcome.decided else ""
        if _is_script(request):
            return _answer(request, outcome, said)
        if said:
            messages.success(request, said)
        _tell_of_others(request, outcome)
    return _back(request, status if status in queue.TABS else queue.Status.PENDING)


def _numbers(texts: Iterable[str]) -> list[int]:
    return [found for text in texts if (found := number(text)) is not None]


def _back(request: HttpRequest, status: str) -> HttpResponseRedirect:
    """Lead back to the list, filtered as it was."""
    try:
        filters = Filters.parse(request.GET, request.user)
    except Unknown:
        filters = None
    return redirect(queue.url(status, request.POST.get("after", ""), filters))


def _is_script(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _answer(request: HttpRequest, outcome: Outcome, said: str) -> JsonResponse:
    """Answer the script: sentences, ids, the address that takes it back, and fresh cards."""
    answer = {
        "told": [said] if said else [],
        "decided": outcome.decided,
        "missing": outcome.missing,
        "gone": telling.gone(len(outcome.missing)) if outcome.missing else "",
        "settled": [
            {"id": settled.comment.pk, "told": telling.of_another(settled), "card": _fresh_card(request, settled)}
            for settled in outcome.settled[: queue.PAGE_SIZE]
        ],
        "undo": reverse("comments_undo", args=(outcome.decision.pk,)) if outcome.decision else "",
    }
    return JsonResponse(answer, status=200 if outcome.decided else 409)


def _fresh_card(request: HttpRequest, settled: Settled) -> str:
    seen = queue.of(request.user)
    cards = queue.cards(
        list(queue.with_context(seen.filter(pk=settled.comment.pk))), seen, Filters.parse({}, request.user)
    )
    if not cards:
        return ""
    comment = cards[0].comment
    names = {
        "card": cards[0],
        "comment": comment,
        "status": comment.status,
        "offered": OFFERED.get(comment.status, ()),
        "reasons": Reason.choices,
    }
    return render_to_string("comments/panel/_card.html", names, request=request)


def _tell_of_others(request: HttpRequest, outcome: Outcome) -> None:
    """Tell the moderator what others had decided, and by whom."""
    for settled in outcome.settled[:TOLD_AT_ONCE]:
        messages.warning(request, telling.of_another(settled))
    if more := len(outcome.settled[TOLD_AT_ONCE:]):
        messages.warning(request, telling.more_of_others(more))
    if outcome.missing:
        messages.warning(request, telling.gone(len(outcome.missing)))
