"""The policy by which a comment is received, in the order an editor reads it.

First the hard stops: each may refuse with a sentence for the reader, and nothing is stored. Then the signals: all of
them run, each may add reasons, and all reasons are kept for the moderator. Whatever is left is received and awaits
review; a signal that fails adds a reason of its own and never lets a comment pass.
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import nullcontext

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comments import discussion, pace
from comments.checks.aliases import alias_of_banned
from comments.checks.contacts import disguised_links, handles, links, telephone_numbers
from comments.checks.copies import copies
from comments.checks.hosts import known_hosts
from comments.checks.mailbox import mailbox
from comments.checks.marks import hidden_marks
from comments.checks.names import staff_names, the_name_is_the_readers_own
from comments.checks.record import record
from comments.checks.score import score
from comments.checks.scripts import mixed_scripts
from comments.checks.shape import shape
from comments.checks.words import listed_words
from comments.models import Comment
from comments.reasons import Reason, Submission

logger = logging.getLogger(__name__)


class Closed(ValidationError):
    """Readers may not comment on this article now."""

    def __init__(self) -> None:
        super().__init__(_("Comments on this article are closed."), code="closed")


class NothingToAnswer(ValidationError):
    """The comment that this one answers is not on the page any more."""

    def __init__(self) -> None:
        super().__init__(_("The comment you answer is not on the page any more."), code="nothing_to_answer")


def the_discussion_is_open(submission: Submission) -> None:
    """Stop a comment on an article whose comments are closed."""
    if not discussion.is_open(submission.article):
        raise Closed


def the_parent_can_be_answered(submission: Submission) -> None:
    """Stop a reply to anything but an approved comment of the same article."""
    parent = submission.parent
    if parent and not Comment.objects.approved().filter(pk=parent.pk, article=submission.article).exists():
        raise NothingToAnswer


def surge(_submission: Submission) -> Iterable[Reason]:
    """Tell that far more comments than usual come in from everywhere."""
    return [{"code": "surge"}] if pace.is_a_surge() else []


HARD_STOPS: tuple[Callable[[Submission], None], ...] = (
    the_discussion_is_open,
    the_parent_can_be_answered,
    the_name_is_the_readers_own,
)
SIGNALS: tuple[Callable[[Submission], Iterable[Reason]], ...] = (
    hidden_marks,
    staff_names,
    listed_words,
    links,
    disguised_links,
    known_hosts,
    telephone_numbers,
    handles,
    shape,
    mixed_scripts,
    mailbox,
    alias_of_banned,
    copies,
    record,
    score,
    surge,
)
# Those that ask the database.
ASKING = {staff_names, listed_words, known_hosts, alias_of_banned, copies, surge, record, score}


def stop(submission: Submission) -> None:
    """Raise the first hard stop that holds, a ValidationError for the reader; or return."""
    for refuse in HARD_STOPS:
        refuse(submission)


def screen(submission: Submission) -> list[Reason]:
    """Ask every signal and return every reason. One that fails is a reason itself, and stops none of the others."""
    reasons: list[Reason] = []
    for signal in SIGNALS:
        try:
            # A question that the database refuses must not spoil the transaction in which the comment is stored.
            with transaction.atomic() if signal in ASKING else nullcontext():
                reasons += list(signal(submission))
        except Exception as error:  # a check that fails holds the comment, whatever failed in it
            # Names only: the error's own words could quote the reader.
            logger.error("The check %s failed: %s", signal.__name__, type(error).__name__)
            reasons.append({"code": "check_incomplete", "check": signal.__name__})
    return reasons
