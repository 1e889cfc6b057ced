"""Articles as lists show them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from articles.frame import Section

if TYPE_CHECKING:
    from articles.models import ArticlePage


def placed(articles: "Iterable[ArticlePage]", sections: list[Section]) -> "list[ArticlePage]":
    """Return the articles, each told the name of its section (no query)."""
    titles = {section.pk: section.title for section in sections}
    articles = list(articles)
    for article in articles:
        article.section_title = titles.get(article.publication.section_id, "")
    return articles
