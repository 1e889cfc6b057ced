"""The near copies of comments, as a moderator meets them: how many stand beside one, and all of them at once."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from comments.likeness import LIKE, bands, runs, share
from comments.models import Comment, LikenessBand

# Of a larger campaign, the latest so many are compared; what is decided makes room for the rest.
COMPARED = 500
_BANDS = 16


def members(comment: Comment, among: QuerySet[Comment]) -> list[int]:
    """Return the ids of ``comment`` and of its near copies among those, the latest five hundred; two queries."""
    return [comment.pk, *_copies([comment], among)[comment.pk]]


def sizes(comments: Iterable[Comment], among: QuerySet[Comment]) -> dict[int, int]:
    """Return how many near copies each comment has among those, itself not counted; two queries for a whole page."""
    return {pk: len(copies) for pk, copies in _copies(comments, among).items()}


def _copies(comments: Iterable[Comment], among: QuerySet[Comment]) -> dict[int, list[int]]:
    found = {comment.pk: runs(comment.body) for comment in comments}
    met = defaultdict(set)  # which comments share a number
    values = {pk: bands(letters) for pk, letters in found.items()}
    wanted = {value for of_one in values.values() for value in of_one}
    rows = LikenessBand.objects.filter(value__in=wanted, comment__in=among.order_by().values("pk"))
    for value, pk in rows.order_by("-comment").values_list("value", "comment")[: COMPARED * _BANDS]:
        met[value].add(pk)
    latest = sorted(set().union(*met.values()), reverse=True)[:COMPARED]
    others = {pk: runs(body) for pk, body in Comment.objects.filter(pk__in=latest).values_list("pk", "body")}
    return {
        pk: [
            other
            for other in sorted(set().union(*(met[value] for value in values[pk])) & others.keys())
            if other != pk and share(letters, others[other]) >= LIKE
        ]
        for pk, letters in found.items()
    }
