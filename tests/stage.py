"""Sets the scene of a test: the first time by the verbs, later from the rows that these left behind.

The house and its people take some six hundred queries to make, and most tests need them. What the making changed is
remembered, table by table, and put there again, at the beginning of a test, before it has written anything.
"""

from collections.abc import Callable

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

Rows = tuple[list[str], list[tuple]]

_remembered: dict[str, Rows] = {}
_began_with: dict[str, Rows] = {}
# Where other numbers stand here than at the beginning, the scene is made anew.
ANCHORS = ("django_content_type", "auth_permission", "wagtailcore_page")
# Filled by triggers from the table beside it.
_KEPT_BY_TRIGGERS = "_fts"


def remember_the_empty_house() -> None:
    """Remember what stands in the tables before any test: a test outside a transaction leaves nothing of it."""
    _began_with.update(_tables())


def set_up(build: Callable[[], object]) -> None:
    """Put the rows of the scene into the tables; the first time ``build`` makes them."""
    if not _rows("wagtailcore_page")[1]:
        _put_back(_began_with)
    if _remembered and all(_rows(name) == _began_with[name] for name in ANCHORS):
        _put_back(_remembered)
        return
    build()
    _remembered.clear()
    _remembered.update((name, rows) for name, rows in _tables().items() if rows != _began_with[name])


def _tables() -> dict[str, Rows]:
    names = [name for name in connection.introspection.table_names() if _KEPT_BY_TRIGGERS not in name]
    return {name: _rows(name) for name in names}


def _rows(name: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
        return [column[0] for column in cursor.description], sorted(cursor.fetchall(), key=str)


@transaction.atomic  # the tables name each other: that is looked at when all of them are there
def _put_back(tables: dict[str, Rows]) -> None:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for name in tables:
            cursor.execute(f"DELETE FROM {quote(name)}")
        for name, (columns, rows) in tables.items():
            places = ", ".join(["%s"] * len(columns))
            names = ", ".join(map(quote, columns))
            if rows:
                cursor.executemany(f"INSERT INTO {quote(name)} ({names}) VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), _models(tables)):
            cursor.execute(statement)


def _models(tables: dict[str, Rows]) -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in tables]
