"""What moderators have decided about a reader before: of proven comments only, or anybody could spoil a good name."""

from collections.abc import Iterator

from django.db.models import Count

from comments import addresses
from comments.models import Comment
from comments.reasons import Reason, Submission

Status = Comment.Status
FEWEST = 5  # decisions: of fewer, nothing is concluded
REFUSED, DECIDED = 1, 4  # what is assumed before the first decision: one refused of four (a Beta prior of 1 and 3)
TOO_OFTEN = 0.5


def record(submission: Submission) -> Iterator[Reason]:
    """Tell where most of what came from an address was refused; one query."""
    if not submission.address:
        return
    own = Comment.objects.filter(email_hash=addresses.keyed_hash(submission.address), verified=True).order_by()
    counted = dict(own.values_list("status").annotate(Count("pk")))
    refused = counted.get(Status.REJECTED, 0) + counted.get(Status.SPAM, 0)
    decided = refused + counted.get(Status.APPROVED, 0)
    if decided >= FEWEST and (refused + REFUSED) / (decided + DECIDED) >= TOO_OFTEN:
        yield {"code": "often_refused", "refused": refused, "decided": decided}
