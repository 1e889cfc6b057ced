"""Signs inside words: hidden characters, and tatweel that only fills a line."""

from collections.abc import Iterator

import regex

from newsroom.rtl import characters
from newsroom.rtl.proofreading.line import Edit, Line, Rule, Word, is_arabic, is_mark, runs

_HIDDEN = regex.compile(
    f"[{characters.DIRECTION_OVERRIDES}{characters.INVISIBLES}{characters.DIRECTION_MARKS}{characters.JOINERS}]"
)
_JOINERS = ("\u200c", "\u200d")
_MARKS = "\u061c\u200e\u200f"
_JOINED = regex.compile(r"[\p{L}\p{M}\u0640]", regex.V1)
_UP_TO_A_LETTER = regex.compile(r"\u200C++[\p{L}\p{M}\u0640]")
# Emoji, flags and their modifiers, which joiners and tags hold together.
_PICTURE = regex.compile(r"[\p{So}\p{Sk}\p{Emoji_Modifier}\uFE0F\U000E0020-\U000E007F]")

_TATWEEL = regex.compile(r"\u0640+")
# Letters that are spelled with a tatweel before them: Kurdish heh.
_KURDISH = regex.compile("[ەێۆڕڵ]")
_QURANIC = regex.compile(r"[\u0670\u0671\u06D6-\u06ED\u08D3-\u08FF]")
# Words of scripture in which people type a tatweel for the small alif.
_SACRED = regex.compile(
    r"[وفبتلك]*(?:(?:ال|لل)?(?:رحمن|إله|صلوة|زكوة|حيوة|سموات|سموت)|(?:ال|لل)كتب|إله(?:ي|نا|كم|هم|ه)|ا?لله|اللهم)"
)
# «لـالمجلس» would become a misspelling: the article loses its alif after «ل».
_LONGEST_PREFIX = 8
_LAM = {"ل", "ول", "فل"}
_ARTICLE = regex.compile(r"ا\p{M}*ل")
_NO_LETTER = regex.compile(r"[\p{M}\u0640]+")


def hidden(line: Line) -> Iterator[Edit]:
    """Find characters that nobody sees; joiners and direction marks only where they do nothing."""
    idle = (found.start() for found in _HIDDEN.finditer(line.text) if _is_idle(line, found.start()))
    for start, end in runs(place for place in idle if line.is_free(place, place + 1)):
        yield Edit(start, end, "", (Rule.HIDDEN,))


def _is_idle(line: Line, at: int) -> bool:
    sign, before, after = line.at(at), line.at(at - 1), line.at(at + 1)
    if sign == "\u200c":
        # Of several, the first does the work.
        return not (_JOINED.match(before) and _UP_TO_A_LETTER.match(line.text, at))
    if sign == "\u200d":
        return not any(_JOINED.match(side) or _PICTURE.match(side) for side in (before, after))
    if sign in _MARKS:
        # Between two letters no mark turns anything; right before one, a right-to-left mark says what the letter says.
        return is_arabic(after) and (sign != "\u200e" or is_arabic(before) or is_mark(before))
    if sign == "\u034f":
        return not is_mark(after)
    return not ("\U000e0020" <= sign <= "\U000e007f" and _PICTURE.match(before))


def tatweel(line: Line) -> Iterator[Edit]:
    """Find tatweel between letters, and long ones at the end of a word.

    «1448 هـ», «لـ«رويترز»», «الـ25», «ـها» and a tatweel that carries a mark («الرحمـٰن») are spelling.
    """
    spelled: dict[int, bool] = {}
    for found in _TATWEEL.finditer(line.text):
        start, end = found.span()
        before, after, word = line.at(start - 1), line.at(end), line.around(start)
        if word is None or word.start == start or is_mark(after) or _is_prefix(line, word, start, end):
            continue
        if word.start not in spelled:
            spelled[word.start] = _is_spelled(word)
        if spelled[word.start] or not (is_arabic(before) or is_mark(before)):
            continue
        if is_arabic(after):
            yield Edit(start, end, "", (Rule.TATWEEL,))
        elif end - start > 1 and after not in _JOINERS:
            yield Edit(start, end, characters.TATWEEL, (Rule.TATWEEL,))


def _is_spelled(word: Word) -> bool:
    """Say whether a word is one that is written with tatweel."""
    return bool(_QURANIC.search(word.text) or _KURDISH.search(word.text) or _SACRED.fullmatch(word.bare))


def _is_prefix(line: Line, word: Word, start: int, end: int) -> bool:
    """Say whether the letters before a tatweel must stay apart from those after it."""
    if start - word.start > _LONGEST_PREFIX:
        return False
    head = _NO_LETTER.sub("", line.text[word.start : start])
    hijri = head == "ه" and line.at(word.start - 1).isdigit()
    return hijri or bool(head in _LAM and _ARTICLE.match(line.text, end))
