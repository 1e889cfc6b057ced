"""Days and moments in words. Names of days and months are CLDR's, digits the newsroom's (``numbers``), and no
comma follows the weekday.

Moments are aware datetimes (a naive one is taken to be in the current zone) and are shown in the current zone.
Sources: CLDR 48 through Babel (names, plural categories, «قبل»); the house's wording for «أمس» and the comma.
"""

import datetime as dt
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import npgettext, pgettext

from newsroom.rtl import numbers, zones
from newsroom.rtl.languages import cldr_locale

DAY_PATTERN = "EEEE d MMMM y"
DAYS_COUNTED = 7  # older moments are called by their date

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60


def day(moment: dt.date | dt.datetime) -> str:
    """Return the day of a moment in the current zone, or a date as it is: «الجمعة 9 يناير 2026»."""
    date = _local(moment).date() if isinstance(moment, dt.datetime) else moment
    return numbers.in_digits(_written(date, cldr_locale()))


def month(date: dt.date) -> str:
    """Return the name of a month: «نوفمبر», or «تشرين الثاني» by the setting."""
    return format_date(date, "MMMM", locale=cldr_locale())


def month_of_year(date: dt.date) -> str:
    """Return a month and its year: «نوفمبر 2026»."""
    return numbers.in_digits(format_date(date, "MMMM y", locale=cldr_locale()))


def stamp(moment: dt.datetime) -> str:
    """Return the day and the time of a moment in the current zone, on 24 hours: «الاثنين 23 نوفمبر 2026، 14:05»."""
    local = _local(moment)
    return pgettext("date and time", "%(day)s, %(time)s") % {
        "day": day(local),
        "time": numbers.in_digits(f"{local:%H:%M}"),
    }


def stamp_in_zone(moment: dt.datetime) -> str:
    """Return ``stamp`` with the zone in words, as colleagues read it: «الاثنين 23 نوفمبر 2026، 14:05 بتوقيت الرياض»."""
    return f"{stamp(moment)} {zones.words()}"


def ago(moment: dt.datetime, now: dt.datetime | None = None) -> str:
    """Return how long ago a moment was: «الآن», «قبل 3 دقائق», «قبل ساعتين», «أمس», «قبل 7 أيام»; later, its day.

    From 24 hours on, days are those of the calendar in the current zone, so that «أمس» is yesterday. A moment that a
    clock a little ahead put less than a minute into the future is «الآن»; one further ahead is called by its day.
    """
    now = now or timezone.now()
    # Subtracted in UTC: two moments of one zone would be subtracted by their wall clocks, an hour off when it changes.
    seconds = (_aware(now).astimezone(dt.UTC) - _aware(moment).astimezone(dt.UTC)).total_seconds()
    days = (_local(now).date() - _local(moment).date()).days
    if seconds <= -MINUTE or days > DAYS_COUNTED:
        return day(moment)
    if seconds < MINUTE:
        return pgettext("relative time", "now")
    if seconds < HOUR:
        count = int(seconds // MINUTE)
        text = npgettext("relative time", "%(count)s minute ago", "%(count)s minutes ago", count)
    elif seconds < DAY:
        count = int(seconds // HOUR)
        text = npgettext("relative time", "%(count)s hour ago", "%(count)s hours ago", count)
    else:
        count = days
        text = npgettext("relative time", "%(count)s day ago", "%(count)s days ago", count)
    return text % {"count": numbers.grouped(count)}


def iso(moment: dt.date | dt.datetime) -> str:
    """Return a date or a moment for `<time datetime>`, with the offset of the current zone and no fractions."""
    if isinstance(moment, dt.datetime):
        return _local(moment).isoformat(timespec="seconds")
    return moment.isoformat()


@lru_cache(maxsize=1000)
def _written(date: dt.date, locale: Locale) -> str:
    return format_date(date, DAY_PATTERN, locale=locale)


def _aware(moment: dt.datetime) -> dt.datetime:
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(_aware(moment))
