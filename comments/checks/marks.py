"""Signs that are not seen, but turn a text round or hide in it."""

from collections.abc import Iterable

from comments.reasons import Reason, Submission
from newsroom.rtl import bidi

_MARKS_KEPT = 20


def hidden_marks(submission: Submission) -> Iterable[Reason]:
    """Tell the moderator what was taken out of name and text because it could turn them round or hide in them."""
    for field, typed in (("name", submission.typed_name), ("body", submission.typed_body)):
        if bidi.had_hidden_marks(typed):
            yield {"code": "hidden_marks", "field": field, "spans": list(_spans(typed))[:_MARKS_KEPT]}


def _spans(typed: str) -> Iterable[list[object]]:
    for place, sign in enumerate(typed):
        if bidi.had_hidden_marks(sign):
            yield [place, f"U+{ord(sign):04X}"]
