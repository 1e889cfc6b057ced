"""Which way a text runs, and what is taken out of it so that it cannot turn its neighbours round.

The cleaners take any string, never raise, and are idempotent. Sources: UAX 9 (the bidirectional
algorithm, its controls and classes), UAX 15 (piles of marks), UAX 44 (what is ignorable by default).
"""

import unicodedata
from typing import Literal

import regex

from newsroom.rtl import characters

Direction = Literal["rtl", "ltr"]

RTL_SHARE = 0.30
LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_ISOLATE = "\u2066", "\u2067"
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"

# Nobody writes this many marks over one letter (UAX 15 allows 30 in a safe stream); normalising a pile of them takes
# quadratic time, and a pile drawn over the neighbours' lines is a known way to spoil a page.
MARKS_PER_LETTER = 10

# Each alternative starts where no word is under way, so that no text makes the search quadratic.
_ADDRESSES = regex.compile(
    r"""(?:https?://|(?<!\w)www\.)[^\s،؛»<>"]++
    |(?<![\w.+-])[\w.+-]++@[\w.-]++
    |(?<![\w.-])[a-z0-9-]++(?:\.[a-z0-9-]++){0,8}\.[a-z]{2,}/[^\s،؛»<>"]*+
    |(?<!\w)[@#][\w-]++""",
    regex.IGNORECASE | regex.VERBOSE,
)
_RTL_LETTERS = regex.compile(r"[\p{L}&&[\p{Bidi_Class=R}\p{Bidi_Class=AL}]]+", regex.V1)
_LTR_LETTERS = regex.compile(r"[\p{L}&&\p{Bidi_Class=L}]+", regex.V1)

_UNSTORABLE = regex.compile(f"[{characters.UNSTORABLE}]+")
_LINE_ENDS = regex.compile(rf"\r\n|[{characters.LINE_ENDS}]")
_SPACES = regex.compile(" {2,}")
_PILES = regex.compile(rf"(\p{{M}}{{{MARKS_PER_LETTER}}})\p{{M}}+")
_HIDDEN = regex.compile(f"[{characters.DIRECTION_OVERRIDES}{characters.INVISIBLES}]+")
_HIDDEN_IN_NAMES = regex.compile(
    f"[{characters.DIRECTION_MARKS}{characters.DIRECTION_OVERRIDES}{characters.INVISIBLES}{characters.TATWEEL}]+"
)
_IDLE_JOINERS = regex.compile(rf"(?<!\S)[{characters.JOINERS}]+|[{characters.JOINERS}]+(?!\S)")
# A base letter with the hamza or the Latin marks typed after it, up to the first haraka (whose order stays as typed).
_LOOSE_MARKS = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}]\p{Mn}+|[اويہەے][\u0654\u0655]")
_BLANK = regex.compile(
    r"[\s\p{Z}\p{M}\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u0640\u2800\uFFFC"
    r"[\p{Cf}--\p{Prepended_Concatenation_Mark}]]*+",
    regex.V1,
)


def direction(text: str, default: Direction = "rtl") -> Direction:
    """Say which way a block of text runs: "rtl" if at least 30 % of its strong letters are of classes R or AL.

    Web and mail addresses, @names and #tags have no say. A text without strong letters gets `default`. (HTML's
    `dir="auto"` looks at the first letter only and turns «Apple تكشف عن…» round.)
    """
    words = _ADDRESSES.sub(" ", text)
    rtl = sum(map(len, _RTL_LETTERS.findall(words)))
    ltr = sum(map(len, _LTR_LETTERS.findall(words)))
    if not rtl + ltr:
        return default
    return "rtl" if rtl >= RTL_SHARE * (rtl + ltr) else "ltr"


def clean_name(text: str) -> str:
    """Return a reader's name, a tag or a slug's source on one line, without any control, invisible sign or tatweel.

    NFC, spaces of every kind collapsed to one and trimmed, ZWNJ and ZWJ kept inside a word only.
    """
    text = _HIDDEN_IN_NAMES.sub("", _UNSTORABLE.sub("", text))
    text = " ".join(_IDLE_JOINERS.sub("", text).split())
    return _cut_piles(unicodedata.normalize("NFC", _cut_piles(text)))


def clean_line(text: str) -> str:
    """Return a headline, caption or credit on one line, without overrides, isolates and invisible signs.

    Tatweel («1448 هـ», «الرحمـٰن»), tashkeel in the order typed, Quranic signs, ﷺ, ﴿ ﴾, no-break spaces, ZWNJ, ZWJ and
    the marks LRM, RLM, ALM stay as they are.
    """
    text = _LINE_ENDS.sub(" ", _storable(text)).replace("\t", " ")
    return _SPACES.sub(" ", text).strip()


def clean_body(text: str) -> str:
    r"""Return a text of several lines without overrides, isolates and invisible signs; each line ends with "\n".

    Spaces and blank lines stay as typed. ZWNJ, ZWJ (so emoji families), LRM, RLM, ALM and all that `clean_line` keeps
    are kept; NUL, other controls and halves of surrogate pairs are gone.
    """
    return _LINE_ENDS.sub("\n", _storable(text)).replace("\t", " ")


def had_hidden_marks(text: str) -> bool:
    """Say whether a raw text held overrides, isolates or invisible signs: the moderator's badge for hidden marks.

    LRM, RLM and ALM do not count: Arabic keyboards write them.
    """
    return _HIDDEN.search(text) is not None


def is_blank(text: str) -> bool:
    """Say whether nothing in a text can be seen: only white space, invisible or control characters, tatweel, marks."""
    return _BLANK.fullmatch(text) is not None


def plain_isolate(text: str) -> str:
    """Return one line wrapped in FSI…PDI, for titles, meta tags and mail subjects, where no <bdi> can stand.

    An empty text stays empty. The result is for output only: never store it.
    """
    line = clean_line(text)
    return f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}" if line else ""


def directed(text: str) -> str:
    """Return one line for a place without markup whose reader sees it on a page of either direction: a feed.

    Where letters of both directions meet it is wrapped in an isolate of the direction that ``direction`` decides, so
    that «Apple تكشف عن…» is not turned round; all else stays plain. The result is for output only: never store it.
    """
    line = clean_line(text)
    if not (_RTL_LETTERS.search(line) and _LTR_LETTERS.search(line)):
        return line
    opening = RIGHT_TO_LEFT_ISOLATE if direction(line) == "rtl" else LEFT_TO_RIGHT_ISOLATE
    return f"{opening}{line}{POP_ISOLATE}"


def _storable(text: str) -> str:
    """Drop what no text may hold, cut piles of marks, and join a hamza or an accent to the letter before it.

    Full NFC would put each shadda after its vowel, so it is left to names: titles and bodies keep what was typed.
    """
    text = _cut_piles(_HIDDEN.sub("", _UNSTORABLE.sub("", text)))
    return _cut_piles(_LOOSE_MARKS.sub(lambda found: unicodedata.normalize("NFC", found[0]), text))


def _cut_piles(text: str) -> str:
    return _PILES.sub(r"\1", text)
