"""The words of a text as they are compared with a list, however they were disguised; each keeps its place.

What a hurried writer and one who hides a word do to it is undone on this copy only: folding (``folding.fold``), letters
of other scripts that look the same (UTS 39, the few that occur), letter runs («كلللب»), letters set apart («ك ل ب»,
«ك.ل.ب»), the small words and endings that Arabic writes together with a word. None of it is a fault by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from newsroom.rtl.folding import fold

_ALIKE = dict(zip("ڪېۍۓٲٳٵڗګۃڤڥڨڧڊډڈڕړۆۇۈۋۅ", "كييياااركهففققدددررووووو", strict=True))
_LATIN_ALIKE = dict(zip("авеікмнорстухѕјԁɑοανρτυικոօѵԛԝ", "abeikmhopctyxsjdaoavptuiknovqw", strict=True))
_RASM = str.maketrans(
    "بتثنيجخذزشضظغفق" + "ڡٯں",
    "ٮٮٮٮٮححدرسصطعڡٯ" + "ڡٯٮ",
)
_DOTLESS = frozenset("ٮڡٯں")
_DIGITS = regex.compile(r"\d+")
_LONG_RUNS = regex.compile(r"(\p{L})\1{2,}")
_RUNS = regex.compile(r"(\p{L})\1+")
_ARABIC = regex.compile(r"\p{Arabic}")
_LATIN = regex.compile(r"\p{Latin}")

# Written together with the word after them: «و» and «ف» before any of the others.
_JOINED = ("ال", "بال", "كال", "لل", "يا", "ب", "ل", "ك")
_BEFORE = tuple(sorted({first + then for first in ("", "و", "ف") for then in ("", *_JOINED)} - {""}, key=len))
# Written together with the word before them, and how long the word must be: of short ones they are often a part.
_AFTER = (
    *(("ه", 2), ("ها", 2), ("هم", 2), ("هن", 2), ("ك", 2), ("كم", 2), ("نا", 3), ("ي", 3), ("ات", 3)),
    *(("ين", 3), ("ون", 3), ("ان", 3), ("وا", 3), ("يه", 3), ("ت", 3)),
)
_SHORTEST = 2
LETTERS_SET_APART = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, and where it stands in the text as it was written (code points, end excluded)."""

    folded: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """What the word is found by."""
        return collapse(self.folded)


def words(text: str) -> list[Word]:
    """Return the words of any text, in order; letters that stand apart are also given as the word that they make."""
    found = list(_tokens(text))
    return sorted([*found, *_set_apart(found)], key=lambda word: (word.start, -word.end))


def key(text: str) -> tuple[str, ...]:
    """Return what an entry of a list is found by: the keys of its words; empty where it holds no letter or digit."""
    return tuple(word.key for word in _tokens(text))


def collapse(folded: str) -> str:
    """Return a folded word with each run of one letter as a single one; digits stay as many as they are.

    Where hardly anything would be left, a letter that stands twice stays: «سبب» is no insult.
    """
    single = _RUNS.sub(r"\1", folded)
    return single if len(single) > _SHORTEST else _LONG_RUNS.sub(r"\1", folded)


def skeleton(word: str) -> str:
    """Return a word without its dots, as old manuscripts write it."""
    return word.translate(_RASM)


def is_dotless(word: str) -> bool:
    """Say whether a word is written with letters that lost their dots, which nobody does by chance."""
    return not _DOTLESS.isdisjoint(word)


@lru_cache(maxsize=4096)
def stems(folded: str) -> tuple[str, ...]:
    """Return the keys under which a folded word may stand in a list: itself, and without what is joined to it."""
    keys = dict.fromkeys([collapse(folded)])
    for whole in dict.fromkeys([folded, collapse(folded)]):
        for begun in (whole, *(whole[len(part) :] for part in _BEFORE if whole.startswith(part))):
            if len(begun) < _SHORTEST:
                continue
            keys[collapse(begun)] = None
            for ending, shortest in _AFTER:
                if begun.endswith(ending) and len(begun) - len(ending) >= shortest:
                    keys[collapse(begun[: -len(ending)])] = None
    return tuple(stem for stem in keys if len(stem) >= _SHORTEST or stem == collapse(folded))


@lru_cache(maxsize=8192)
def _letter(sign: str) -> str:
    """Return what one sign of a text becomes: nothing where it vanishes, a space where it parts two words."""
    folded = "".join(_ALIKE.get(letter, letter) for letter in fold(sign))
    return folded if not folded or folded.isalnum() else " "


def _tokens(text: str) -> Iterator[Word]:
    letters: list[str] = []
    start = end = 0
    for place, sign in enumerate(text):
        folded = _letter(sign)
        if folded == " " and letters:
            yield Word(_in_one_script("".join(letters)), start, end)
            letters = []
        elif folded and folded != " ":
            if not letters:
                start = place
            letters.append(folded)
        if letters and folded != " ":
            end = place + 1  # marks and invisible signs belong to the letter before them
    if letters:
        yield Word(_in_one_script("".join(letters)), start, end)


def _in_one_script(word: str) -> str:
    """Return an Arabic word without the digits in it, a Latin one with the Cyrillic and Greek letters hidden in it."""
    if _ARABIC.search(word):
        return _DIGITS.sub("", word)
    if word.isascii() or not _LATIN.search(word):
        return word
    return "".join(_LATIN_ALIKE.get(letter, letter) for letter in word)


def _set_apart(tokens: list[Word]) -> Iterator[Word]:
    run: list[Word] = []
    for token in [*tokens, None]:
        if token is not None and token.folded.isalpha() and len(token.key) == 1:
            run.append(token)
            continue
        if len(run) >= LETTERS_SET_APART:
            yield Word("".join(token.folded for token in run), run[0].start, run[-1].end)
        run = []
