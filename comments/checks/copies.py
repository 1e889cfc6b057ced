"""Near copies of earlier comments, by whomever."""

from collections.abc import Iterator

from comments import likeness
from comments.models import Comment
from comments.reasons import Reason, Submission

TOLD = 20  # numbers kept with the reason; the count is of all that were looked at


def copies(submission: Submission) -> Iterator[Reason]:
    """Tell of near copies: those among the spam or rejected speak against it, others ask for a look."""
    found = list(likeness.copies_of(submission.body))
    refused = [comment.pk for comment in found if comment.status in (Comment.Status.SPAM, Comment.Status.REJECTED)]
    others = [comment.pk for comment in found if comment.pk not in refused]
    for code, numbers in (("copy_of_refused", refused), ("copy_of_others", others)):
        if numbers:
            yield {"code": code, "field": "body", "comments": numbers[:TOLD], "count": len(numbers)}
