"""The policy by which a comment is received, in the order an editor reads it.

First the hard stops: each may refuse with a sentence for the reader, and nothing is stored. Then the signals: all of
them run, each may add reasons, and all reasons are kept for the moderator. Whatever is left is received and awaits
review; a signal that fails adds a reason of its own and never lets a comment pass.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePage
from comments import discussion
from comments.models import Comment
from newsroom.rtl import bidi

logger = logging.getLogger(__name__)

# A reason is stored with the comment: its code, and where it was found.
Reason = dict[str, object]

LABELS = {
    "hidden_marks": _("Hidden direction marks in the text"),
    "no_origin": _("Sent by something that does not say where the form stood"),
    "check_incomplete": _("A check could not be finished"),
}
_MARKS_KEPT = 20


@dataclass(frozen=True)
class Submission:
    """A comment at the door: cleaned texts, and the same as they were typed."""

    article: ArticlePage
    name: str
    body: str
    parent: Comment | None = None
    typed_name: str = ""
    typed_body: str = ""


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


def hidden_marks(submission: Submission) -> Iterable[Reason]:
    """Tell the moderator what was taken out of name and text because it could turn them round or hide in them."""
    for field, typed in (("name", submission.typed_name), ("body", submission.typed_body)):
        if bidi.had_hidden_marks(typed):
            yield {"code": "hidden_marks", "field": field, "spans": list(_spans(typed))[:_MARKS_KEPT]}


def _spans(typed: str) -> Iterable[list[object]]:
    for place, sign in enumerate(typed):
        if bidi.had_hidden_marks(sign):
            yield [place, f"U+{ord(sign):04X}"]


HARD_STOPS: tuple[Callable[[Submission], None], ...] = (the_discussion_is_open, the_parent_can_be_answered)
SIGNALS: tuple[Callable[[Submission], Iterable[Reason]], ...] = (hidden_marks,)


def screen(submission: Submission) -> list[Reason]:
    """Run the policy: raise the first hard stop (a ValidationError for the reader), or return every reason."""
    for stop in HARD_STOPS:
        stop(submission)
    reasons: list[Reason] = []
    for signal in SIGNALS:
        try:
            reasons += signal(submission)
        except Exception as error:  # a check that fails holds the comment, whatever failed in it
            # Names only: the error's own words could quote the reader.
            logger.error("The check %s failed: %s", signal.__name__, type(error).__name__)
            reasons.append({"code": "check_incomplete", "check": signal.__name__})
    return reasons
