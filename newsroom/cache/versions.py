"""Versions of tags: a change raises them with itself, a kept page is good while none of its own rose."""

from collections.abc import Collection
from types import ModuleType

from django.conf import settings

from newsroom.cache import in_database
from newsroom.cache.tagging import check

# A moment in the order of changes: (which series of numbers, how far it had come).
Mark = tuple[str, int]


def _kept_in() -> ModuleType:
    if not settings.CACHES["default"]["BACKEND"].endswith("RedisCache"):
        return in_database
    from newsroom.cache import in_redis  # the driver is loaded only where it is used

    return in_redis


def bump(*tags: str) -> None:
    """Raise the versions of ``tags`` with the change that the caller's transaction makes.

    Call it inside that transaction, as late in it as can be: on PostgreSQL without Redis, changes wait for each
    other from here to their commit. Every page that carries one of the tags is rendered anew after the commit, in
    every process; a transaction that is rolled back raises nothing. Raises ValueError for a malformed tag.
    """
    if names := check(tags):
        _kept_in().bump(names)


def read(tags: Collection[str]) -> dict[str, int]:
    """Return the version of each tag, 0 for one that never rose."""
    return _kept_in().read(tags)


def now() -> Mark | None:
    """Return the mark of this moment, to be read before a rendering begins; None where it cannot be known."""
    return _kept_in().now()


def unchanged(tags: Collection[str], since: Mark) -> bool:
    """Whether no change of ``tags`` was committed, or is on its way, since the mark was read."""
    return _kept_in().unchanged(tags, since)
