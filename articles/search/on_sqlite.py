"""SQLite: FTS5's BM25 over the terms, a headline counting four times.

FTS5 looks at every article that holds a word, in the order of their ids. Where that would be very many, the newest
articles are asked in turn whether they hold it, until enough do; those with it in their headline come first.
"""

from django.db import connection

from articles.search.order import HEADLINE, NEWEST_FIRST, rarest
from articles.search.query import Query

_FTS = "articles_searchentry_fts"
MOST_RANKED = 20_000


def statement(query: Query, where: list[str], limit: int, *, newest: bool) -> tuple[str, dict[str, object]]:
    """See ``full_text.statement``."""
    phrases, terms, many = _what_finds(query)
    wanted = " AND ".join([*phrases, *([_any_of(terms)] if terms else [])])
    narrowed = " AND ".join([f"{_FTS} MATCH %(wanted)s", f"{_FTS}.rowid = public.article_id", *where])
    if not many:
        order = NEWEST_FIRST if newest else f"bm25({_FTS}, {HEADLINE}, 1, 1), {NEWEST_FIRST}"
        asked = f"""
            SELECT public.article_id FROM {_FTS}, articles_publication AS public
            WHERE {narrowed} ORDER BY {order} LIMIT {limit}
        """  # noqa: S608 - what was typed is a parameter
        return asked, {"wanted": wanted}
    # CROSS JOIN: the table before it is read first, in the order of its index.
    asked = f"""
        SELECT public.article_id, public.listed_at FROM articles_publication AS public CROSS JOIN {_FTS}
        WHERE {narrowed} ORDER BY {NEWEST_FIRST} LIMIT {limit}
    """  # noqa: S608 - what was typed is a parameter
    order = NEWEST_FIRST if newest or not terms else f"{_in_headline(terms)} DESC, {NEWEST_FIRST}"
    parameters = {"wanted": wanted} | {f"term{number}": f" {term} " for number, term in enumerate(terms)}
    return f"SELECT public.article_id FROM ({asked}) AS public ORDER BY {order}", parameters  # noqa: S608


def _in_headline(terms: list[str]) -> str:
    """Ask whether a term stands in the headline; FTS5, asked of one article, would go on to the next that has it."""
    found = " OR ".join(f"instr(' ' || entry.headline || ' ', %(term{number})s) > 0" for number in range(len(terms)))
    return f"(SELECT {found} FROM articles_searchentry AS entry WHERE entry.article_id = public.article_id)"  # noqa: S608


def _any_of(terms: list[str]) -> str:
    # Terms and words hold letters and digits only: nothing in them is a sign of FTS5's language.
    return "({headline body} : (" + " OR ".join(f'"{term}"' for term in terms) + "))"


def _what_finds(query: Query) -> tuple[list[str], list[str], bool]:
    """Return the phrases in FTS5's language, the terms that find, and whether very many articles hold these."""
    phrases = [f'(words : "{" ".join(phrase)}")' for phrase in query.phrases]
    counts = _counted([*phrases, *(_any_of([term]) for term in query.terms)])
    expected = dict(zip(query.terms, counts[len(phrases) :], strict=True))
    terms = rarest(expected, MOST_RANKED)
    parts = [*counts[: len(phrases)], *([sum(expected[term] for term in terms)] if terms else [])]
    return phrases, terms, min(parts) > MOST_RANKED


def _counted(parts: list[str]) -> list[int]:
    """Return in how many articles each part stands, counted no further than matters; one query."""
    count = f"(SELECT count(*) FROM (SELECT 1 FROM {_FTS} WHERE {_FTS} MATCH %s LIMIT {MOST_RANKED + 1}))"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([count] * len(parts))}", parts)
        return list(cursor.fetchone())
