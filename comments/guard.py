"""What guards a form on a page without cookies: a ticket, a trap, a little patience. None of it ever loses a comment.

The ticket is fetched when the reader touches the form, so that any cache may keep the page for days. It is signed,
belongs to one article and admits one comment. Who sends without one (no JavaScript) is held for review.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone

from articles.models import ArticlePage
from comments.models import Comment, SpentTicket
from comments.reasons import Reason

SALT = "comments.guard"
TRAP = "remark"  # a field that people do not see, and that no browser knows how to fill
QUICKEST = timedelta(seconds=3)
OLDEST = timedelta(days=1)
KEPT = OLDEST * 2
# What people do not bring about by chance. Two of them make spam; one holds the comment.
TRAPS = frozenset({"trap", "too_quick", "foreign_ticket", "spent_ticket"})
ENOUGH_TRAPS = 2


@dataclass(frozen=True)
class Ticket:
    """What a sender showed: the ticket's number (nothing for none that is ours), and what is odd about it."""

    number: str = ""
    reasons: tuple[Reason, ...] = ()


def issue(article: ArticlePage) -> str:
    """Return a new ticket for the form below ``article``."""
    return signing.TimestampSigner(salt=SALT).sign(f"{article.pk}:{secrets.token_urlsafe(9)}")


def inspect(sent: QueryDict, article: ArticlePage, now: datetime | None = None) -> Ticket:
    """Return what the sent form shows of ticket and trap. Nothing is written; ``spend`` uses the ticket up."""
    found: list[Reason] = [] if sent.get(TRAP) == "" else [{"code": "trap"}]
    shown = sent.get("ticket", "")
    if not shown:
        return Ticket("", (*found, {"code": "no_ticket"}))
    try:
        signed = signing.TimestampSigner(salt=SALT)
        owner, _, number = signed.unsign(shown).partition(":")
        age = (now or timezone.now()) - _issued_at(shown)
    except (signing.BadSignature, ValueError):
        return Ticket("", (*found, {"code": "foreign_ticket"}))
    if owner != str(article.pk):
        return Ticket("", (*found, {"code": "foreign_ticket"}))
    if age < QUICKEST:
        found.append({"code": "too_quick"})
    elif age > OLDEST:
        found.append({"code": "old_ticket"})
    return Ticket(number, tuple(found))


def _issued_at(ticket: str) -> datetime:
    stamp = ticket.rsplit(":", 2)[1]
    return datetime.fromtimestamp(signing.b62_decode(stamp), tz=timezone.get_default_timezone())


def spend(number: str, comment: Comment) -> None:
    """Use a ticket up with a comment that is stored. Call it inside its transaction; one without a number is none.

    Where two come in with the same ticket at once, the second is held as ``spent_ticket``.
    """
    if not number:
        return
    try:
        with transaction.atomic():
            SpentTicket.objects.create(pk=number, comment=comment)
    except IntegrityError:
        comment.reasons = [*comment.reasons, {"code": "spent_ticket"}]
        comment.save(update_fields=["reasons"])


def is_a_bot(codes: Collection[str]) -> bool:
    """Say whether enough traps snapped among the codes of a comment's reasons."""
    return len(TRAPS.intersection(codes)) >= ENOUGH_TRAPS


def forget_old() -> int:
    """Delete the numbers of tickets that no form can show any more; return how many. A duty of the clock."""
    gone = SpentTicket.objects.filter(spent_at__lt=timezone.now() - KEPT)
    return gone.delete()[0] if gone.exists() else 0  # a look takes no write lock
