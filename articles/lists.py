"""Lists of articles, newest first, turned by a cursor: the cost of a page does not grow with the archive."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404, HttpRequest

from articles import addresses
from articles.frame import frame
from articles.teasers import teasers

if TYPE_CHECKING:
    from articles.models import SectionPage
    from articles.models.listing import ArticleQuerySet

ON_A_PAGE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Cursor:
    """A place between two articles of a list: after the one with this moment and id."""

    moment: datetime
    pk: int

    @classmethod
    def read(cls, written: str) -> "Cursor":
        """Read ``<microseconds>-<id>``; whatever else stands there is a page that does not exist (``Http404``)."""
        moment, _dash, pk = written.partition("-")
        if not (0 < len(moment) < 18 and 0 < len(pk) < 18 and f"{moment}{pk}".isascii() and f"{moment}{pk}".isdigit()):
            raise Http404
        try:
            return cls(_EPOCH + timedelta(microseconds=int(moment)), int(pk))
        except OverflowError as error:
            raise Http404 from error

    def __str__(self) -> str:
        return f"{(self.moment - _EPOCH) // timedelta(microseconds=1)}-{self.pk}"


def of_section(section: "SectionPage", request: HttpRequest) -> dict:
    """Return what ``articles/section_page.html`` shows."""
    from articles.models import ArticlePage

    around = frame()
    here = next((item for item in around["sections"] if item.pk == section.pk), None)
    of_it = ArticlePage.objects.listed().filter(publication__section=section)
    found = turn(of_it, request, around, f"/{section.slug}/")
    return found | {"section": here and _with_introduction(section, here)}


def _with_introduction(section: "SectionPage", here) -> dict:
    return {
        "title": here.title,
        "url": here.url,
        "colour": here.colour,
        "introduction": section.introduction,
    }


def under(request: HttpRequest, **heading) -> dict:
    """Return one page of what stands in the register under one ``topic``, ``person`` or ``team``; see ``turn``."""
    from articles.models import ArticlePage

    of_it = Q(**{f"entries__{kind}": found for kind, found in heading.items()})
    return turn(ArticlePage.objects.listed(), request, frame(), request.path, among=of_it, by="entries")


def turn(
    articles: "ArticleQuerySet",
    request: HttpRequest,
    around: dict,
    path: str,
    *,
    among: Q = Q(),  # noqa: B008 - it is never changed
    by: str = "publication",
) -> dict:
    """Return one page of a list: ``articles``, ``older_url`` (empty on the last page), and the frame round it.

    ``newest_url`` leads from an older page to the first, where it is empty.

    ``by`` is the relation whose index the list is read by, newest first; ``among`` says which of its rows.
    """
    written = request.GET.get("before", "")
    if written:
        among &= _after(Cursor.read(written), by)
    rows = articles.filter(among).order_by(f"-{by}__listed_at", f"-{by}__article")
    found = teasers(rows[: ON_A_PAGE + 1], around["sections"])
    shown = found[:ON_A_PAGE]
    older = f"{path}?before={Cursor(shown[-1].listed_at, shown[-1].pk)}" if len(found) > ON_A_PAGE else ""
    canonical = addresses.absolute(f"{path}?before={written}" if written else path)
    return around | {"articles": shown, "older_url": older, "newest_url": written and path, "canonical_url": canonical}


def _after(place: Cursor, by: str) -> Q:
    """Ask for what follows a place; the first condition is the one that an index can begin at."""
    moment, article = f"{by}__listed_at", f"{by}__article"
    tie = Q(**{f"{moment}__lt": place.moment}) | Q(**{f"{article}__lt": place.pk})
    return Q(**{f"{moment}__lte": place.moment}) & tie
