"""How each database finds and ranks: one statement's parts, with their parameters.

SQLite: FTS5's BM25 over the terms, a headline counting four times. PostgreSQL: the sum over the terms of what
``ts_rank`` says of each (normalised by length), weighed by how rare it is, as BM25 weighs; by itself PostgreSQL knows
no rareness. The measured difference is in docs/benchmarks.md.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from articles.models.search import SearchEntry, SearchTerm
from articles.search.query import Query

HEADLINE = 4
# ts_rank's weights of D, C, B, A: the text has none, the headline A.
_WEIGHTS = f"{{{1 / HEADLINE},{1 / HEADLINE},{1 / HEADLINE},1}}"
# The newest articles, whose words tell which are rare.
SAMPLE = 5_000
# A term that stands in more of them finds nothing by itself where a rarer one is asked for too: it only ranks.
COMMON = 0.3
# No term is empty: this row says how many entries were looked through.
_TOTAL = ""
AT = 3  # o'clock in the newsroom's zone
_counted_on: date | None = None


@dataclass(frozen=True)
class Statement:
    """Parts of a query: a table, its column with the article's id, condition and rank (the higher the better)."""

    tables: str
    article: str
    condition: str
    rank: str
    parameters: dict[str, object]


def statement(query: Query) -> Statement:
    """Return how this database finds what ``query`` asks for; on PostgreSQL one query for the rareness of its terms."""
    return _postgresql(query) if connection.vendor == "postgresql" else _sqlite(query)


def _sqlite(query: Query) -> Statement:
    # Terms and words hold letters and digits only: nothing in them is a sign of FTS5's language.
    parts = [f'words : "{" ".join(phrase)}"' for phrase in query.phrases]
    if query.terms:
        parts.append("{headline body} : (" + " OR ".join(f'"{term}"' for term in query.terms) + ")")
    return Statement(
        tables="articles_searchentry_fts",
        article="articles_searchentry_fts.rowid",
        condition="articles_searchentry_fts MATCH %(wanted)s",
        rank=f"-bm25(articles_searchentry_fts, {HEADLINE}, 1, 1)",
        parameters={"wanted": " AND ".join(f"({part})" for part in parts)},
    )


def _postgresql(query: Query) -> Statement:
    parameters: dict[str, object] = {"weights": _WEIGHTS}
    conditions, ranks = [], []
    for number, phrase in enumerate(query.phrases):
        parameters[f"phrase{number}"] = " ".join(phrase)
        asked = f"phraseto_tsquery('simple', %(phrase{number})s)"
        conditions.append(f"entry.phrases @@ {asked}")
        ranks.append(f"ts_rank(entry.phrases, {asked}, 1)")
    counted, total = rareness(query.terms) if query.terms else ({}, 0)
    rare = [term for term in query.terms if counted.get(term, 0) <= COMMON * total] or query.terms
    finding = []
    for number, term in enumerate(query.terms):
        parameters |= {f"term{number}": term, f"weight{number}": _weight(counted.get(term, 0), total)}
        asked = f"plainto_tsquery('simple', %(term{number})s)"
        ranks.append(f"%(weight{number})s * ts_rank(%(weights)s::float4[], entry.terms, {asked}, 1)")
        if term in rare:
            finding.append(asked)
    if finding:
        conditions.append(f"entry.terms @@ ({' || '.join(finding)})")
    return Statement(
        tables="articles_searchentry AS entry",
        article="entry.article_id",
        condition=" AND ".join(conditions),
        rank=" + ".join(ranks),
        parameters=parameters,
    )


def _weight(entries: int, total: int) -> float:
    """Return the inverse document frequency of a term, as BM25 has it (Robertson and Zaragoza, 2009)."""
    return math.log(1 + (max(total, entries) - entries + 0.5) / (entries + 0.5))


def rareness(terms: Iterable[str]) -> tuple[dict[str, int], int]:
    """Return in how many of the entries looked through each term stands, and how many these were; one query."""
    counted = dict(SearchTerm.objects.filter(pk__in=[*terms, _TOTAL]).values_list("term", "entries"))
    return counted, counted.pop(_TOTAL, 0)


def count_terms() -> None:
    """Count in how many of the newest entries each term stands, once a night and when a clock starts: its duty.

    Nothing to do where the database counts by itself.
    """
    global _counted_on  # noqa: PLW0603 - what a clock remembers until it stops
    now = timezone.localtime()
    if connection.vendor != "postgresql" or _counted_on == now.date() or (_counted_on and now.hour < AT):
        return
    count_anew()
    _counted_on = now.date()


@transaction.atomic
def count_anew() -> None:
    """Count at once. Two at the same time come one after the other; readers go on with what was counted before."""
    # A number of ours; ts_stat takes its query as text.
    newest = f"SELECT terms FROM articles_searchentry ORDER BY article_id DESC LIMIT {SAMPLE}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE articles_searchterm IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("DELETE FROM articles_searchterm")
        cursor.execute("INSERT INTO articles_searchterm (term, entries) SELECT word, ndoc FROM ts_stat(%s)", [newest])
    SearchTerm.objects.create(term=_TOTAL, entries=SearchEntry.objects.order_by("-pk")[:SAMPLE].count())
