"""The newsroom's week: on which day it begins, what its days are called, and a month laid out in it.

Days of the week are Python's: Monday is 0, Sunday 6. Names and first days are CLDR's, by way of Babel.
"""

import datetime as dt
from calendar import Calendar
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import get_day_names
from django.conf import settings

from newsroom.rtl.languages import DEFAULT, cldr_locale

OF_THE_COUNTRY = "country"
BEGINNINGS = {"saturday": 5, "sunday": 6, "monday": 0}


def begins() -> int:
    """Return the day on which the week begins: ``settings.WEEK_STARTS``, or as in the country of the zone.

    Riyadh begins on Sunday, Cairo on Saturday, Casablanca on Monday; a zone of no Arab country on Saturday, as most
    of them do.
    """
    if settings.WEEK_STARTS != OF_THE_COUNTRY:
        return BEGINNINGS[settings.WEEK_STARTS]
    return _in_the_country_of(settings.TIME_ZONE)


def day_names() -> list[tuple[str, str]]:
    """Return the days of the week in its order, each as one letter and in full: («س»، «السبت»)."""
    letters, names = (get_day_names(width, "stand-alone", cldr_locale()) for width in ("narrow", "wide"))
    return [(letters[day], names[day]) for day in Calendar(begins()).iterweekdays()]


def of_month(year: int, month: int) -> list[list[dt.date | None]]:
    """Return the weeks of a month; the days before its first and after its last are ``None``."""
    weeks = Calendar(begins()).monthdayscalendar(year, month)
    return [[dt.date(year, month, day) if day else None for day in week] for week in weeks]


@lru_cache(maxsize=100)
def _in_the_country_of(zone: str) -> int:
    country = get_global("zone_territories").get(get_global("zone_aliases").get(zone, zone))
    try:
        return Locale(DEFAULT, country).first_week_day
    except UnknownLocaleError:
        return BEGINNINGS["saturday"]
