"""How a reader's comment is received."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.models import ArticlePage
from comments import addresses, screening
from comments.models import Comment
from comments.reasons import Reason, Submission
from newsroom.rtl import bidi


@transaction.atomic
def post(
    article: ArticlePage,
    *,
    name: str,
    email: str,
    body: str,
    parent: Comment | None = None,
    held: Iterable[Reason] = (),
    at: datetime | None = None,
) -> Comment:
    """Store a reader's comment below ``article``; it awaits review.

    ``name`` and ``body`` are as typed: they are cleaned here. ``email`` is an address; it is stored encrypted, beside
    a keyed hash. ``held`` are reasons that the door already has; ``at`` is when it was received (aware; now by
    default). No counter changes until a moderator decides. Raises ValidationError: closed, no such parent, no address.
    """
    address = addresses.parse(email)
    submission = Submission(
        article, bidi.clean_name(name), bidi.clean_body(body).strip(), parent, typed_name=name, typed_body=body
    )
    reasons = [*held, *screening.screen(submission)]
    comment = Comment(
        article=article,
        parent=parent,
        thread_id=parent and (parent.thread_id or parent.pk),
        name=submission.name,
        email_encrypted=addresses.encrypt(address),
        email_hash=addresses.keyed_hash(address),
        body=submission.body,
        direction=bidi.direction(submission.body),
        reasons=reasons,
        created_at=at or timezone.now(),
    )
    comment.full_clean(exclude=["article", "parent", "thread"])
    comment.save()
    return comment
