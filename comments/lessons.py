"""What the newsroom's own decisions teach about new comments: learned each night, measured, and put into use or not.

Only what people decided is learned from, and each text once: neither the house's own decisions, nor near copies, nor
what was refused for something that its words do not show. A night's model is used where it found enough of the newest
decisions, which it had not seen; else the one before stays, if it still does. Nothing is used before there are enough.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from heapq import nlargest

from django.db import IntegrityError, transaction
from django.utils import timezone

from comments import learning, likeness
from comments.learning import Example, Measured, Model
from comments.models import Comment, Lesson, ModerationEvent, Reason
from newsroom.cache import versions
from newsroom.rtl import matching

logger = logging.getLogger(__name__)
Status = Comment.Status
TAG = "lessons"
AT = 4  # o'clock in the newsroom's zone
DECISIONS = 6000  # the newest, whatever became of them: a longer time of one kind would teach what was in the news
FEWEST = 250  # of each kind
OF_ONE_READER = 20  # a quarrel with one reader is no rule for all
NEAR_COPY = 4  # bands of sixteen (``likeness``)
KEPT = 30  # lessons that are still shown
BATCH = 500
KINDS = {Status.APPROVED: False, Status.REJECTED: True, Status.SPAM: True}
# Refused, but not for its words.
NOT_FOR_ITS_WORDS = frozenset({Reason.REPETITION, Reason.OFF_TOPIC, Reason.PERSONAL_DATA})
_last_night: date | None = None
_kept: tuple[int, Model | None] | None = None


def current() -> Model | None:
    """Return the model in use, None where there is none. One query tells whether it changed."""
    global _kept  # noqa: PLW0603 - what a process keeps
    version = versions.read([TAG])[TAG]
    if _kept is None or _kept[0] != version:
        lesson = Lesson.objects.in_use()
        _kept = version, lesson and Model.unpack(bytes(lesson.model))
    return _kept[1]


def nightly() -> None:
    """Learn once a night: a duty of the clock."""
    global _last_night  # noqa: PLW0603 - what a clock remembers until it stops
    now = timezone.localtime()
    if now.hour < AT or _last_night == now.date():
        return
    if not Lesson.objects.filter(night=now.date()).exists():
        learn(now)
    _last_night = now.date()


def learn(now: datetime) -> Lesson | None:
    """Learn from the newest decisions and keep the lesson of this night; None where there are too few.

    No transaction is open while it learns: whoever is stopped in the middle has changed nothing. Where two learn at
    once, the second finds the night's lesson there and leaves it.
    """
    examples = list(decided())
    refused = sum(example.refused for example in examples)
    if min(refused, len(examples) - refused) < FEWEST:
        return None
    learned, held_out = learning.split(examples)
    model = learning.learn(learned)
    measured = learning.measure(model, held_out)
    model = Model(model.weights, model.bias, measured.threshold)
    lesson = Lesson(
        night=timezone.localtime(now).date(),
        learned_at=now,
        approved=len(examples) - refused,
        refused=refused,
        recall=measured.recall,
        false_rate=measured.false_rate,
        measured=measured.approved + measured.refused,
        is_good_enough=measured.is_good_enough,
    )
    if not _keep(lesson, model, held_out):
        return None
    logger.info(
        "Lesson %s of %s approved and %s refused: %.0f %% of the refused found, %.1f %% of the approved held; %s",
        *(lesson.pk, lesson.approved, lesson.refused, 100 * measured.recall, 100 * measured.false_rate),
        "in use" if lesson.model else "not good enough to be used",
    )
    return lesson


def _keep(lesson: Lesson, model: Model, held_out: Sequence[Example]) -> bool:
    """Store a lesson and say which is in use from now on; return whether no other came first."""
    before = Lesson.objects.in_use()
    # Who learned for a day and a night does not put what a later night found out of use.
    is_late = before is not None and before.night > lesson.night
    retired = before is not None and not is_late and (lesson.is_good_enough or not _still_good(before, held_out))
    try:
        with transaction.atomic():
            lesson.model = model.pack() if lesson.is_good_enough and not is_late else None
            lesson.save()
            if retired:
                Lesson.objects.filter(night__lte=before.night).update(model=None)
            figures = Lesson.objects.filter(model=None)
            if old := figures.order_by("-night").values_list("night", flat=True)[KEPT : KEPT + 1]:
                figures.filter(night__lte=old[0]).delete()
            versions.bump(TAG)
    except IntegrityError:
        return False
    return True


def _still_good(before: Lesson, held_out: Sequence[Example]) -> bool:
    try:
        model = Model.unpack(bytes(before.model))
    except ValueError:  # every new comment is held for it: it goes
        return False
    found: Measured = learning.measure(model, held_out, model.threshold)
    return found.recall >= learning.FLOOR and found.false_rate <= 2 * learning.FALSE_RATE


def decided() -> Iterator[Example]:
    """Give what the newest decisions of people teach, the oldest first."""
    newest = nlargest(
        DECISIONS,
        (
            row
            for status in KINDS
            for row in Comment.objects.filter(status=status, decided_at__isnull=False)
            .order_by("-decided_at", "-pk")
            .values_list("decided_at", "pk")[:DECISIONS]
        ),
    )
    return reversed(list(_each_once([pk for _at, pk in newest])))


def _each_once(numbers: Sequence[int]) -> Iterator[Example]:
    """Give the comments of these numbers that teach something: no near copy of one before, not too many of a reader."""
    texts: set[tuple[str, ...]] = set()
    met: set[int] = set()
    readers: Counter[str] = Counter()
    for at in range(0, len(numbers), BATCH):
        batch = numbers[at : at + BATCH]
        by_people = _decided_by_people(batch)
        rows = Comment.objects.filter(pk__in=batch, status__in=KINDS)
        found = {row[0]: row[1:] for row in rows.values_list("pk", "status", "body", "email_hash")}
        for pk in batch:
            status, body, reader = found.get(pk, ("", "", ""))
            if by_people.get(pk) != status or readers[reader] >= OF_ONE_READER:
                continue
            text, bands = matching.key(body), likeness.bands(likeness.runs(body))
            if not text or text in texts or len(met.intersection(bands)) >= NEAR_COPY:
                continue
            texts.add(text)
            met.update(bands)
            readers[reader] += 1
            yield Example(learning.words_of(body), KINDS[status])


def _decided_by_people(numbers: Sequence[int]) -> dict[int, str]:
    """Return what people made of comments, where nobody, nor the house, decided again since."""
    events = ModerationEvent.objects.filter(comment__in=numbers).order_by("pk")
    last = {event[0]: event[1:] for event in events.values_list("comment", "by", "after", "reason")}
    return {pk: after for pk, (by, after, reason) in last.items() if by and reason not in NOT_FOR_ITS_WORDS}
