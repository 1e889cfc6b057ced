"""Signs between words: Latin ones in an Arabic sentence, the space before them, and dots that stand for an ellipsis."""

from collections.abc import Iterator

import regex

from newsroom.rtl.proofreading.line import SPACES, Edit, Line, Rule, Script, Word, is_arabic, is_mark

_ARABIC = {",": ("،", Rule.COMMA), ";": ("؛", Rule.SEMICOLON), "?": ("؟", Rule.QUESTION)}
_SIGN = regex.compile(rf"(?<![{SPACES}])([{SPACES}]*+)([,;?،؛؟:!]|(?<![.…])\.(?![.…]))")
_DOTS = regex.compile(r"(?<![.…])\.{2,5}(?![.…])")
LONG_QUESTION = 300
_OPENERS = "([{«“‹\"'"
_CLOSERS = ")]»”"
_STOPS = '.!؟?:«»“”"(…'
_ASKING = "هل|لماذا|كيف|متى|أين|ماذا|من|ما|كم|أيّ?|أليس|بماذا|لمن|إلى أين|من أين"
# A question that ends in a Latin name: «هل جربت iPhone 17».
_QUESTION = regex.compile(rf"(?:^|[{_STOPS}])\s*[وف]?(?:{_ASKING})\s[^{_STOPS}]*$")


def signs(line: Line) -> Iterator[Edit]:
    """Find Latin commas, semicolons and question marks that belong to Arabic, and a space before a sign."""
    for found in _SIGN.finditer(line.text):
        edit = _mended(line, found.start(), found.start(2))
        if edit is not None:
            yield edit


def _mended(line: Line, gap: int, at: int) -> Edit | None:
    """Return the edit of the sign at ``at``, before which spaces begin at ``gap``."""
    sign, rules = line.at(at), []
    if sign in _ARABIC and _is_arabic_sign(line, at):
        sign, rule = _ARABIC[sign]
        rules.append(rule)
    glued = is_arabic(line.at(at + 1)) or (sign == ":" and line.at(at + 1) in tuple('«“"('))
    start = at
    if gap < at and _may_close(line, gap, at, sign):
        start = gap
        rules.append(Rule.SPACE_BEFORE)
    elif not (sign in "،؛؟" and glued and _is_letter(line.at(at - 1))):
        glued = False
    if glued:
        rules.append(Rule.SPACE_AFTER)
    proposed = sign + " " if glued else sign
    return Edit(start, at + 1, proposed, tuple(rules)) if rules else None


def _is_letter(character: str) -> bool:
    return is_arabic(character) or is_mark(character)


def _is_arabic_sign(line: Line, at: int) -> bool:
    """Judge a Latin sign by its neighbours."""
    sign, before, after = line.at(at), line.at(at - 1), line.at(at + 1)
    last = line.sign_before(at)
    if not last or last in _OPENERS or line.follows_address(at) or not line.is_free(at, at + 1):
        return False
    if sign in ",;" and ((before and before in ",;،؛") or (after and after in ",;،؛")):
        return False
    if (sign == ";" and after and after in ")-(") or (after and after in "=&/\\"):
        return False
    if sign == "?" and after.isalnum() and not is_arabic(after):
        return False
    word = line.before(at)
    if word is None:
        return False
    if word.script == Script.ARABIC:
        return not _is_island(line, word, at)
    letters = line.letters_before(at)
    if letters is not None and letters.script == Script.OTHER:
        return _ends_arabic_sentence(line, sign, at, last)
    return _ends_number(line, sign, at, known=letters is not None)


def _is_island(line: Line, word: Word, at: int) -> bool:
    """Say whether an Arabic word stands alone between Latin ones."""
    before, after = line.before(word.start), line.after(at)
    return bool(before and after and before.script == after.script == Script.OTHER)


def _ends_number(line: Line, sign: str, at: int, *, known: bool) -> bool:
    """Judge a sign after a number; ``known``: the letters before the number are Arabic."""
    after, following = line.at(at + 1), line.after(at + 1)
    if following is None:
        return known
    if following.script == Script.ARABIC:
        return True
    if following.script == Script.DIGITS:
        return known and after.isspace()
    return False


def _ends_arabic_sentence(line: Line, sign: str, at: int, last: str) -> bool:
    """Judge a sign after a Latin word: it is Arabic where the sentence goes on, or began, in Arabic."""
    after, following = line.at(at + 1), line.after(at + 1)
    if sign == "?":
        ends = not after or after.isspace() or after in "!؟" + _CLOSERS
        return ends and _QUESTION.search(line.text, max(0, at - LONG_QUESTION), at) is not None
    if last == "»" and line.sign_after(at + 1) == "«":
        return True
    goes_on = following is not None and following.script == Script.ARABIC and after.isspace()
    return goes_on and (last.isalnum() or last in _CLOSERS)


def _may_close(line: Line, gap: int, at: int, sign: str) -> bool:
    """Say whether the spaces before a sign are a slip."""
    last, after = line.at(gap - 1), line.at(at + 1)
    if not last or not line.is_free(gap, at + 1):
        return False
    if sign in "،؛؟":
        return last.isalnum() or is_mark(last) or last in _CLOSERS + "﴾﴿%٪…!؟"
    if sign not in ":!.":
        return False
    word, following = line.before(gap), line.after(at + 1)
    if word is None or not (word.end == gap or last in _CLOSERS):
        return False
    if word.script != Script.ARABIC:
        letters = line.letters_before(gap)
        numbered = word.script == Script.DIGITS and letters is not None and letters.script == Script.ARABIC
        if not numbered or (following is not None and following.script == Script.DIGITS):
            return False
    return _stands_well(line, word, sign, after, following)


def _stands_well(line: Line, word: Word, sign: str, after: str, following: Word | None) -> bool:
    """Say whether ``sign`` may stand right behind ``word``, given what comes after the sign."""
    if sign == "." and (len(word.bare) == 1 or after == "."):
        return False
    if not after or after.isspace():
        return True
    if is_arabic(after):
        return word.script == Script.ARABIC and (sign != "." or (following is not None and len(following.bare) > 1))
    if sign == ":":
        return after in '«“"'
    return after in (_CLOSERS + "!؟" if sign == "!" else _CLOSERS)


def ellipses(line: Line) -> Iterator[Edit]:
    """Find runs of two to five dots in an Arabic sentence; after an abbreviation, and in longer runs, they stay."""
    for found in _DOTS.finditer(line.text):
        if _is_ellipsis(line, *found.span()):
            yield Edit(*found.span(), "…", (Rule.ELLIPSIS,))


def _is_ellipsis(line: Line, start: int, end: int) -> bool:
    before, after = line.at(start - 1), line.at(end)
    if after and (after in "/\\" or (after.isalnum() and not is_arabic(after) and not is_arabic(before))):
        return False
    if after and after.isascii() and after.isalpha():
        return False
    word, following = line.before(start), line.after(end)
    if word is not None and word.script == Script.ARABIC:
        short = word.end == start and len(word.bare) == 1
        return not (short and (end - start == 2 or line.at(word.start - 1) == ".")) and not _is_island(line, word, end)
    goes_on = following is not None and following.script == Script.ARABIC
    if word is not None and word.script == Script.OTHER:
        return goes_on and (before.isspace() or before in _CLOSERS)
    letters = line.letters_before(start)
    return goes_on or (letters is not None and letters.script == Script.ARABIC)
