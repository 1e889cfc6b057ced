"""What a text looks like before it is read: shouted, made of pictures, or piled with marks.

Honest elongation, tashkeel and tatweel are none of it: «مرررحبا» and a line of the Quran pass.
"""

from collections.abc import Iterator

import regex

from comments.reasons import Reason, Submission

_CAPITALS, _SMALL = regex.compile(r"\p{Lu}"), regex.compile(r"\p{Ll}")
_PICTURES = regex.compile(r"\p{Extended_Pictographic}")
_LETTERS = regex.compile(r"\p{L}")
_PILES = regex.compile(r"\p{M}{4,}")  # shadda, a vowel and a Quranic sign are three
SHOUTED_FROM, SHOUTED_SHARE = 20, 0.7
PICTURES_FROM = 10
PILES_FROM = 3


def shape(submission: Submission) -> Iterator[Reason]:
    """Tell what can be seen of a text from afar."""
    text = submission.body
    capitals, small = len(_CAPITALS.findall(text)), len(_SMALL.findall(text))
    if capitals >= SHOUTED_FROM and capitals >= SHOUTED_SHARE * (capitals + small):
        yield {"code": "shouted", "field": "body"}
    pictures = len(_PICTURES.findall(text))
    if pictures >= PICTURES_FROM and pictures >= len(_LETTERS.findall(text)):
        yield {"code": "pictures", "field": "body"}
    piles = [list(pile.span()) for pile in _PILES.finditer(text)]
    if len(piles) >= PILES_FROM:
        yield {"code": "piled_marks", "field": "body", "spans": piles}
