"""The counts of approved comments, held against the comments themselves."""

import logging
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from comments import alarm
from comments.models import Comment, Discussion, Recount
from newsroom.cache.versions import bump

logger = logging.getLogger(__name__)
AT = 3  # o'clock in the newsroom's zone, when hardly anybody comments
_last_night: date | None = None


@dataclass(frozen=True)
class Drift:
    """An article whose count is not what its comments say."""

    article_id: int
    counted: int
    true: int


def drifts() -> list[Drift]:
    """Return the articles whose count differs from a recount, in the order of their ids; two queries."""
    true = dict(Comment.objects.approved().order_by().values_list("article").annotate(Count("pk")))
    counted = dict(Discussion.objects.values_list("page", "approved_count"))
    return [
        Drift(pk, counted.get(pk, 0), true.get(pk, 0))
        for pk in sorted(true.keys() | counted.keys())
        if counted.get(pk, 0) != true.get(pk, 0)
    ]


@transaction.atomic
def repair() -> list[Drift]:
    """Set every count that differs to what a recount gives, and return what was wrong.

    The rows are locked first and counted after, so that no decision falls between the two.
    """
    found = drifts()
    for drift in found:
        Discussion.objects.get_or_create(page_id=drift.article_id)
        row = Discussion.objects.select_for_update().get(page_id=drift.article_id)
        row.approved_count = Comment.objects.approved().filter(article=drift.article_id).count()
        row.save(update_fields=["approved_count"])
    bump(*(f"article:{drift.article_id}" for drift in found))
    return found


def last() -> Recount | None:
    """Return when the counts were last held against the comments, and what was found; one query."""
    return Recount.objects.first()


def nightly() -> None:
    """Recount once a night, and raise the alarm where a count had drifted: a duty of the clock.

    What differs is set right. Each article that drifted is an error of the log, by its number: there should be none.
    The chiefs are told by one letter. Of two clocks the second finds the night done.
    """
    global _last_night  # noqa: PLW0603 - what a clock remembers until it stops
    now = timezone.localtime()
    if now.hour < AT or _last_night == now.date():
        return
    before = last()
    if before is None or timezone.localdate(before.at) != now.date() or timezone.localtime(before.at).hour < AT:
        with transaction.atomic():
            found = repair() if drifts() else []
            Recount.objects.update_or_create(pk=1, defaults={"at": now, "drifted": len(found)})
            alarm.tell(len(found), now.date())
        for drift in found:
            logger.error("Article %s counted %s comments, there are %s", drift.article_id, drift.counted, drift.true)
    _last_night = now.date()
