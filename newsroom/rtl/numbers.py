"""Numbers for readers, in the newsroom's digits and separators (CLDR 48).

`settings.DIGITS` is `latn` (1, 2, 3) or `arab` (١، ٢، ٣), `settings.ARABIC_LOCALE` says whose separators stand between
ASCII digits: «1,234.5» in the east, «1.234,5» in the Maghreb. What somebody typed keeps the digits it was typed in.
"""

from decimal import Decimal

from django.conf import settings
from django.utils.translation import get_language

LATIN, ARABIC = "latn", "arab"
MAGHREB = frozenset({"ar-MA", "ar-DZ"})
ARABIC_INDIC = {ord(latin): arabic for latin, arabic in zip("0123456789", "٠١٢٣٤٥٦٧٨٩", strict=True)}
_ARABIC_NUMBER = ARABIC_INDIC | {ord(","): "٬", ord("."): "٫"}
_MAGHREB_NUMBER = {ord(","): ".", ord("."): ","}


def grouped(value: int | float | Decimal) -> str:
    """Return a number with its thousands and its decimals marked as the newsroom marks them."""
    number = f"{value:,}"
    if not _in_arabic():
        return number
    if settings.DIGITS == ARABIC:
        return number.translate(_ARABIC_NUMBER)
    return number.translate(_MAGHREB_NUMBER) if settings.ARABIC_LOCALE in MAGHREB else number


def in_digits(text: str) -> str:
    """Return a text of ours (a date, a time, a year) with its ASCII digits as the newsroom writes digits."""
    return text.translate(ARABIC_INDIC) if settings.DIGITS == ARABIC and _in_arabic() else text


def _in_arabic() -> bool:
    return (get_language() or "ar").split("-")[0] == "ar"
