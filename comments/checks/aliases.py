"""Addresses that are another name of a banned one: «salma+2@…» arrives where «salma@…» and «salma+1@…» do."""

from collections.abc import Iterator

from comments import bans
from comments.reasons import Reason, Submission


def alias_of_banned(submission: Submission) -> Iterator[Reason]:
    """Tell that another name of the same mailbox is banned here; one query. Of the banned name itself nothing."""
    if submission.address and bans.has_banned_alias(submission.article, submission.address):
        yield {"code": "alias_of_banned", "field": "email"}
