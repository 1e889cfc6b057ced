"""The sizes of pictures that readers are sent. They are made at publication, never in a reader's request."""

import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wagtail.images.models import Filter, SourceImageIOError

from articles import addresses, body

if TYPE_CHECKING:
    from articles.models import ArticlePage
    from newsroom.images.models import Picture

logger = logging.getLogger(__name__)

# The words of the templates' picture tags, in the same order: a size is found by its words.
STORY = ("format-{avif,webp,jpeg}", "width-{480,800,1200}")
CARD = ("fill-1200x630", "format-jpeg")
FACE = ("fill-96x96",)
PORTRAIT = ("fill-192x192",)


def develop(article: "ArticlePage") -> None:
    """Make the sizes of every picture of the article that are still missing (up to some seconds for each picture)."""
    for picture, sizes in _wanted(article):
        make(picture, *sizes)


def are_missing(article: "ArticlePage") -> bool:
    """Say whether a size of one of the article's pictures is still to be made: looked up, nothing is made."""
    return any(
        len(picture.find_existing_renditions(*wanted)) < len(wanted)
        for picture, sizes in _wanted(article)
        for wanted in [filters(*sizes)]
    )


def _wanted(article: "ArticlePage") -> Iterator[tuple["Picture", Sequence[Sequence[str]]]]:
    if article.lead:
        yield article.lead, (CARD,)
    for picture in filter(None, (*body.lead_pictures(article), *body.pictures(article))):
        yield picture, (STORY,)
    for signature in article.byline.all():
        face = (signature.person or signature.team).picture
        if face:
            yield face, (FACE, PORTRAIT)


def make(picture: "Picture", *sizes: Sequence[str]) -> None:
    """Make the missing sizes of one picture; a file that cannot be read is told to the log, by its number."""
    try:
        picture.get_renditions(*filters(*sizes))
    except (SourceImageIOError, OSError):
        logger.exception("The sizes of picture %s could not be made", picture.pk)


def filters(*sizes: Sequence[str]) -> list[Filter]:
    """Return what the words of picture tags stand for, one filter for each size and format."""
    return [Filter(spec) for words in sizes for spec in Filter.expand_spec(words)]


def teaser(picture: "Picture | None") -> dict | None:
    """Return what a list shows the picture by: each format's ``sources``, and ``src`` and size of the last one.

    Widths and heights are words here, for they stand in attributes. None where the sizes were not made.
    """
    made = picture.find_existing_renditions(*filters(STORY)) if picture else {}
    by_format: dict[str, list] = {}
    for size in filters(STORY):
        if size in made:
            by_format.setdefault(size.spec.split("|")[0].removeprefix("format-"), []).append(made[size])
    sources = [
        {"type": f"image/{kind}", "srcset": ", ".join(f"{one.url} {one.width}w" for one in sizes)}
        for kind, sizes in by_format.items()
    ]
    if not sources:
        return None
    plainest, smallest = sources.pop(), list(by_format.values())[-1][0]
    size = {"width": str(smallest.width), "height": str(smallest.height)}
    return size | {"sources": sources, "src": smallest.url, "srcset": plainest["srcset"]}


def card(picture: "Picture | None") -> dict | None:
    """Return ``url``, ``width``, ``height`` and ``alt`` of the picture of a shared link, if that size was made."""
    made = picture.find_existing_renditions(*filters(CARD)) if picture else {}
    for rendition in made.values():
        size = {"width": rendition.width, "height": rendition.height}
        return size | {"url": addresses.absolute(rendition.url), "alt": picture.description}
    return None
