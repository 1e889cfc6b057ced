"""What the page of one article shows."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone

from articles import addresses, baking, bylines, pictures
from articles.frame import Section, frame
from articles.sharing import share
from newsroom.images.models import Picture

if TYPE_CHECKING:
    from articles.models import ArticlePage, Publication


def context(article: "ArticlePage", request: HttpRequest) -> dict:
    """Return the names that ``articles/article_page.html`` uses; in a preview, with the body as it is being written."""
    preview = getattr(request, "is_preview", False)
    if preview:
        article.first_published_at = article.first_published_at or timezone.now()
    around = frame()
    byline = bylines.line(article)
    return around | {
        "article": article,
        "publication": written(article) if preview else article.publication,
        "byline": byline,
        "lead": article.lead,
        "section": section_of(article, around["sections"]),
        "share": share(article),
        "canonical_url": addresses.absolute(article.url) if article.pk else "",
        "og_image": None if preview else card(article.lead),
        "description": article.search_description or article.standfirst or byline.text,
    }


def tags(article: "ArticlePage") -> list[str]:
    """Return the tags of the article's page: itself, and everybody who signs it."""
    names = [f"person:{name.person_id}" if name.person_id else f"team:{name.team_id}" for name in article.byline.all()]
    return [f"article:{article.pk}", *names]


def section_of(article: "ArticlePage", sections: list[Section]) -> Section | None:
    """Return the section by the article's own address: no query."""
    parts = article.url_path.rstrip("/").split("/")
    slug = parts[-2] if len(parts) > 1 else ""
    return next((section for section in sections if section.url == f"/{slug}/"), None)


def written(article: "ArticlePage") -> "Publication":
    """Return the public side of a text that is being written, baked for this one look at it."""
    from articles.models import Publication

    return Publication(body_html=baking.render(article), **baking.measure(article))


def card(picture: Picture | None) -> dict | None:
    """Return the picture of a shared link, if it was made at publication."""
    if picture is None:
        return None
    made = picture.find_existing_renditions(*pictures.filters(pictures.CARD))
    for rendition in made.values():
        return {"url": addresses.absolute(rendition.url), "width": rendition.width, "height": rendition.height}
    return None
