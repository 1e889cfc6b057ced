"""What is rendered once, at publication: the body's HTML, its words, its minutes; and the row that lists read.

Which version of the templates baked an article is stored with it. What an older one baked, or what names a person or a
section that changed since, is rendered anew for each reader until the clock has baked it.
"""

import logging
import re
import zlib
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles import body, bylines, pictures, review
from articles.search import index
from articles.sharing import share
from newsroom.rtl import figures, reading
from newsroom.rtl.bidi import is_blank
from newsroom.rtl.folding import sort_key

if TYPE_CHECKING:
    from articles.models import ArticlePage, Publication
    from articles.models.listing import ArticleQuerySet

logger = logging.getLogger(__name__)
BAKED = "body_html story_html byline_text tags read_also card teaser_picture renderer words minutes".split()
AT_A_TICK = 20
# A number of ours among PostgreSQL's advisory locks.
_THE_OVEN = 7_316_001
NEWEST = ("-publication__listed_at", "-pk")
_SOURCES = ("articles/_*.html", "articles/blocks/*.html", "icons/*.svg")
_PARAGRAPH = re.compile(r"<p\b[^>]*>")
_KEYS_OF_DRAFTAIL = re.compile(r' data-block-key="[^"]*"')
_told: set[int] = set()
_EMPTY_PARAGRAPHS = re.compile(r"<p>(?:\s|&nbsp;|<br\s*/?>)*</p>")


def render(article: "ArticlePage") -> SafeString:
    """Return the body as readers see it; the dateline opens its first paragraph, wherever that stands.

    What the house says inside it («source», «play here») is said in the article's own language.
    """
    parts, line = [], dateline(article)
    with translation.override(article.language):
        blocks = [(block.block_type, block.render_as_block()) for block in article.body]
    for kind, html in blocks:
        if kind == "paragraph":
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
    shown = sum(1 for picture in (*body.lead_pictures(article), *body.pictures(article)) if picture)
    return {"words": reading.words(text), "minutes": reading.minutes(text, pictures=shown)}


@cache
def renderer() -> int:
    """Return the version of the templates that bake: a number made from their text and these settings, never 0."""
    folder = settings.BASE_DIR / "templates"
    text = b"".join(path.read_bytes() for pattern in _SOURCES for path in sorted(folder.glob(pattern)))
    # Dates are baked in too.
    hangs_on = f"{settings.ARABIC_LOCALE} {settings.DIGITS} {settings.TIME_ZONE}".encode()
    return zlib.crc32(text + hangs_on) % 32_767 + 1


def written(article: "ArticlePage") -> "Publication":
    """Return, unsaved, all that is baked of the text that ``article`` holds: what a preview shows, what is stored."""
    from articles.models import Correction, Publication

    now = review.publication_of(article)
    byline, topics = bylines.line(article), sorted(article.tags.all(), key=lambda topic: sort_key(topic.name))
    tags = [f"article:{article.pk}", f"section:{article.section.pk}", *(name.tag for name in byline.entries)]
    baked = Publication(
        article_id=article.pk,
        updated_at=now and now.updated_at,
        body_html=render(article),
        byline_text=byline.text[:1000],
        tags=" ".join([*tags, *(f"topic:{topic.pk}" for topic in topics)]),
        read_also=[page.pk for page in body.parts(article, "read_also") if page],
        card=pictures.card(article.lead),
        teaser_picture=pictures.teaser(article.lead),
        renderer=renderer(),
        **measure(article),
    )
    story = render_to_string(
        "articles/_story.html",
        {
            "article": article,
            "publication": baked,
            "byline": byline,
            "lead": article.lead,
            "gallery": [block.value for block in article.lead_gallery if block.value["picture"]],
            "section": article.section,
            "topics": topics,
            "share": share(article),
            "corrections": list(Correction.objects.filter(article=article)) if article.pk else [],
        },
    )
    baked.story_html = figures.in_html(story)
    return baked


def alone() -> None:
    """Let nobody else bake, or outdate what was baked, until the caller's transaction ends.

    Who publishes bakes the neighbours too: two articles that name each other, published at once, would wait for each
    other for ever, and what one has just baked the other would bake over from an older text. So call it after the lock
    on the article's own row, and before anything is written that readers see or a version is raised. SQLite has one
    writer in any case.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_THE_OVEN])


def bake(article: "ArticlePage") -> None:
    """Render the live version of ``article``, store it and let it be found: inside the transaction of the change."""
    from articles.models import Publication

    baked = written(article)
    stored = {name: getattr(baked, name) for name in BAKED}
    Publication.objects.filter(pk=article.pk).update(**stored)
    index.enter(article)


@transaction.atomic
def rebake(articles: "Iterable[ArticlePage]") -> int:
    """Bake live articles anew (a template, a picture or a neighbour changed), as they are now; return how many."""
    from articles import freshness
    from articles.models import ArticlePage

    alone()
    count = 0
    for pk in [article.pk for article in articles]:
        # Read now: whoever had the oven before may have published another text, or withdrawn it.
        if article := ArticlePage.objects.live().filter(pk=pk).first():
            bake(article)
            freshness.changed(article)
            count += 1
    return count


def rebake_stale() -> int:
    """Bake some of what is stale, newest first; return how many. A duty of the clock.

    One that cannot be baked keeps none of the others waiting: it is told once, and rendered for each reader meanwhile.
    """
    newest = stale().exclude(pk__in=_told).order_by(*NEWEST).only("pk")
    return sum(_rebake_alone(article) for article in newest[:AT_A_TICK])


def _rebake_alone(article: "ArticlePage") -> int:
    try:
        return rebake([article])
    except (OperationalError, InterfaceError):
        raise  # the house is unwell, not the article: the next tick begins where this one ended
    except Exception:
        _told.add(article.pk)
        logger.exception("Article %s could not be baked anew: it waits until the clock is started again", article.pk)
        return 0


def stale() -> "ArticleQuerySet":
    """Return the live articles that an older renderer baked, or that name what changed since."""
    from articles.models import ArticlePage

    return ArticlePage.objects.live().exclude(publication__renderer=renderer())
