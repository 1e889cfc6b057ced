"""Which comments are near copies of one another, as campaigns are: told by what they share, not by single words.

A text is cut into runs of five letters, on its matching copy, without links and names. Of all runs, sixty-four are
kept as its sketch, so that two sketches agree about as much as the texts do (MinHash, Broder 1997; by one permutation,
Li, Owen and Zhang 2012, with empty places filled as Shrivastava and Li 2014 do). Sixteen bands of four find candidates
in an index (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4); each is then compared in full.
"""

import zlib
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

import regex
from django.db.models import Count, Q
from django.utils import timezone

from comments.checks.contacts import links_in
from comments.models import Comment, LikenessBand
from newsroom.rtl import matching

RUN = 5
PLACES, ROWS = 64, 4
LIKE = 0.6  # the share of runs that two near copies have in common (Jaccard)
SHORTEST = 24  # letters: shorter texts («شكرًا على التقرير») are alike by chance
REMEMBERED = timedelta(days=30)
LOOKED_AT = 40
MOST_HOSTS = 20  # of one comment
_HOSTS_FROM = 1 << 40  # above all bands: the same index finds where links led
_PLACE_BITS = 26  # of a run's 32: the other six say which of the 64 places it is for
_STEP = 1 << 40  # how a value that was borrowed by an empty place differs from the lender's
# An address of mail is looked for where a word begins, and nowhere else: any text is read once.
_APART = regex.compile(r"https?://\S++|www\.\S++|[@#]\S++|(?<!\S)[^\s@]++@\S++")


def runs(text: str) -> frozenset[int]:
    """Return the hashes of a text's runs of letters; empty for one that is too short to be compared."""
    letters = "".join(word.key for word in matching.words(_APART.sub(" ", text)))
    if len(letters) < SHORTEST:
        return frozenset()
    return frozenset(zlib.crc32(letters[at : at + RUN].encode()) for at in range(len(letters) - RUN + 1))


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """Return how much two texts have in common: 0 nothing, 1 everything."""
    return len(one & other) / len(one | other) if one and other else 0.0


def bands(found: frozenset[int]) -> list[int]:
    """Return the sixteen numbers by which near copies meet; none for what cannot be compared."""
    if not found:
        return []
    sketch = _sketch(found)
    return [
        band << 32 | zlib.crc32(repr(sketch[band * ROWS : (band + 1) * ROWS]).encode())
        for band in range(PLACES // ROWS)
    ]


def _sketch(found: frozenset[int]) -> list[int]:
    least: list[int | None] = [None] * PLACES
    for run in found:
        place, value = run >> _PLACE_BITS, run & ((1 << _PLACE_BITS) - 1)
        if least[place] is None or value < least[place]:
            least[place] = value
    full = list(least)
    for place in range(PLACES):
        steps = 0
        while full[place] is None:
            steps += 1
            if (lender := least[(place + steps) % PLACES]) is not None:
                full[place] = lender + steps * _STEP
    return full


def remember(comment: Comment) -> None:
    """Let later comments be compared with this one, which is stored."""
    hosts = {_of_host(host) for _start, _end, host in links_in(comment.body) if host}
    values = [*bands(runs(comment.body)), *sorted(hosts)[:MOST_HOSTS]]
    LikenessBand.objects.bulk_create(
        [LikenessBand(comment=comment, value=value, at=comment.created_at) for value in values]
    )


def copies_of(text: str, now: datetime | None = None) -> Iterator[Comment]:
    """Give the comments of the last thirty days that are near copies of ``text``, the latest first."""
    found = runs(text)
    since = (now or timezone.now()) - REMEMBERED
    met = LikenessBand.objects.filter(value__in=bands(found), at__gt=since).values("comment")
    candidates = Comment.objects.filter(pk__in=met).order_by("-pk").only("body", "status")[:LOOKED_AT]
    return (comment for comment in candidates if share(found, runs(comment.body)) >= LIKE)


def hosts_refused(hosts: Collection[str], now: datetime | None = None) -> set[str]:
    """Return those of ``hosts`` that stand in more refused comments of the last thirty days than approved; one query.

    A link that people quote is not spoiled by those who quote it badly.
    """
    numbers = {_of_host(host): host for host in sorted(hosts)[:MOST_HOSTS]}
    since = (now or timezone.now()) - REMEMBERED
    met = LikenessBand.objects.filter(value__in=numbers, at__gt=since).values("value")
    counted = met.annotate(
        refused=Count("pk", filter=Q(comment__status__in=(Comment.Status.SPAM, Comment.Status.REJECTED))),
        approved=Count("pk", filter=Q(comment__status=Comment.Status.APPROVED)),
    )
    return {numbers[row["value"]] for row in counted if row["refused"] > row["approved"]}


def _of_host(host: str) -> int:
    return _HOSTS_FROM + zlib.crc32(host.encode())


def forget_old() -> int:
    """Delete what is too old to be compared with; return how many rows. A duty of the clock."""
    gone = LikenessBand.objects.filter(at__lt=timezone.now() - REMEMBERED)
    return gone.delete()[0] if gone.exists() else 0  # a look takes no write lock
