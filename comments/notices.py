"""«أعلمني حين يُنشر»: one letter to a comment's writer when a moderator puts it on the page.

It goes to a proven address only, at most once for a comment, and quotes no reader. It is held for as long as the
decision can be undone with a press; whatever takes the comment off the page again takes the letter back too, and a
decision made again posts it again. Where nobody took it back it is asked once more, when it is due, whether the comment
can be read: its article may have been withdrawn since. What the house publishes by its policy is told to nobody:
whoever wrote it saw it appear. Who proves the address after all that gets no letter of what was: the page behind the
link says what is out already (``claims.on_the_page``).
"""

from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.addresses import absolute
from comments import addresses
from comments.models import Comment, Reader
from newsroom.outbox.models import Letter
from newsroom.outbox.posting import only_while, post_all, take_back, written
from newsroom.rtl.bidi import plain_isolate

KIND = "comments.published"
# The ten seconds of the button that undoes, and the way to the moderator and back.
HELD = timedelta(seconds=15)
BATCH = 200


def follow(put_up: list[Comment], taken_down: list[Comment], *, by_the_house: bool) -> None:
    """Let the letters follow a decision about locked comments, whose articles are at hand.

    Only ``comments/moderation.py`` calls it. Side effects: letters in the outbox, or taken out of it; nothing, and no
    query, where no writer asked to be told.
    """
    changed = [*(_spare(put_up) if by_the_house else _tell(put_up)), *_withdraw(taken_down)]
    if changed:
        Comment.objects.bulk_update(changed, ["wants_notice", "notice_posted_at"], batch_size=BATCH)


def _spare(comments: list[Comment]) -> list[Comment]:
    """Take note that the writers of what the house publishes are told nothing; return those who had asked."""
    spared = [comment for comment in comments if comment.wants_notice]
    for comment in spared:
        comment.wants_notice = False
    return spared


def _tell(comments: list[Comment]) -> list[Comment]:
    """Post a letter for each comment, just put on the page by a moderator, whose writer wants one; return these.

    An address that no key opens any more gets none: that is no reason to keep a decision from being made.
    """
    wanted = [comment for comment in comments if comment.wants_notice and comment.verified]
    wanted = [comment for comment in wanted if comment.notice_posted_at is None]
    if not wanted:
        return []
    hashes = {comment.email_hash for comment in wanted}
    proven = Reader.objects.filter(email_hash__in=hashes, verified_at__isnull=False)
    known = set(proven.values_list("email_hash", flat=True))
    told = [comment for comment in wanted if comment.email_hash in known]
    now = timezone.now()
    with translation.override(settings.LANGUAGE_CODE):
        letters = [(comment, _letter(comment, now + HELD)) for comment in told]
    post_all([letter for _comment, letter in letters if letter])
    for comment in told:
        comment.notice_posted_at = now
    return told


def _withdraw(comments: list[Comment]) -> list[Comment]:
    """Take back the letters about comments that leave the page; return those whose writer surely gets none.

    These may be told of another time. A letter that is on its way or has arrived counts as the only one.
    """
    posted = {_key(comment): comment for comment in comments if comment.notice_posted_at}
    back = [posted[key] for key in sorted(take_back(posted))] if posted else []
    for comment in back:
        comment.notice_posted_at = None
    return back


def can_be_read(key: str) -> bool:
    """Say whether the comment that a letter tells of is still on a page that readers can open."""
    comment = Comment.objects.approved().at_hand().filter(pk=key.rpartition(":")[2], article__live=True)
    return comment.exists()


def listen() -> None:
    """Let the outbox ask before it sends; once, when the app is ready."""
    only_while(KIND, can_be_read)


def _key(comment: Comment) -> str:
    return f"{KIND}:{comment.pk}"


def _letter(comment: Comment, not_before: datetime) -> Letter | None:
    try:
        to = addresses.decrypt(comment.email_encrypted)
    except InvalidToken:
        return None
    facts = {
        "newsroom": plain_isolate(settings.WAGTAIL_SITE_NAME),
        "headline": plain_isolate(comment.article.title),
        "link": absolute(f"{comment.article.url}#c{comment.pk}"),
    }
    return written(
        kind=KIND,
        key=_key(comment),
        subject=_("Your comment is published: %(newsroom)s") % facts,
        text=render_to_string("comments/letters/published.txt", facts).strip() + "\n",
        to=to,
        not_before=not_before,
    )
