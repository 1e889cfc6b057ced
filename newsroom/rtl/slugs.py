"""The readable part of an address, made from a headline.

Django's `slugify(allow_unicode=True)` will not do for Arabic: it keeps tatweel and Arabic-Indic digits, glues «إلى/على»
together, makes 025 of `0.25`, and cuts nowhere.
"""

import unicodedata

import regex

from newsroom.rtl import characters

MAX_LENGTH = 70

_UNSEEN = regex.compile(rf"[\p{{M}}\p{{Cf}}{characters.TATWEEL}{characters.INVISIBLES}]+")
_PILES = regex.compile(r"(\p{M}{3})\p{M}+")


def slug(text: str, fallback: str = "") -> str:
    """Return the slug of a headline: its words in their own letters, hamza kept, joined by "-", lower case.

    Marks, tatweel and invisible signs are dropped, digits are ASCII, every other run of signs is one "-" (`0.25` is
    `0-25`, «إلى/على» is «إلى-على»). At most 70 characters, cut between words. `fallback` (an id, say) is returned
    where nothing is left. Always fit for `SlugField(allow_unicode=True)`; idempotent.
    """
    # Marks over a letter must join it before the rest goes (ا + hamza above is أ), and a pile of them is cut first,
    # since normalising it takes quadratic time.
    text = unicodedata.normalize("NFKC", _PILES.sub(r"\1", text))
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text.lower()))
    return _cut("-".join("".join(map(_shown, text)).split())) or fallback


def _shown(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return sign if sign.isalnum() else " "


def _cut(text: str) -> str:
    """Shorten to MAX_LENGTH at the last "-", or within the word where the first word is longer than that."""
    if len(text) <= MAX_LENGTH:
        return text
    return text[: MAX_LENGTH + 1].rpartition("-")[0] or text[:MAX_LENGTH]
