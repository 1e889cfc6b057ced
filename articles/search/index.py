"""The index: what of an article can be found, written at publication and gone with it."""

from typing import TYPE_CHECKING

from articles import body, bylines
from articles.models.search import SearchEntry
from newsroom.rtl.terms import terms, words

if TYPE_CHECKING:
    from articles.models import ArticlePage

# A column of PostgreSQL's index holds a megabyte; nobody looks for the end of a book in a newspaper.
LONGEST = 200_000
# A word that nobody writes keeps a phrase from running on from one part into the next.
BETWEEN_PARTS = " 0parts0 "


def enter(article: "ArticlePage") -> None:
    """Write what can be found of the text that ``article`` holds. Call it inside the transaction of the change."""
    text = f"{article.standfirst}\n{body.plain(article)}".strip()[:LONGEST]
    headline = f"{article.kicker} {article.title}"
    besides = [article.place, article.agency, *article.tags.names(), bylines.line(article).text]
    SearchEntry.objects.update_or_create(
        article=article,
        defaults={
            "headline": " ".join(terms(headline)),
            "body": " ".join(terms(" ".join([text, *besides]))),
            "words": BETWEEN_PARTS.join(" ".join(words(part)) for part in (headline, text, *besides)),
            "text": text,
        },
    )


def strike(article_id: int) -> None:
    """Take an article out. Call it inside the transaction of the change."""
    SearchEntry.objects.filter(pk=article_id).delete()
