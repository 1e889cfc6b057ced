"""How a reader's comment is received."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from articles.models import ArticlePage
from comments import addresses, guard, index, likeness, moderation, pace, readers, screening
from comments.models import Comment
from comments.reasons import Reason, Submission
from newsroom.rtl import bidi, matching

SAME_AGAIN_IN = timedelta(days=1)


@transaction.atomic
def post(
    article: ArticlePage,
    *,
    name: str,
    email: str,
    body: str,
    parent: Comment | None = None,
    held: Iterable[Reason] = (),
    ticket: str = "",
    visitor: str | None = None,
    proven: str = "",
    notice: bool = False,
    at: datetime | None = None,
) -> Comment:
    """Store a reader's comment below ``article``: it awaits review, is spam, or goes on the page, as the policy says.

    ``name`` and ``body`` are as typed: they are cleaned here. ``email`` is an address; it is stored encrypted, beside
    a keyed hash. ``held`` are reasons that the door already has, ``ticket`` the number of the form's ticket,
    ``visitor`` the IP address that it came from ("" where that is unknown; None is the house itself, which may post as
    fast as it likes), ``proven`` the number of the reader whom the browser remembers, ``notice`` whether the writer
    wants to be told when it is published; ``at`` is when it was received (aware; now by default). The same words sent
    again by the same reader are the same comment. An address that is not proven gets a letter (``readers.ask``).
    Raises ValidationError: closed, no such parent, no address, a name of the house; ``pace.TooFast``.
    """
    address = addresses.parse(email)
    cleaned = bidi.clean_name(name), bidi.clean_body(body).strip()
    submission = Submission(article, *cleaned, parent, typed_name=name, typed_body=body, address=address)
    screening.stop(submission)
    now = at or timezone.now()
    verified = readers.has_proven(proven, addresses.keyed_hash(address))
    if visitor is not None and (again := _admitted(submission, address, visitor, verified, now)):
        return again
    comment = _written(submission, address, [*held, *screening.screen(submission)], now)
    comment.wants_notice = notice
    comment.verified, comment.network_hash = verified, _network(visitor)
    moderation.receive(comment)
    comment.full_clean(exclude=["article", "parent", "thread"])
    comment.save()
    guard.spend(ticket, comment)
    likeness.remember(comment)
    index.enter(comment)
    moderation.follow_policy(comment)
    if visitor is not None and not comment.verified and comment.status != Comment.Status.SPAM:
        readers.ask(address, now)
    return comment


def _written(submission: Submission, address: str, reasons: list[Reason], now: datetime) -> Comment:
    parent = submission.parent
    return Comment(
        article=submission.article,
        parent=parent,
        thread_id=parent and (parent.thread_id or parent.pk),
        name=submission.name,
        email_encrypted=addresses.encrypt(address),
        email_hash=addresses.keyed_hash(address),
        body=submission.body,
        direction=bidi.direction(submission.body),
        reasons=reasons,
        created_at=now,
    )


def _admitted(submission: Submission, address: str, visitor: str, verified: bool, now: datetime) -> Comment | None:
    """Count a comment of a visitor, and return None, or the earlier comment that it repeats. Raises ``TooFast``.

    Of two at once from one place, the second waits until the first is stored. A repetition counts for nobody, unless it
    comes from somewhere else: a stranger who types another's address and words is to find out nothing by it.
    """
    lined_up = pace.line_up(pace.keys(address, visitor, proven=verified), now)
    again = _sent_before(submission, address, now)
    if not (again and (verified or again.network_hash == _network(visitor))):
        pace.admit(lined_up, now)
    return again


def _network(visitor: str | None) -> str:
    return addresses.keyed_hash(pace.network_of(visitor)) if visitor else ""


def _sent_before(submission: Submission, address: str, now: datetime) -> Comment | None:
    """Return the comment that this one repeats: pressed twice, or sent again because no answer came."""
    lately = Comment.objects.filter(
        article=submission.article,
        parent=submission.parent,
        email_hash=addresses.keyed_hash(address),
        created_at__gt=now - SAME_AGAIN_IN,
    )
    said = _words(submission.body)
    return next((comment for comment in lately.order_by("pk") if _words(comment.body) == said), None)


def _words(body: str) -> tuple[str, ...]:
    return matching.key(body) or (body,)  # pictures and signs alone have no words
