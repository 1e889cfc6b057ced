"""Scores, ranges, signed numbers, prices, telephone numbers and web addresses, kept left to right within Arabic.

After an Arabic letter digits count as Arabic numbers, between which a hyphen, a dash, a sign or a space is neutral:
the score «3-1» is shown as 1-3, and «+966 11» as 11 966+ (UAX 9, rules W2 and N1). A date 9/1/2026, a time 14:05 and
1,234.5 need nothing: a single separator of that kind belongs to its number (W4).
"""

import regex
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

_NUMBER = r"\p{Nd}++(?:[.,:/٫٬]\p{Nd}++)*+"
_FIGURES = regex.compile(
    rf"""(?P<address>(?<!\w)https?://(?:(?!&(?:quot|\#x27|[lg]t);)[^\s<>"'«»،؛؟])+(?<![.,:;!)]))|(?<![\p{{L}}\p{{N}}\p{{M}}_@&#/.+%-])(?:
        (?:\+|00)\p{{Nd}}(?:[\s().-]{{0,2}}\p{{Nd}}){{5,17}}                # +966 11 555 0199
        |0\p{{Nd}}{{1,4}}(?:[\s-]\p{{Nd}}{{2,}}){{1,3}}                     # 011-555-0199
        |[-−+]?[$€£¥]?{_NUMBER}(?:[ ]?[-–−][ ]?[-−+]?[$€£¥]?{_NUMBER})++(?:[ ]?[%٪])?  # 3-1, 09:00–18:00, 5%-7%
        |[-−+][$€£¥]?{_NUMBER}[%٪$€£¥]?                                     # -5, +2.5%
        |[$€£¥]{_NUMBER}
        |{_NUMBER}[%٪$€£¥]
    )(?![\p{{L}}\p{{N}}_@]|[-./]\p{{L}})""",
    regex.VERBOSE,
)
_ISOLATE, _UNBROKEN = '<bdi dir="ltr">', '<bdi class="unbroken" dir="ltr">'
# What holds no words of a text: comments, elements that are shown whole or not at all, and tags, in whose values a «>»
# may stand. What does not end goes on to the end, so that each sign is looked at once.
_MARKUP = regex.compile(
    r"""<!--.*?(?:-->|\Z)
    |<(?P<whole>svg|math|script|style|textarea|title)\b(?&rest)(?<!/>).*?(?:</(?P=whole)\b[^>]*+>|\Z)
    |</?[a-z](?&rest)
    (?(DEFINE)(?P<rest>(?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z)))""",
    regex.VERBOSE | regex.DOTALL | regex.IGNORECASE,
)


def isolated(text: str) -> SafeString:
    """Return a text, escaped, with each figure in ``<bdi dir="ltr">``; no line ends within one."""
    return mark_safe(_wrapped(conditional_escape(text)))  # noqa: S308 - escaped here


def places(text: str) -> list[tuple[int, int]]:
    """Return where the figures of a text stand: start and end, in code points, in their order."""
    return [found.span() for found in _FIGURES.finditer(text)]


def in_html(html: str) -> SafeString:
    """Return HTML of our own with the figures in its text isolated; markup, and what is isolated already, stays."""
    pieces, place, last = [], 0, ""
    for tag in _MARKUP.finditer(html):
        words = html[place : tag.start()]
        pieces += [words if last in {_ISOLATE, _UNBROKEN} else _wrapped(words), tag[0]]
        place, last = tag.end(), tag[0]
    return mark_safe("".join([*pieces, _wrapped(html[place:])]))  # noqa: S308 - nothing but our own tag is added


def _wrapped(escaped: str) -> str:
    return _FIGURES.sub(lambda found: f"{_ISOLATE if found['address'] else _UNBROKEN}{found[0]}</bdi>", escaped)
