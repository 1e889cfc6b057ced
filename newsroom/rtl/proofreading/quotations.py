"""Straight marks of quotation: «…» in their place, “…” where they stand inside «…»."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from newsroom.rtl.proofreading.line import Edit, Line, Rule, Script, Word, is_arabic

_MARK = regex.compile(r'["«»“”]')
_OPENERS = "([{«“‹"
_CLOSERS = ")]}»”›"
_ENDS = ",;:!?،؛؟.…"
_BETWEEN = "-–—/"
# What is written together with the next word, so that a mark may open behind it: «و"الجزيرة"», «الـ"سي إن إن"».
_PREFIX = regex.compile("[وف]?[بلكس]?(?:ال|لل)?")
_ARABIC_MARKS, _NESTED_MARKS = "«»", "“”"


class _Open(NamedTuple):
    sign: str
    at: int
    becomes: str


class _Pair(NamedTuple):
    start: int
    end: int
    becomes: str


def quotations(line: Line) -> Iterator[Edit]:
    """Find pairs of straight marks that belong to the Arabic sentence. Where one has no partner, all are left."""
    if '"' not in line.text:
        return
    for pair in _pairs(line) or ():
        if _belongs(line, pair):
            for at, sign in zip((pair.start, pair.end), pair.becomes, strict=True):
                yield Edit(at, at + 1, sign, (Rule.QUOTATION,), pair.start)


def _pairs(line: Line) -> list[_Pair] | None:
    """Return the pairs of straight marks, or None where the marks of the line do not fit together."""
    stack: list[_Open] = []
    pairs: list[_Pair] = []
    for found in _MARK.finditer(line.text):
        at, sign = found.start(), found[0]
        if sign == '"':
            sign = _role(line, at, bool(stack) and stack[-1].sign == '"')
            if sign == "inch":
                continue
        if sign in "«“":
            stack.append(_Open(sign, at, ""))
        elif sign == "open":
            inside = bool(stack) and (stack[-1].becomes or stack[-1].sign) in ("«", _ARABIC_MARKS)
            stack.append(_Open('"', at, _NESTED_MARKS if inside else _ARABIC_MARKS))
        else:
            opened = stack.pop() if stack else None
            if opened is None or opened.sign != {"»": "«", "”": "“", "close": '"'}.get(sign):
                return None
            if sign == "close":
                pairs.append(_Pair(opened.at, at, opened.becomes))
    return None if any(opened.sign == '"' for opened in stack) else pairs


def _role(line: Line, at: int, is_open: bool) -> str:
    """Say what a straight mark does, by what stands on its two sides: open, close, inch, or "?" where nothing fits."""
    before, after = line.at(at - 1), line.at(at + 1)
    if '"' in (before, after) or "=" in (before, after):
        return "?"
    space_before, space_after = not before or before.isspace(), not after or after.isspace()
    opens = (
        not space_after
        and after not in _CLOSERS + ",;:!?،؛؟"
        and (space_before or before in _OPENERS + _ENDS + _BETWEEN or _follows_prefix(line, at))
    )
    closes = not space_before and before not in _OPENERS and (space_after or after in _CLOSERS + _ENDS + _BETWEEN + "(")
    if (opens and closes) or (space_before and space_after and before and after):
        return "close" if is_open else "open"
    if closes and not is_open and before.isdigit():
        return "inch"
    return "open" if opens else "close" if closes else "?"


def _follows_prefix(line: Line, at: int) -> bool:
    word = line.before(at)
    return word is not None and word.end == at and is_arabic(word.text[0]) and bool(_PREFIX.fullmatch(word.bare))


def _belongs(line: Line, pair: _Pair) -> bool:
    """Say whether the marks are the Arabic sentence's; those of a Latin sentence are left."""
    content = line.between(pair.start, pair.end)
    if not content:
        return False
    sides = [_script(line.before(pair.start)), _script(line.after(pair.end + 1))]
    if any(word.script == Script.ARABIC for word in content):
        return sides != [Script.OTHER, Script.OTHER]
    return Script.ARABIC in sides and Script.OTHER not in sides


def _script(word: Word | None) -> Script | None:
    return word.script if word else None
