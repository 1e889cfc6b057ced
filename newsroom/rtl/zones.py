"""The newsroom's time zone in words: «بتوقيت الرياض». Names are CLDR's, by way of Babel."""

import datetime as dt
import re
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from django.conf import settings

from newsroom.rtl.languages import DEFAULT, cldr_locale

# CLDR's Arabic name of Hebron is a transcription with the city's own name in brackets.
OWN_NAMES = {"Asia/Hebron": "الخليل"}
UTC, UNKNOWN = "Etc/UTC", "Etc/Unknown"
NOWHERE = {"001", "ZZ"}


def words(zone: str = "", locale: Locale | None = None) -> str:
    """Return a zone (by its IANA name; the newsroom's where none is given) as it stands behind a time.

    «بتوقيت القاهرة» by its city, or its country where CLDR has no name for the city; «بالتوقيت العالمي المنسق»;
    «بتوقيت غرينتش+3» for a zone of no place. ``locale`` is Babel's; without one, that of the active language.
    """
    return _words(zone or settings.TIME_ZONE, locale or cldr_locale())


def as_format() -> str:
    """Return the newsroom's zone in Arabic as a part of Django's date formats, in which a Latin letter is a field."""
    return re.sub(r"([A-Za-z\\])", r"\\\1", words(locale=Locale(DEFAULT)))


@lru_cache(maxsize=100)
def _words(zone: str, locale: Locale) -> str:
    if get_global("zone_aliases").get(zone, zone) == UTC:
        name = locale.time_zones[UTC]["long"]["standard"]
    else:
        name = locale.zone_formats["region"] % _place(zone, locale)
    return f"ب{name}" if locale.language == "ar" else name


def _place(zone: str, locale: Locale) -> str:
    known = get_global("zone_aliases").get(zone, zone)
    if known in OWN_NAMES and locale.language == "ar":
        return OWN_NAMES[known]
    if known != UNKNOWN and "city" in locale.time_zones.get(known, {}):
        return locale.time_zones[known]["city"]
    country = get_global("zone_territories").get(known)
    if country in locale.territories and country not in NOWHERE:
        return locale.territories[country]
    return locale.zone_formats["gmt"] % _offset(zone)


def _offset(zone: str) -> str:
    """Return the distance from Greenwich as it is said, without the noughts: +3, -3:30, or nothing."""
    minutes = round(dt.datetime.now(ZoneInfo(zone)).utcoffset().total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{hours}{f':{rest:02}' if rest else ''}" if minutes else ""
