"""What the page of one article shows."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone

from articles import addresses, baking, related
from articles.frame import Section, frame

if TYPE_CHECKING:
    from articles.models import ArticlePage, Publication


def context(article: "ArticlePage", request: HttpRequest) -> dict:
    """Return the names that ``articles/article_page.html`` uses; in a preview, of the text that is being written."""
    preview = getattr(request, "is_preview", False)
    if preview:
        article.first_published_at = article.first_published_at or timezone.now()
    publication = baking.written(article) if preview else published(article)
    around = frame()
    return around | {
        "article": article,
        "publication": publication,
        "related": related.to(publication, around["sections"]),
        "section": section_of(article, around["sections"]),
        "canonical_url": addresses.absolute(article.url) if article.pk else "",
        "og_image": publication.card,
        "byline": {"text": publication.byline_text},
        "description": article.search_description or article.standfirst or publication.byline_text or article.title,
    }


def published(article: "ArticlePage") -> "Publication":
    """Return what was baked; where it is stale, what would be baked now."""
    if article.publication.renderer == baking.renderer():
        return article.publication
    return baking.written(type(article).objects.get(pk=article.pk))


def section_of(article: "ArticlePage", sections: tuple[Section, ...]) -> Section | None:
    """Return the section by the article's own address: no query."""
    parts = article.url_path.rstrip("/").split("/")
    slug = parts[-2] if len(parts) > 1 else ""
    return next((section for section in sections if section.url == f"/{slug}/"), None)
