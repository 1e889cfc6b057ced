"""What is rendered once, at publication: the body's HTML, its words, its minutes; and the row that lists read.

``RENDERER`` is the version of the templates under ``templates/articles/blocks``: raise it when one of them changes, and
``manage.py rebake`` bakes what is older.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles import body
from newsroom.rtl import reading
from newsroom.rtl.bidi import is_blank

if TYPE_CHECKING:
    from articles.models import ArticlePage

RENDERER = 1
_PARAGRAPH = re.compile(r"<p\b[^>]*>")
_KEYS_OF_DRAFTAIL = re.compile(r' data-block-key="[^"]*"')
_EMPTY_PARAGRAPHS = re.compile(r"<p>(?:\s|&nbsp;|<br\s*/?>)*</p>")


def render(article: "ArticlePage") -> SafeString:
    """Return the body as readers see it; the dateline opens its first paragraph, wherever that stands."""
    parts, line = [], dateline(article)
    for block in article.body:
        html = block.render_as_block()
        if block.block_type == "paragraph":
            html = _EMPTY_PARAGRAPHS.sub("", _KEYS_OF_DRAFTAIL.sub("", html))
            if line and (first := _PARAGRAPH.search(html)):
                html, line = f"{html[: first.end()]}{line}{html[first.end() :]}", ""
        parts.append(html.strip())
    # Each part is a block's own template, escaped there; the dateline is escaped below.
    return mark_safe("\n".join(parts))  # noqa: S308


def dateline(article: "ArticlePage") -> SafeString | str:
    """Return «سيول، كوريا الجنوبية (أ ف ب) – » in its span, or nothing where the article names no place."""
    if is_blank(article.place):
        return ""
    agency = "" if is_blank(article.agency) else format_html(" (<bdi>{}</bdi>)", article.agency)
    return format_html('<span class="dateline"><bdi>{}</bdi>{} – </span>', article.place, agency)


def measure(article: "ArticlePage") -> dict[str, int]:
    """Return ``words`` and ``minutes`` of the body; dateline, captions and «read also» do not count."""
    text = body.plain(article)
    shown = sum(1 for picture in body.pictures(article) if picture) + bool(article.lead)
    return {"words": reading.words(text), "minutes": reading.minutes(text, pictures=shown)}


def bake(article: "ArticlePage") -> None:
    """Render the live version of ``article`` and store it. Call it inside the transaction of the change."""
    from articles.models import Publication

    Publication.objects.filter(pk=article.pk).update(
        body_html=render(article), renderer=RENDERER, **measure(article)
    )


@transaction.atomic
def rebake(articles: "Iterable[ArticlePage]") -> int:
    """Bake live articles anew (a template, a picture or a neighbour changed); return how many."""
    from articles import freshness

    count = 0
    for article in articles:
        bake(article)
        freshness.changed(article)
        count += 1
    return count
