"""How long an article takes to read, and how Arabic says so.

Arabic is read silently at about 180 words a minute: 138 aloud (Trauzettel-Klosinski & Dietz 2012, "Standardized
Assessment of Reading Performance", IOVS 53:5452) times the silent-to-aloud ratio of Brysbaert 2019 ("How many words do
we read per minute?", J Mem Lang 109:104047), which also gives 238 for English. A picture takes six seconds.
"""

import regex
from django.utils.translation import ngettext

from newsroom.rtl import numbers

ARABIC_WORDS_PER_MINUTE = 180
LATIN_WORDS_PER_MINUTE = 238
MINUTES_PER_PICTURE = 0.1

# Letters and digits, with the marks and joiners that stand inside a word: «مُحَمَّدٌ» is one word.
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}\u200C\u200D]*+")
_LATIN = regex.compile(r"\p{Latin}")


def words(text: str) -> int:
    """Return the number of words: runs of letters and digits."""
    return sum(1 for _ in _WORD.finditer(text))


def minutes(text: str, pictures: int = 0) -> int:
    """Return the whole minutes that a plain text and its pictures take, at least 1.

    Words with a Latin letter are read at the English speed, all others, figures too, at the Arabic one.
    """
    found = _WORD.findall(text)
    latin = sum(1 for word in found if _LATIN.search(word))
    arabic = len(found) - latin
    spent = arabic / ARABIC_WORDS_PER_MINUTE + latin / LATIN_WORDS_PER_MINUTE + MINUTES_PER_PICTURE * pictures
    return max(1, round(spent))


def label(minutes: int) -> str:
    """Return the reading time as a phrase in the active language: «دقيقتان للقراءة», «3 دقائق للقراءة»."""
    said = ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", minutes)
    return said % {"minutes": numbers.grouped(minutes)}
