"""The next scheduled moment, which no page outlives. Who schedules is named in ``PAGE_CACHE_NEXT_MOMENT``."""

import time

from django.conf import settings
from django.utils.module_loading import import_string

from newsroom.cache.versions import Mark

# While something is overdue (its moment has passed and nobody published it yet), pages live this long.
OVERDUE_SECONDS = 5
_last: tuple[Mark | None, float | None] = (None, None)


def upcoming(mark: Mark | None) -> float | None:
    """Ask for the next moment, in seconds since 1970, or None when there is none. ``mark`` is when that was asked."""
    global _last  # noqa: PLW0603 - one slot for the whole process, replaced as a whole
    seconds = None
    if settings.PAGE_CACHE_NEXT_MOMENT and (moment := import_string(settings.PAGE_CACHE_NEXT_MOMENT)()):
        seconds = moment.timestamp()
        if seconds <= time.time():
            seconds = time.time() + OVERDUE_SECONDS
    _last = (mark, seconds)
    return seconds


def known(mark: Mark) -> float | None:
    """Return the next moment as it was told last, if that was at the same mark: whoever schedules raises a tag."""
    asked, seconds = _last
    if asked == mark and (seconds is None or seconds > time.time()):
        return seconds
    return upcoming(mark)


def earliest(*moments: float | None) -> float | None:
    """Return the earliest of the moments, None when there is none."""
    return min((moment for moment in moments if moment is not None), default=None)
