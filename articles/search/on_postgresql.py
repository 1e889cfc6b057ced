"""PostgreSQL: the sum over the terms of what ``ts_rank`` says of each, weighed by how rare it is, as BM25 weighs.

By itself PostgreSQL knows no rareness: the clock counts it, once a night. The measured difference to SQLite is in
docs/benchmarks.md. Of very many that are found the newest are ranked: a rank reads all that is kept of an article.
"""

import math
from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from articles.models.search import SearchEntry, SearchTerm
from articles.search.order import HEADLINE, NEWEST_FIRST, rarest
from articles.search.query import Query

# ts_rank's weights of D, C, B, A: the text has none, the headline A.
_WEIGHTS = f"{{{1 / HEADLINE},{1 / HEADLINE},{1 / HEADLINE},1}}"
# The newest articles, whose words tell which are rare.
SAMPLE = 5_000
# A term that stands in more of them finds nothing by itself where a rarer one is asked for too: it only ranks.
COMMON = 0.3
MOST_RANKED = 3_000
# No term is empty, and none holds a sign: these rows say how many entries were looked through, and how many there are.
_TOTAL, _ALL = "", "*"
AT = 3  # o'clock in the newsroom's zone
_counted_on: date | None = None


def statement(query: Query, where: list[str], limit: int, *, newest: bool) -> tuple[str, dict[str, object]]:
    """See ``full_text.statement``."""
    parameters: dict[str, object] = {"weights": _WEIGHTS}
    conditions, ranks = list(where), []
    for number, phrase in enumerate(query.phrases):
        parameters[f"phrase{number}"] = " ".join(phrase)
        asked = f"phraseto_tsquery('simple', %(phrase{number})s)"
        conditions.append(f"entry.phrases @@ {asked}")
        ranks.append(f"ts_rank(found.phrases, {asked}, 1)")
    counted, total, entries = rareness(query.terms) if query.terms else ({}, 0, 0)
    rare = finding(query.terms, counted, total, entries)
    parts = []
    for number, term in enumerate(query.terms):
        parameters |= {f"term{number}": term, f"weight{number}": _weight(counted.get(term, 0), total)}
        asked = f"plainto_tsquery('simple', %(term{number})s)"
        ranks.append(f"%(weight{number})s * ts_rank(%(weights)s::float4[], found.terms, {asked}, 1)")
        if term in rare:
            parts.append(asked)
    if parts:
        conditions.append(f"entry.terms @@ ({' || '.join(parts)})")
    # Every part is one of ours: what was typed is a parameter.
    found = f"""
        SELECT public.article_id, public.listed_at, entry.terms, entry.phrases
        FROM articles_searchentry AS entry JOIN articles_publication AS public ON public.article_id = entry.article_id
        WHERE {" AND ".join(conditions)} ORDER BY {NEWEST_FIRST} LIMIT {limit if newest else MOST_RANKED}
    """  # noqa: S608
    if newest:
        return found, parameters
    order = f"{' + '.join(ranks)} DESC, found.listed_at DESC, found.article_id DESC"
    return f"SELECT found.article_id FROM ({found}) AS found ORDER BY {order} LIMIT {limit}", parameters  # noqa: S608


def finding(terms: Iterable[str], counted: dict[str, int], total: int, entries: int) -> list[str]:
    """Return the terms that find: the rare ones, of a large archive no more than lead to what can be ranked."""
    rare = [term for term in terms if counted.get(term, 0) <= COMMON * total] or list(terms)
    each = entries / total if total else 0
    return rarest({term: counted.get(term, 0) * each for term in rare}, MOST_RANKED)


def _weight(entries: int, total: int) -> float:
    """Return the inverse document frequency of a term, as BM25 has it (Robertson and Zaragoza, 2009)."""
    return math.log(1 + (max(total, entries) - entries + 0.5) / (entries + 0.5))


def rareness(terms: Iterable[str]) -> tuple[dict[str, int], int, int]:
    """Return in how many of the entries looked through each term stands, how many these were, and all; one query."""
    counted = dict(SearchTerm.objects.filter(pk__in=[*terms, _TOTAL, _ALL]).values_list("term", "entries"))
    total = counted.pop(_TOTAL, 0)
    return counted, total, counted.pop(_ALL, total)


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
    entries = SearchEntry.objects.count()
    for name, number in ((_TOTAL, min(entries, SAMPLE)), (_ALL, entries)):
        SearchTerm.objects.create(term=name, entries=number)
