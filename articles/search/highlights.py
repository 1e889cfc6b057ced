"""Where the words that were asked for stand in a text as it was written."""

from collections.abc import Collection

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from newsroom.rtl import figures
from newsroom.rtl.terms import Token, stem, tokens

WORDS_SHOWN = 36
WORDS_BEFORE = 8
# So much of a text is looked through for the best place.
LOOKED_THROUGH = 20_000


def marked(text: str, stems: Collection[str]) -> SafeString:
    """Return a whole text, escaped, each word of ``stems`` in ``<mark>``."""
    return _mark(text, _whole_figures(text, _hits(list(tokens(text)), stems)), 0, len(text))


def excerpt(text: str, stems: Collection[str]) -> SafeString:
    """Return the part of a text in which most of the words stand, marked; its beginning where none does."""
    seen = text[:LOOKED_THROUGH]
    found = list(tokens(seen))
    if not found:
        return escape(seen[:200])
    hits = _hits(found, stems)
    first = max(0, _densest(found, hits) - WORDS_BEFORE)
    last = min(len(found), first + WORDS_SHOWN) - 1
    start, end = found[first].start if first else 0, found[last].end
    if last == len(found) - 1:
        end = len(seen)
    before, after = "… " if first else "", " …" if end < len(text.rstrip()) else ""
    return mark_safe(f"{before}{_mark(seen, _whole_figures(seen, hits), start, end)}{after}")  # noqa: S308 - escaped in _mark


def _hits(found: list[Token], stems: Collection[str]) -> dict[int, Token]:
    """Return which of the words are asked for, by their number."""
    return {number: token for number, token in enumerate(found) if stem(token.folded) in stems}


def _densest(found: list[Token], hits: dict[int, Token]) -> int:
    """Return the number of the word from which on most different words that were asked for stand."""
    best, most = 0, 0
    for number in hits:
        here = {
            stem(hits[other].folded) for other in range(number, number + WORDS_SHOWN - WORDS_BEFORE) if other in hits
        }
        if len(here) > most:
            best, most = number, len(here)
    return best


def _whole_figures(text: str, hits: dict[int, Token]) -> dict[int, Token]:
    """Let a hit within a score or a price cover all of it: cut in two, it would not run from left to right."""
    found = figures.places(text)
    return {
        number: next(
            (Token(hit.folded, start, end) for start, end in found if start <= hit.start and hit.end <= end), hit
        )
        for number, hit in hits.items()
    }


def _mark(text: str, hits: dict[int, Token], start: int, end: int) -> SafeString:
    parts, place = [], start
    for token in hits.values():
        if token.start < place or token.end > end:
            continue  # outside, or a second word of the same sign («ﷺ»)
        parts += [escape(text[place : token.start]), f"<mark>{escape(text[token.start : token.end])}</mark>"]
        place = token.end
    # What is put between is a tag of our own.
    return mark_safe("".join([*parts, escape(text[place:end])]))  # noqa: S308 - escaped above
