"""How long a text is for the person who typed it: limits count what they see, not code points (UAX 29)."""

import regex

_GRAPHEME = regex.compile(r"\X")


def length(text: str) -> int:
    """Return the number of extended grapheme clusters: a letter with its marks is 1, an emoji family is 1."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return sum(1 for _ in _GRAPHEME.finditer(text))
