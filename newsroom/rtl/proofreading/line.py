"""One line as the rules read it: its words, which script each is of, and what may not be touched."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import regex

from newsroom.rtl.proofreading import untouched

Span = tuple[int, int]
SPACES = " \u00a0"


class Rule(StrEnum):
    """What is wrong with a place."""

    HIDDEN = "hidden"
    QUOTATION = "quotation"
    COMMA = "comma"
    SEMICOLON = "semicolon"
    QUESTION = "question"
    ELLIPSIS = "ellipsis"
    TATWEEL = "tatweel"
    SPACE_BEFORE = "space_before"
    SPACE_AFTER = "space_after"
    SPACE_INSIDE = "space_inside"
    SPACES = "spaces"
    NO_BREAK = "no_break"
    WAW = "waw"


class Edit(NamedTuple):
    """One change in a line. Edits with the same ``pair`` make sense only together: the two marks of a quotation."""

    start: int
    end: int
    proposed: str
    rules: tuple[Rule, ...]
    pair: object = None


@dataclass(frozen=True)
class Finding:
    """One place to mend: ``text[start:end]`` is ``found`` and should be ``proposed``.

    Findings that share a ``pair`` (the two marks of one quotation) are to be taken together or not at all.
    """

    start: int
    end: int
    found: str
    proposed: str
    rules: tuple[Rule, ...]
    pair: int | None = None

    @property
    def rule(self) -> Rule:
        """The first of its rules."""
        return self.rules[0]


class Script(StrEnum):
    """What a word is made of."""

    ARABIC = "arabic"
    OTHER = "other"
    DIGITS = "digits"


class Word(NamedTuple):
    """A run of letters of one kind, with the marks and joiners inside it, or of digits."""

    start: int
    end: int
    script: Script
    text: str

    @property
    def bare(self) -> str:
        """The letters alone, without tashkeel, tatweel and joiners."""
        return _NO_LETTER.sub("", self.text)


ARABIC_LETTER = r"[\p{Script=Arabic}&&\p{L}]"
_WORD = regex.compile(
    rf"(?P<arabic>{ARABIC_LETTER}[[\p{{Script=Arabic}}&&\p{{L}}]\p{{M}}\u0640\u200C\u200D]*+)"
    r"|(?P<other>[\p{L}--\p{Script=Arabic}--\u0640][[\p{L}--\p{Script=Arabic}--\u0640]\p{M}]*+)|(?P<digits>\p{Nd}++)",
    regex.V1,
)
_NO_LETTER = regex.compile(r"[\p{M}\u0640\u200C\u200D]+")
_IS_ARABIC = regex.compile(ARABIC_LETTER, regex.V1)
_IS_MARK = regex.compile(r"\p{M}")


def is_arabic(character: str) -> bool:
    """Say whether a character is a letter of the Arabic script (a tatweel or a haraka is none)."""
    return _IS_ARABIC.match(character) is not None


def is_mark(character: str) -> bool:
    """Say whether a character is drawn over or under the one before it."""
    return _IS_MARK.match(character) is not None


def runs(places: Iterable[int]) -> list[Span]:
    """Return the spans of neighbouring places, which come in their order."""
    found: list[Span] = []
    for place in places:
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


class Line:
    """A line of text with the spans that the caller protects, and those that no rule may touch anywhere."""

    def __init__(self, text: str, protected: Iterable[Span] = ()):
        self.text = text
        self._spans = _merged([*protected, *untouched.spans(text)])
        self._starts = [start for start, _end in self._spans]

    @cached_property
    def words(self) -> list[Word]:
        """The words, in their order."""
        return [Word(*found.span(), Script(found.lastgroup), found[0]) for found in _WORD.finditer(self.text)]

    @cached_property
    def _word_ends(self) -> list[int]:
        return [word.end for word in self.words]

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _last_letters(self) -> list[Word | None]:
        """For each number of words, the last of them that is made of letters."""
        last: list[Word | None] = [None]
        for word in self.words:
            last.append(last[-1] if word.script == Script.DIGITS else word)
        return last

    @cached_property
    def _addresses(self) -> set[int]:
        return {end for _start, end in untouched.addresses(self.text)}

    def at(self, index: int) -> str:
        """Return the character at ``index``, or nothing beside the line."""
        return self.text[index] if 0 <= index < len(self.text) else ""

    def before(self, index: int) -> Word | None:
        """Return the last word that ends at or before ``index``."""
        place = bisect_right(self._word_ends, index)
        return self.words[place - 1] if place else None

    def after(self, index: int) -> Word | None:
        """Return the first word that starts at or after ``index``."""
        place = bisect_left(self._word_starts, index)
        return self.words[place] if place < len(self.words) else None

    def around(self, index: int) -> Word | None:
        """Return the word that the character at ``index`` is part of."""
        place = bisect_right(self._word_starts, index)
        return self.words[place - 1] if place and self.words[place - 1].end > index else None

    def letters_before(self, index: int) -> Word | None:
        """Return the last word before ``index`` that is no number."""
        return self._last_letters[bisect_right(self._word_ends, index)]

    def between(self, start: int, end: int) -> list[Word]:
        """Return the words that start after ``start`` and before ``end``."""
        return self.words[bisect_right(self._word_starts, start) : bisect_left(self._word_starts, end)]

    def sign_before(self, index: int) -> str:
        """Return the last character before ``index`` that is no space."""
        while index and self.text[index - 1] in SPACES:
            index -= 1
        return self.at(index - 1)

    def sign_after(self, index: int) -> str:
        """Return the first character from ``index`` on that is no space."""
        while self.at(index) in tuple(SPACES):
            index += 1
        return self.at(index)

    def is_free(self, start: int, end: int) -> bool:
        """Say whether a rule may change the characters from ``start`` to ``end``."""
        place = bisect_right(self._starts, start)
        if place and self._spans[place - 1][1] > start:
            return False
        return place == len(self._starts) or self._starts[place] >= end

    def follows_address(self, index: int) -> bool:
        """Say whether a web or mail address, a @name or a #tag ends exactly at ``index``."""
        return index in self._addresses


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
