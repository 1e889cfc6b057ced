"""Tag versions in the database: the embedded default, and PostgreSQL without Redis.

A change takes the next number of the counter and writes it to its tags, in its own transaction. The counter's row
stays locked until that transaction ends, so numbers are committed in their order: whoever has read the counter has
seen every change numbered up to it, and no other. (SQLite has one writer at a time in any case.)
"""

import sqlite3
import time
from collections.abc import Collection

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from newsroom.cache.models import TagVersion

COUNTER = "*"
ASK = f"SELECT version FROM cache_tagversion WHERE tag = '{COUNTER}'"  # noqa: S608 - a constant
# A counter that begins anew (a table that was emptied) begins above every number it ever gave.
NEXT = """
    INSERT INTO cache_tagversion (tag, version) VALUES (%s, %s)
    ON CONFLICT (tag) DO UPDATE SET version = cache_tagversion.version + 1
    RETURNING version
"""


def bump(tags: Collection[str]) -> None:
    """Raise the tags inside the caller's transaction (one of its own where there is none)."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(NEXT, [COUNTER, time.time_ns() // 1_000_000])
            (number,) = cursor.fetchone()
        rows = [TagVersion(tag=tag, version=number) for tag in sorted(tags)]
        TagVersion.objects.bulk_create(rows, update_conflicts=True, update_fields=["version"], unique_fields=["tag"])


def read(tags: Collection[str]) -> dict[str, int]:
    """Return the version of each tag; 0 for one that never rose."""
    return dict.fromkeys(tags, 0) | dict(TagVersion.objects.filter(tag__in=tags).values_list("tag", "version"))


def now() -> tuple[str, int] | None:
    """Return the mark of this moment; None where the database cannot be asked. One primary-key look-up."""
    try:
        row = _counter(connections[DEFAULT_DB_ALIAS])
    except (DatabaseError, sqlite3.Error):
        return None
    return ("", row[0] if row else 0)


def _counter(database: BaseDatabaseWrapper) -> tuple[int] | None:
    # Every hit asks this. SQLite's own connection answers in 10 µs (PRAGMA data_version in 8, and that one is blind
    # to what its own connection wrote), Django's cursor in 30.
    if database.vendor == "sqlite" and database.connection is not None:
        return database.connection.execute(ASK).fetchone()
    with database.cursor() as cursor:
        cursor.execute(ASK)
        return cursor.fetchone()


def unchanged(tags: Collection[str], since: tuple[str, int]) -> bool:
    """Whether none of the tags rose after ``since``. One query."""
    places = ", ".join(["%s"] * (len(tags) + 1))
    with connection.cursor() as cursor:
        # The counter goes along: lower than the mark, the table was emptied or restored from a copy.
        cursor.execute(f"SELECT tag, version FROM cache_tagversion WHERE tag IN ({places})", [COUNTER, *tags])  # noqa: S608 - placeholders only
        versions = dict(cursor.fetchall())
    counter = versions.pop(COUNTER, 0)
    return counter >= since[1] and all(version <= since[1] for version in versions.values())
