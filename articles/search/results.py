"""What the search answers: a page of articles, with the words that were asked for marked where they stand."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import urlencode

from django.db import connection
from django.http import Http404
from django.utils.safestring import SafeString

from articles.frame import Section
from articles.models import ArticlePage, Entry, SearchEntry
from articles.search import full_text
from articles.search.forms import NEWEST, SearchForm
from articles.search.highlights import excerpt, marked
from articles.search.order import NEWEST_FIRST
from articles.search.query import Query, parse, without_quotation_marks
from articles.teasers import Teaser, teasers
from newsroom.rtl.figures import in_html

ON_A_PAGE = 20
# So many are counted and can be turned to; of more, a reader is asked to narrow the search.
MOST = 500


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found: what lists show of it, its kicker, headline and text as they answer the question.

    ``besides``: the names or the topic that answer where nothing of the text does.
    """

    article: Teaser
    kicker: SafeString
    headline: SafeString
    excerpt: SafeString
    besides: SafeString | str = ""

    @property
    def is_marked(self) -> bool:
        """Whether the reader sees in it what was asked for."""
        return any("<mark>" in part for part in (self.kicker, self.headline, self.excerpt))


@dataclass(frozen=True)
class Results:
    """A page of them; ``count`` is ``MOST`` where ``many`` says that there are more."""

    query: Query
    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    many: bool = False
    earlier_url: str = ""
    later_url: str = ""


def find(form: SearchForm, sections: tuple[Section, ...], page: str = "") -> Results:
    """Return a page (from «1») of what a bound form asks for. Four queries; three without words.

    Without words, what the rest of the form leaves, newest first. Where nothing is asked for, nothing is found.

    Raises ``Http404`` for a page that is none.
    """
    form.is_valid()
    query = parse(form.typed)
    number = _number(page)
    if not query and not form.narrows:
        return Results(query)
    found = ids(query, form, sections)
    shown = found[:MOST][(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    if number > 1 and not shown:
        raise Http404
    return Results(
        query=query,
        hits=_hits(shown, query, sections),
        count=min(len(found), MOST),
        many=len(found) > MOST,
        earlier_url=url(form, number - 1) if number > 1 else "",
        later_url=url(form, number + 1) if len(found[:MOST]) > number * ON_A_PAGE else "",
    )


def url(form: SearchForm, page: int = 1, **other: str) -> str:
    """Return the address of a page of the same search, with ``other`` values in place of some."""
    asked = {name: form.data[name] for name in form.fields} | other | ({"page": str(page)} if page > 1 else {})
    return "/search/?" + urlencode({name: value for name, value in asked.items() if value})


def loose_url(form: SearchForm) -> str:
    """Return the address of the same search with its phrases as loose words."""
    return url(form, q=without_quotation_marks(form.typed))


def ids(query: Query, form: SearchForm, sections: tuple[Section, ...]) -> list[int]:
    """Return the ids of what is found, in the order asked for, one more than can be turned to at most."""
    conditions, parameters = _narrowed(form, sections)
    conditions = ["public.listed_at IS NOT NULL", *conditions]
    if query:
        newest = form.cleaned_data.get("sort") == NEWEST
        asked, more = full_text.statement(query, conditions, MOST + 1, newest=newest)
        parameters |= more
    else:
        # Every part is one of ours: what was typed is a parameter.
        asked = f"""
            SELECT public.article_id FROM articles_publication AS public
            WHERE {" AND ".join(conditions)} ORDER BY {NEWEST_FIRST} LIMIT {MOST + 1}
        """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(asked, parameters)
        return [row[0] for row in cursor.fetchall()]


def _narrowed(form: SearchForm, sections: tuple[Section, ...]) -> tuple[list[str], dict[str, object]]:
    """Return what of the form narrows the search, as conditions on ``public``, and their parameters."""
    asked, conditions, parameters = form.cleaned_data, [], {}
    if asked.get("section"):
        conditions.append("public.section_id = %(section)s")
        parameters["section"] = next(item.pk for item in sections if item.url.strip("/") == asked["section"])
    if asked.get("author"):
        kind, _dash, pk = asked["author"].partition("-")
        # The register has an index by name; by-lines of drafts stand among the others.
        signed = f"SELECT article_id FROM articles_entry WHERE {kind}_id = %(signer)s"  # noqa: S608
        conditions.append(f"public.article_id IN ({signed})")
        parameters["signer"] = int(pk)
    if since := form.day("since"):
        conditions.append("public.listed_at >= %(since)s")
        parameters["since"] = _moment(since)
    if until := form.day("until"):
        conditions.append("public.listed_at < %(until)s")
        parameters["until"] = _moment(until + timedelta(days=1))
    return conditions, parameters


def _moment(moment) -> object:
    return connection.ops.adapt_datetimefield_value(moment)


def _hits(shown: list[int], query: Query, sections: tuple[Section, ...]) -> list[Hit]:
    if not shown:
        return []
    found = {teaser.pk: teaser for teaser in teasers(ArticlePage.objects.listed().filter(pk__in=shown), sections)}
    texts = dict(SearchEntry.objects.filter(pk__in=found).values_list("pk", "text"))
    return _told_why([_hit(found[pk], texts.get(pk, ""), query.stems) for pk in shown if pk in found], query.stems)


def _hit(article: Teaser, text: str, stems: Collection[str]) -> Hit:
    return Hit(
        article=article,
        kicker=in_html(marked(article.kicker, stems)),
        headline=in_html(marked(article.title, stems)),
        excerpt=in_html(excerpt(text, stems)),
    )


def _told_why(hits: list[Hit], stems: Collection[str]) -> list[Hit]:
    """Give those whose text does not answer the names or the topic that do; a query where there are such."""
    unmarked = [hit.article.pk for hit in hits if not hit.is_marked]
    if not (stems and unmarked):
        return hits
    besides = {hit.article.pk: [hit.article.names] for hit in hits}
    under = Entry.objects.filter(article__in=unmarked, topic__isnull=False)
    for pk, topic in under.order_by("pk").values_list("article", "topic__name"):
        besides[pk].append(topic)
    return [hit if hit.is_marked else replace(hit, besides=_answer(besides[hit.article.pk], stems)) for hit in hits]


def _answer(texts: list[str], stems: Collection[str]) -> SafeString | str:
    return next((found for found in (marked(text, stems) for text in texts) if "<mark>" in found), "")


def _number(page: str) -> int:
    if not page:
        return 1
    if not (page.isascii() and page.isdigit() and len(page) < 4 and int(page) > 0):
        raise Http404
    return int(page)
