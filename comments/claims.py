"""Whose the waiting comments of an address are: its owner says so of each, and nobody else can.

Anybody may have typed an address. That its owner opens the link of our letter proves the address, not who wrote what
was sent with it, and the browser proves nothing either: a reader writes on the telephone and reads letters at a desk.
So the page behind the link, which only the owner's mailbox opens, shows what awaits review from this address, and asks
of each comment «هذا لي» or «ليس لي»:

| the owner says      | what becomes of it                                                                        |
| it is mine          | it is marked as proven; if it waited for nothing else, it goes on the page (the policy)   |
| it is not mine      | it awaits review, marked for the moderator, and can never be proven nor tell its writer   |
| nothing             | it awaits review as somebody's who typed the address                                      |

What was decided meanwhile stays as it was decided.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from comments import moderation
from comments.models import Comment, Reader
from comments.querysets import CommentQuerySet

# So many of the latest are asked about: an address is given ten a day (``comments/pace.py``), and a link three days.
MOST = 30


@dataclass(frozen=True)
class Settled:
    """What became of the comments that the owner answered for."""

    published: list[Comment] = field(default_factory=list)
    # How many of the owner's await review, and how many are somebody else's.
    waiting: int = 0
    disowned: int = 0


def open_to(reader: Reader) -> list[Comment]:
    """Return the latest comments from a reader's address of which nobody has said whose they are, newest first."""
    return list(_unclaimed(reader).order_by("-pk")[:MOST])


def on_the_page(reader: Reader, since: datetime) -> list[Comment]:
    """Return what was sent with a reader's address since, and was put on a page before its owner proved it; one query.

    Only those whose writer wants to be told, for no letter goes to an address that is not proven; newest first.
    """
    sent = Comment.objects.approved().at_hand().filter(email_hash=reader.email_hash, created_at__gt=since)
    unsaid = sent.filter(verified=False, disowned=False, wants_notice=True, article__live=True)
    return list(unsaid.select_related("article__page_ptr").defer("article__body").order_by("-pk")[:MOST])


@transaction.atomic
def settle(reader: Reader, answers: Mapping[int, bool], now: datetime) -> Settled:
    """Mark comments from a reader's address as the owner's (True) or as somebody else's (False), by their ids.

    Those of another address, decided by now, or answered for before, are left alone. Side effects: as above.
    """
    asked = _unclaimed(reader).filter(pk__in=list(answers)[:MOST])
    rows = list(asked.order_by("pk").select_for_update(of=("self",)))
    mine = [comment for comment in rows if answers[comment.pk]]
    others = [comment for comment in rows if not answers[comment.pk]]
    for comment in mine:
        comment.verified = True
    for comment in others:
        comment.disowned, comment.wants_notice = True, False
        comment.reasons = [*comment.reasons, {"code": "disowned"}]
    Comment.objects.bulk_update(rows, ["verified", "disowned", "wants_notice", "reasons"])
    published = moderation.release(mine, now)
    return Settled(published, len(mine) - len(published), len(others))


def _unclaimed(reader: Reader) -> CommentQuerySet:
    waiting = Comment.objects.awaiting().at_hand().filter(email_hash=reader.email_hash)
    unclaimed = waiting.filter(verified=False, disowned=False)
    return unclaimed.select_related("article__page_ptr").defer("article__body")
