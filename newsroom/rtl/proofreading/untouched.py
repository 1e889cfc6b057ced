"""What no rule may touch: addresses, Latin runs, numbers, code, and quotations from scripture."""

from collections.abc import Iterator

import regex

Span = tuple[int, int]

# A trailing full stop or bracket belongs to the sentence. Each starts where no word is under way.
_ADDRESSES = regex.compile(
    r"""(?:(?:https?|ftp)://|mailto:|(?<!\w)www\.)[^\s«»“”"<>،؛]*[^\s«»“”"<>،؛؟.,;:!?)\]}']
    |(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)*+
    |(?<!&)[@#][\w\u0640\u200C\p{M}]++(?:[.-]\w++)*+
    |(?<![\w.-])[a-z0-9-]++(?:\.[a-z0-9-]++){0,8}\.[a-z]{2,}/[^\s«»“”"<>،؛]*[^\s«»“”"<>،؛؟.,;:!?)\]}']""",
    regex.IGNORECASE | regex.VERBOSE,
)
_CODE = regex.compile(r"`[^`]*`|&\#?\w{1,12};|</?[a-z][^<>]*>", regex.IGNORECASE)
# From the first letter of another script to the last before an Arabic letter or a mark of quotation, with the numbers
# that belong to it: «iPhone 17», «Windows 11».
_OTHER = r"[\p{L}--\p{Script=Arabic}--\u0640]"
_LATIN = regex.compile(
    rf"""{_OTHER}(?:[^[\p{{Script=Arabic}}&&\p{{L}}]«»“”"؟،؛]*[{_OTHER}\p{{M}}])?(?:[ .\-/:+&]?\p{{Nd}}+)*""", regex.V1
)
_NUMBER = regex.compile(r"\p{Nd}[\p{Nd}.,:/٫٬'’×*\-–—−+]*\p{Nd}")
# Annotations of the mushaf (small high signs, the end of ayah): such a line is a quotation.
_ANNOTATION = regex.compile(r"[\u06D6-\u06ED\u08D3-\u08E1\u08E3-\u08FF]")
_BRACES = regex.compile(r"\{[^{}]*\}")


def _pointed(words: str) -> str:
    """Let tashkeel stand after each letter of a pattern."""
    return "".join(letter + r"\p{M}*" if letter.isalpha() else r"\s+" for letter in words)


_HE_SAYS = "|".join(map(_pointed, ["تعالى", "سبحانه", "عز وجل", "جل وعلا", "جل جلاله", "جل شأنه", "تبارك اسمه"]))
_QUOTED = r'(?:"[^"]*+(?:"|$)|«[^»]*+(?:»|$)|“[^”]*+(?:”|$)|\([^)]*+(?:\)|$))'
# «قال تعالى: "…"»: the marks too are left as they are; without marks, or with one that is missing, up to the end.
_VERSE = regex.compile(
    rf"""(?:{_HE_SAYS})(?:\s+(?:{_HE_SAYS}))*(?:\s+في[^:"«“]{{0,40}})?\s*+(?:(?::\s*)?{_QUOTED}|:(?!\s*[﴾﴿{{]).*)
    |(?:سورة\s+[\p{{L}}\p{{M}}]++|الآي(?:ة|ات)(?:\s+الكريمة)?)\s*+(?::\s*)?{_QUOTED}""",
    regex.VERBOSE,
)
_ORNATE = regex.compile(r"[﴾﴿]")


def spans(line: str) -> Iterator[Span]:
    """Yield what is untouched in one line; the spans may overlap."""
    if _ANNOTATION.search(line):
        yield 0, len(line)
        return
    yield from addresses(line)
    for pattern in (_CODE, _LATIN, _NUMBER, _BRACES, _VERSE):
        yield from (found.span() for found in pattern.finditer(line))


def addresses(line: str) -> Iterator[Span]:
    """Yield the web and mail addresses, @names and #tags of one line."""
    yield from (found.span() for found in _ADDRESSES.finditer(line))


def verses(text: str) -> Iterator[Span]:
    """Yield what stands between ornate brackets, over lines too, whichever way round the two were typed.

    Where one of them is missing, everything up to the end (or, for a closing one, from the beginning) is left alone.
    """
    signs = [found.start() for found in _ORNATE.finditer(text)]
    if len(signs) % 2:
        yield (signs[-1], len(text)) if len(signs) > 1 or text[signs[0]] == "﴿" else (0, signs[0] + 1)
        signs.pop()
    yield from ((start, end + 1) for start, end in zip(signs[::2], signs[1::2], strict=True))
