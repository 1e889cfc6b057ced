"""Spaces: too many, inside brackets, unbreakable ones from a web page, and after a lonely «و»."""

from collections.abc import Iterator

import regex

from newsroom.rtl.proofreading.line import SPACES, Edit, Line, Rule, Script, Word

_RUN = regex.compile(rf"(?<=\S)[{SPACES}]{{2,3}}(?=\S)")
_GAP = regex.compile(r"\s{3,}")
_BRACKET = regex.compile(r"[()«»“”]")
_PARTNER = {")": "(", "»": "«", "”": "“"}
_FACE = regex.compile(r"[:;=8][-'^]?[()]")
_PERSIAN = regex.compile("[پچژگکیے]")
# After these a single letter is a letter: «الحرف و».
_LETTERS_NAME = {
    "حرف",
    "الحرف",
    "بحرف",
    "فئة",
    "الفئة",
    "بند",
    "البند",
    "فقرة",
    "الفقرة",
    "مجموعة",
    "المجموعة",
    "قسم",
    "كلمة",
    "لفظة",
}


def runs(line: Line) -> Iterator[Edit]:
    """Find two or three spaces where one belongs; wider gaps are set on purpose (columns, halves of a verse)."""
    has_one_gap = len(_GAP.findall(line.text.strip())) == 1
    for found in _RUN.finditer(line.text):
        start, end = found.span()
        before = line.letters_before(start)
        numbers = line.at(start - 1).isdigit() and line.at(end).isdigit()
        if before is None or numbers or (has_one_gap and end - start == 3 and _are_halves(line.text, start, end)):
            continue
        yield Edit(start, end, " ", (Rule.SPACES,))


def _are_halves(text: str, start: int, end: int) -> bool:
    """Say whether a gap stands between two halves of about the same length, as in a verse."""
    halves = len(text[:start].split()), len(text[end:].split())
    return min(halves) >= 2 and max(halves) <= 9 and abs(halves[0] - halves[1]) < 3


def inside_brackets(line: Line) -> Iterator[Edit]:
    """Find spaces right behind an opening bracket or mark, and right before a closing one."""
    faces = {at for found in _FACE.finditer(line.text) for at in (found.end() - 1,)}
    stack: list[tuple[str, int]] = []
    edits: list[Edit] = []
    for found in _BRACKET.finditer(line.text):
        at, sign = found.start(), found[0]
        if at in faces:
            continue
        if sign not in _PARTNER:
            stack.append((sign, at))
        elif stack and stack[-1][0] == _PARTNER[sign]:
            edits += _inside(line, stack.pop()[1], at)
    yield from edits


def _inside(line: Line, opened: int, closed: int) -> Iterator[Edit]:
    content = line.text[opened + 1 : closed]
    if not content.strip():
        return
    if leading := len(content) - len(content.lstrip(SPACES)):
        yield Edit(opened + 1, opened + 1 + leading, "", (Rule.SPACE_INSIDE,))
    if trailing := len(content) - len(content.rstrip(SPACES)):
        yield Edit(closed - trailing, closed, "", (Rule.SPACE_INSIDE,))


def no_break(line: Line) -> Iterator[Edit]:
    """Find no-break spaces between two whole Arabic words; beside numbers, signs and abbreviations they stay."""
    for found in regex.finditer("\u00a0", line.text):
        at = found.start()
        before, after = line.before(at), line.after(at + 1)
        if before and after and before.end == at and after.start == at + 1 and _both_words(before, after):
            yield Edit(at, at + 1, " ", (Rule.NO_BREAK,))


def _both_words(before: Word, after: Word) -> bool:
    return all(word.script == Script.ARABIC and len(word.bare) > 1 for word in (before, after))


def detached_waw(line: Line) -> Iterator[Edit]:
    """Find «و» with a space before the word that it joins: «محمد و علي»."""
    for found in regex.finditer(rf"و\p{{M}}*([{SPACES}]+)", line.text):
        word, gap, end = line.around(found.start()), found.start(1), found.end()
        following = line.after(gap)
        if word is None or word.bare != "و" or word.end != gap or following is None or following.start != end:
            continue
        if _is_conjunction(line, word, following):
            yield Edit(gap, end, "", (Rule.WAW,))


def _is_conjunction(line: Line, waw: Word, following: Word) -> bool:
    if following.script != Script.ARABIC or len(following.bare) < 2 or following.bare.startswith("و"):
        return False
    last = line.at(waw.start - 1)
    before = line.before(waw.start)
    if before is None or not last.isspace():
        return before is None and not line.text[: waw.start].strip()
    near = before.end == waw.start - 1
    if near and before.script == Script.ARABIC and (len(before.bare) < 2 or before.bare in _LETTERS_NAME):
        return False
    return not (_PERSIAN.search(following.text) or _PERSIAN.search(before.text))
