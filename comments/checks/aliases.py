"""Addresses that are another name of a banned one: «salma+2@…» arrives where «salma@…» does."""

from collections.abc import Iterator

from comments import addresses, bans
from comments.models import Comment
from comments.reasons import Reason, Submission


def alias_of_banned(submission: Submission) -> Iterator[Reason]:
    """Tell that the address without what follows its «+» is banned here; one query, or none."""
    local, _, domain = submission.address.rpartition("@")
    plain, plus, _ = local.partition("+")
    if not plus or not plain:
        return
    # As if the plain address had sent it, which nobody has proven.
    sender = Comment(article=submission.article, email_hash=addresses.keyed_hash(f"{plain}@{domain}"))
    if bans.is_banned(sender):
        yield {"code": "alias_of_banned", "field": "email"}
