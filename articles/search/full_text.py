"""How this database finds and ranks what a reader asks for: see ``on_sqlite`` and ``on_postgresql``.

Both look at a bounded number of articles, however many hold a word: of words that stand in very many, the rarest find;
and where one alone stands in too many, the newest that hold it are what is ranked.
"""

from django.db import connection

from articles.search import on_postgresql, on_sqlite
from articles.search.query import Query


def statement(query: Query, where: list[str], limit: int, *, newest: bool) -> tuple[str, dict[str, object]]:
    """Return the SQL that asks for the ids of at most ``limit`` articles, the best or the newest first; its parameters.

    ``where`` are further conditions on ``public``, a publication, with parameters of their own names. One query, which
    asks how rare the words are.
    """
    engine = on_postgresql if connection.vendor == "postgresql" else on_sqlite
    return engine.statement(query, where, limit, newest=newest)
