"""Words put together of letters that look the same and are not: «pаypal» with a Cyrillic «а»."""

from collections.abc import Iterator

import regex

from comments.reasons import Reason, Submission

_WORDS = regex.compile(r"[\p{L}\p{M}]{3,}+")
_LATIN = regex.compile(r"\p{Latin}")
_LOOKING_LATIN = regex.compile(r"[\p{Cyrillic}\p{Greek}]")


def are_mixed(word: str) -> bool:
    """Say whether a word has Latin letters and Cyrillic or Greek ones; «الـBBC» has not."""
    return not word.isascii() and bool(_LATIN.search(word) and _LOOKING_LATIN.search(word))


def mixed_scripts(submission: Submission) -> Iterator[Reason]:
    """Tell of such words."""
    words = () if submission.body.isascii() else _WORDS.finditer(submission.body)
    if spans := [list(word.span()) for word in words if are_mixed(word[0])]:
        yield {"code": "mixed_scripts", "field": "body", "spans": spans}
