"""Which of CLDR's locales speaks for the newsroom: it decides the names of months and how lists are joined."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language

DEFAULT = "ar"


def cldr_locale() -> Locale:
    """Return the Babel locale of the active language.

    Arabic has four sets of month names (CLDR 48): `ar` يناير (Gulf, Egypt, Libya, Sudan, Yemen), `ar-SY` كانون الثاني
    (Levant, Iraq), `ar-DZ` جانفي (Algeria, Tunisia), `ar-MA` يناير … يوليوز (Morocco). `settings.ARABIC_LOCALE`
    chooses. A language that CLDR does not know reads as Arabic.
    """
    language = get_language() or DEFAULT
    if language.split("-")[0] == DEFAULT:
        language = settings.ARABIC_LOCALE
    return _parse(language)


@lru_cache(maxsize=16)
def _parse(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(DEFAULT)
