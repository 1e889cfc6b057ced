"""The copy of a text that is compared and searched, never shown; and the one that names are sorted by.

Sources: Lucene's ArabicNormalizer (alif, alif maqsura, ta marbuta, tatweel, harakat), widened to hamza on its seats and
to Persian and Urdu letter forms; UAX 15 (compatibility forms); Arabic indexes, which pass over «ال» and titles.
"""

import unicodedata

import regex

from newsroom.rtl import characters
from newsroom.rtl.bidi import clean_name

_DROPPED = regex.compile(
    rf"[\p{{Mn}}\p{{Me}}\p{{Cf}}{characters.TATWEEL}{characters.INVISIBLES}{characters.UNSTORABLE}]"
)
_LETTERS = dict(zip("أإآٱىیئةھہەکؤ", "اااايييههههكو", strict=True))
_CACHED_BELOW = 0x3000  # Arabic, Latin and their neighbours; the rest is worked out each time, so memory stays bounded


class _Folds(dict[int, str | None]):
    """For each code point, what it becomes: filled as letters are met, since all of Unicode would slow the start."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        folded = None if _DROPPED.match(letter) else _LETTERS.get(letter, letter)
        if folded is not None and folded.isdecimal():
            folded = str(unicodedata.decimal(folded))
        if code < _CACHED_BELOW:
            self[code] = folded
        return folded


_FOLDS = _Folds()

# «السيد» is not among them: it is a first name as often as a title.
_TITLES = regex.compile(
    r"""(?:(?:
        [ادم](?:\.|/|(?=\s))                                        # د.  أ.د.  م/  and a bare «د»
        |(?:ال)?(?:دكتور|استاذ|مهندس|شيخ|مستشار|بروفيسور)ه?(?=\s)
        |(?:dr|prof|mr|mrs|ms|eng)\.?(?=\s)
    )\s*)+""",
    regex.VERBOSE,
)
_BETWEEN_WORDS = regex.compile(r"[^\p{L}\p{N}\p{M}]+")
# Names whose first letters are the root's, written without their hamza.
_NOT_THE_ARTICLE = frozenset(["الله", "الياس", "الهام", "الفت", "البير", "البرت", "الين"])


def fold(text: str) -> str:
    """Return the matching copy of a text: what a hurried hand and a careful one write the same comes out the same.

    Compatibility forms opened (ﻻ → لا), marks, format characters, tatweel and invisible signs dropped, أإآٱ → ا,
    ى ی ئ → ي, ة ھ ہ → ه, ک → ك, ؤ → و, every decimal digit in ASCII, lower case. Accents go too (é → e). Spaces and
    punctuation stay. Idempotent, and safe for any string: halves of surrogate pairs and NUL are dropped.
    """
    if text.isascii() and text.isprintable():
        return text.lower()
    # Marks go first: normalising a long pile of them takes quadratic time.
    opened = unicodedata.normalize("NFKD", text.translate(_FOLDS))
    return unicodedata.normalize("NFC", opened.translate(_FOLDS).lower())


def sort_key(name: str) -> str:
    """Return what a list of people, teams or tags is sorted by: folded, without titles, «ال» and punctuation."""
    folded = fold(name).strip()
    untitled = _TITLES.sub("", folded, count=1) if _TITLES.match(folded) else folded
    first, _, rest = _BETWEEN_WORDS.sub(" ", untitled or folded).strip().partition(" ")
    if _has_article(first, name):
        first = first.removeprefix("ال")
    return f"{first} {rest}".strip()


def _has_article(first: str, name: str) -> bool:
    """Say whether a folded first word begins with «ال»: «الهادي» does, «إلهام» and «آل» do not."""
    if not first.startswith("ال") or len(first) < len("ال") + 2 or first in _NOT_THE_ARTICLE:
        return False
    written = _BETWEEN_WORDS.sub(" ", clean_name(name)).split()
    return not any(word[0] in "أإآ" and fold(word) == first for word in written)
