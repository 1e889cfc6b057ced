"""The words of a text as the search of the public site knows them: folded, without what Arabic joins to them.

One function makes the terms of articles and of what a reader types, on every database. Sources: the light stemmer of
Larkey, Ballesteros and Connell («light10», 2007) over the folded copy (``folding.fold``), with three letters left at
least, and the bare hamza dropped, which hurried hands leave out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from newsroom.rtl.characters import INVISIBLES, TATWEEL
from newsroom.rtl.folding import fold

# A letter or digit, and what belongs to the word after it: marks, tatweel, signs of no width.
_WORDS = regex.compile(rf"[\p{{L}}\p{{N}}][\p{{L}}\p{{N}}\p{{M}}\p{{Cf}}{TATWEEL}{INVISIBLES}]*+")
_PARTS = regex.compile(r"[\p{L}\p{N}]+")
_ARABIC_BESIDE_DIGITS = regex.compile(r"\p{N}+|[^\p{N}]+")
_ARABIC = regex.compile(r"\p{Arabic}")
_HAMZA = "ء"

_BEFORE = ("وال", "بال", "كال", "فال", "ال", "لل")
_AFTER = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_SHORTEST = 3
# Words that stand in every text: folded, as they are met.
STOP_WORDS = frozenset(
    "من في علي الي عن مع هو هي هذا هذه ذلك تلك التي الذي الذين ما ماذا متي اين كيف كم لماذا هل ان انه كان كانت قد"
    " لم لا او ثم و بين بعد قبل عند كل كما حتي اذا غير اي لقد ايضا".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: folded, and where it stands there (code points, end excluded)."""

    folded: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of any text in order; one sign may hold several («ﷺ»), digits beside Arabic are their own."""
    for found in _WORDS.finditer(text):
        for part in _PARTS.findall(fold(found[0]).replace(_HAMZA, "")):
            pieces = _ARABIC_BESIDE_DIGITS.findall(part) if _ARABIC.search(part) else [part]
            for piece in pieces:
                yield Token(piece, found.start(), found.end())


def words(text: str) -> list[str]:
    """Return the folded words of a text, all of them in their order: what a phrase is looked up in."""
    return [token.folded for token in tokens(text)]


def terms(text: str) -> list[str]:
    """Return the stems of a text's words in their order, without those that stand in every text."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return a folded word without the article and the small words before it, and the endings after it."""
    if before := next((part for part in _BEFORE if word.startswith(part) and _left(word, part)), ""):
        word = word[len(before) :]
    elif word.startswith("و") and len(word) > _SHORTEST:
        word = word[1:]
    for ending in _AFTER:
        if word.endswith(ending) and _left(word, ending):
            word = word[: -len(ending)]
    return word


def _left(word: str, part: str) -> bool:
    return len(word) - len(part) >= _SHORTEST
