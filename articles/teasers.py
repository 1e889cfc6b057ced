"""Articles as lists show them: read as rows, without the pages themselves, whose making costs more than the query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from articles import addresses
from articles.frame import Section

if TYPE_CHECKING:
    from articles.models.listing import ArticleQuerySet

COLUMNS = [
    *"pk title slug url_path kicker standfirst kind language".split(),
    *(f"publication__{name}" for name in "listed_at section teaser_picture byline_text".split()),
]


@dataclass(frozen=True, slots=True)
class Teaser:
    """One article in a list. ``picture`` is as ``pictures.teaser`` made it; ``names`` are of who signs it."""

    pk: int
    title: str
    url: str
    kicker: str
    standfirst: str
    kind: str
    language: str
    listed_at: datetime
    section_title: str
    picture: dict | None
    names: str


def teasers(articles: "ArticleQuerySet", sections: Iterable[Section]) -> list[Teaser]:
    """Return the articles in their order, each told the name of its section; one query."""
    titles = {section.pk: section.title for section in sections}
    return [teaser(row, titles) for row in articles.values_list(*COLUMNS)]


def teaser(row: Iterable, titles: dict[int, str]) -> Teaser:
    """Make a teaser of one row of ``COLUMNS``; ``titles`` are the sections' names by their ids."""
    pk, title, slug, url_path, kicker, standfirst, kind, language, listed_at, section, picture, names = row
    return Teaser(
        pk=pk,
        title=title,
        url=addresses.of_article(url_path, pk, slug),
        kicker=kicker,
        standfirst=standfirst,
        kind=kind,
        language=language,
        listed_at=listed_at,
        section_title=titles.get(section, ""),
        picture=picture,
        names=names,
    )
