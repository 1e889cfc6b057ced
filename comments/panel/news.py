"""What happened at the queue since the page was shown: new comments, others' decisions, who is where, the counts."""

from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import ngettext

from comments import presence, queue
from comments.filters import Filters, Unknown, number
from comments.models import Comment, ModerationEvent
from comments.panel import telling
from comments.panel.queue import is_moderator
from newsroom.rtl import numbers

MOST = 100
# What no comment and no decision tells (an age that passes, an article in the bin) is counted anew after so long.
COUNTED_ANEW = 300


def news(request: HttpRequest) -> HttpResponse:
    """Answer in JSON what changed for a page of the queue, to the script that asks every few seconds.

    Asked are: ``since``, the highest id when the page was shown; ``cards``, the ids of its comments, joined by commas,
    a hundred at most; ``at``, the one that its moderator has before them, which colleagues are shown for a minute; and
    the filters. Answered are: how many comments came in (``count``, ``label``), who decided which of the cards
    (``decided``), which colleague has which of them open (``present``), and what each tab counts (``counts``). Of what
    the moderator may not see nothing is said. 304, before anything is counted, where nothing happened since the last
    answer; 404 for filters that are not the moderator's.
    """
    if not is_moderator(request.user):
        raise PermissionDenied
    since = number(request.GET.get("since", ""))
    try:
        filters = Filters.parse(request.GET, request.user)
    except Unknown as error:
        raise Http404 from error
    if since is None:
        raise Http404
    seen = queue.of(request.user)
    stands = _stands(seen, request.GET.get("cards", ""), at := number(request.GET.get("at", "")))
    if at in stands:
        presence.note(at, request.user)
    present = presence.others(stands, request.user)
    etag = _etag(since, stands, present)
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        unchanged.headers["ETag"] = etag
        return unchanged
    answer = _counts(filters.narrow(seen), filters, since) | {
        "decided": _decided([pk for pk, status in stands.items() if status != queue.Status.PENDING]),
        "present": [{"id": pk, "told": telling.at_it(names)} for pk, names in present.items()],
    }
    return JsonResponse(answer, headers={"ETag": etag})


def _stands(seen: QuerySet[Comment], cards: str, at: int | None) -> dict[int, str]:
    """Return how the comments of the page that the moderator may see stand; one query."""
    asked = [found for text in cards.split(",")[:MOST] if (found := number(text)) is not None]
    asked += [at] if at is not None else []
    return dict(seen.filter(pk__in=asked).order_by("pk").values_list("pk", "status")) if asked else {}


def _etag(*facts: object) -> str:
    """Return a mark that is another one as soon as the answer may be: two queries that no archive slows down."""
    newest = Comment.objects.aggregate(Max("pk")), ModerationEvent.objects.aggregate(Max("pk"))
    moment = timezone.now().timestamp() // COUNTED_ANEW
    return f'"{sha256(repr((newest, moment, *facts)).encode()).hexdigest()[:32]}"'


def _counts(comments: QuerySet[Comment], filters: Filters, since: int) -> dict:
    count = comments.awaiting().filter(pk__gt=since).count()
    label = ngettext("%(count)s new comment", "%(count)s new comments", count) % {"count": count}
    tabs = queue.tabs(comments, filters)
    return {"count": count, "label": label, "counts": {tab.status: numbers.grouped(tab.count) for tab in tabs}}


def _decided(ids: list[int]) -> list[dict]:
    """Return what was decided of each, and by whom: the last word counts. One query, none where there is nothing."""
    events = ModerationEvent.objects.filter(comment__in=ids).select_related("by").order_by("pk") if ids else []
    last = {event.comment_id: event for event in events}
    return [
        {"id": pk, "status": event.after, "told": telling.decided(event)}
        for pk, event in last.items()
        if event.after != queue.Status.PENDING  # taken back between the two queries
    ]
