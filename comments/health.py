"""How the moderation stands today: who waits longest, how long the decided ones waited, who decided how many."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Left
from django.utils import timezone

from articles.models import SectionPage
from comments import queue, recount
from comments.models import Comment, ModerationEvent, Recount
from comments.querysets import SECTION_PATH
from newsroom.teams.models import User

# A day that decides about more is told by its latest.
LOOKED_AT = 2000


@dataclass(frozen=True)
class Health:
    """What the strip above the queue tells. Only what its reader may decide about counts."""

    # When the one that waits longest came in; None where nothing waits.
    oldest: datetime | None
    # The median of what was decided today; None where nothing was.
    wait: timedelta | None
    # How many comments each moderator decided today, the busiest first.
    load: list[tuple[str, int]] = field(default_factory=list)
    recount: Recount | None = None


@dataclass(frozen=True)
class Waiting:
    """What waits in one section."""

    section: SectionPage
    count: int
    oldest: datetime


def today(user: User, now: datetime | None = None) -> Health:
    """Return how the moderation stands before ``user``; six queries, over today's events only."""
    seen = queue.of(user)
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    events = _first_decisions(seen, midnight)
    waits = events.order_by("-at").values_list("comment__created_at", "at")[:LOOKED_AT]
    seconds = [(at - received).total_seconds() for received, at in waits]
    return Health(
        seen.awaiting().aggregate(oldest=Min("created_at"))["oldest"],
        timedelta(seconds=median(seconds)) if seconds else None,
        _load(events),
        recount.last(),
    )


def waiting(user: User) -> list[Waiting]:
    """Return what waits for ``user`` in each section, the longest wait first; three queries, however many sections."""
    found = queue.of(user).awaiting().order_by().annotate(section=Left("article__path", SECTION_PATH))
    rows = {path: facts for path, *facts in found.values_list("section").annotate(Count("pk"), Min("created_at"))}
    sections = SectionPage.objects.filter(path__in=rows).only("title", "path")
    return sorted((Waiting(section, *rows[section.path]) for section in sections), key=lambda row: row.oldest)


def _first_decisions(seen: QuerySet[Comment], since: datetime) -> QuerySet[ModerationEvent]:
    """Return what people decided about waiting comments since, as far as it was not undone."""
    decided = ModerationEvent.objects.filter(at__gte=since, before=Comment.Status.PENDING, by__isnull=False)
    return decided.filter(comment__in=seen, decision__undoes=None, decision__undone_by=None)


def _load(events: Iterable[ModerationEvent]) -> list[tuple[str, int]]:
    counts = dict(events.order_by().values_list("by").annotate(Count("comment", distinct=True)))
    people = {person.pk: queue.name_of(person) for person in User.objects.filter(pk__in=counts)}
    return sorted(((people[pk], count) for pk, count in counts.items()), key=lambda row: (-row[1], row[0]))
