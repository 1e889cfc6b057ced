"""The newest articles for feed readers, of the whole paper and of each section: a headline and its standfirst, no body.

RSS 2.0 is for the paper and each section; Atom and JSON Feed tell the same of the whole paper. An item is known by the
article's short address, which no new headline and no other section changes. Pictures are ``media:content``, which
unlike ``enclosure`` asks for no length: the size of a file in a bucket is not known here.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils import feedgenerator
from django.utils.translation import gettext as _

from articles import addresses, frame
from newsroom.rtl.bidi import directed
from newsroom.rtl.folding import sort_key

if TYPE_CHECKING:
    from articles.models.listing import ArticleQuerySet

ITEMS = 30
MEDIA = "http://search.yahoo.com/mrss/"
COLUMNS = [
    *"pk title slug url_path standfirst search_description".split(),
    *(f"publication__{name}" for name in "section listed_at updated_at byline_text card".split()),
]


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a feed, as it is written there; ``picture`` is as ``pictures.card`` made it."""

    address: str
    guid: str
    title: str
    words: str
    names: str
    categories: list[str]
    listed_at: datetime
    updated_at: datetime
    picture: dict | None


class Dated:
    """A feed without items is as old as can be, not as new as its reader: nothing in it changes from look to look."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else datetime(1970, 1, 1, tzinfo=UTC)


class Rss(Dated, feedgenerator.Rss201rev2Feed):
    """RSS 2.0 with the paper's mark, each article's picture and its last update."""

    def rss_attributes(self) -> dict:
        return super().rss_attributes() | {"xmlns:media": MEDIA}

    def add_root_elements(self, handler) -> None:
        super().add_root_elements(handler)
        handler.startElement("image", {})
        handler.addQuickElement("url", addresses.absolute(static("site/icons/favicon-48.png")))
        handler.addQuickElement("title", self.feed["title"])
        handler.addQuickElement("link", self.feed["link"])
        for side in ("width", "height"):
            handler.addQuickElement(side, "48")  # RSS allows no more than 144
        handler.endElement("image")

    def add_item_elements(self, handler, item: dict) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", feedgenerator.rfc3339_date(item["updateddate"]))
        if picture := item["picture"]:
            size = {name: str(picture[name]) for name in ("width", "height")}
            kind = {"type": "image/jpeg", "medium": "image"}
            handler.startElement("media:content", {"url": addresses.absolute(picture["url"])} | kind | size)
            if picture["alt"]:
                handler.addQuickElement("media:description", directed(picture["alt"]), {"type": "plain"})
            handler.endElement("media:content")


class Newest(Feed):
    """The newest articles: all of them, or those of one section (a ``frame.Section``)."""

    feed_type = Rss
    language = settings.LANGUAGE_CODE
    item_guid_is_permalink = True

    def __call__(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Answer without ``Last-Modified``, which a withdrawal turns back: who asked by it would keep what is gone."""
        response = super().__call__(request, *args, **kwargs)
        del response["Last-Modified"]
        return response

    def get_object(self, _request: HttpRequest, section: frame.Section | None = None) -> frame.Section | None:
        return section

    def title(self, section: frame.Section | None) -> str:
        return f"{directed(section.title)} | {settings.WAGTAIL_SITE_NAME}" if section else settings.WAGTAIL_SITE_NAME

    def description(self, section: frame.Section | None) -> str:
        if section is None:
            return _("The news of the day in %(site_name)s") % {"site_name": settings.WAGTAIL_SITE_NAME}
        return directed(_introduction(section)) or self.title(section)

    def link(self, section: frame.Section | None) -> str:
        return addresses.absolute(section.url if section else "/")

    def feed_url(self, section: frame.Section | None) -> str:
        return addresses.absolute(f"{section.url}feed/" if section else "/feed/")

    def items(self, section: frame.Section | None) -> list[Item]:
        from articles.models import ArticlePage

        listed = ArticlePage.objects.listed()
        return newest(listed.filter(publication__section=section.pk) if section else listed)

    def item_title(self, item: Item) -> str:
        return item.title

    def item_description(self, item: Item) -> str | None:
        """Return the standfirst as HTML, which is what readers take a description for."""
        return escape(item.words, quote=False) or None

    def item_link(self, item: Item) -> str:
        return item.address

    def item_guid(self, item: Item) -> str:
        return item.guid

    def item_author_name(self, item: Item) -> str:
        return item.names

    def item_pubdate(self, item: Item) -> datetime:
        return item.listed_at

    def item_updateddate(self, item: Item) -> datetime:
        return item.updated_at

    def item_categories(self, item: Item) -> list[str]:
        return item.categories

    def item_extra_kwargs(self, item: Item) -> dict:
        return {"picture": item.picture}


class Atom(Dated, feedgenerator.Atom1Feed):
    """Atom 1.0."""


class NewestInAtom(Newest):
    """The same as Atom 1.0, for the whole paper."""

    feed_type = Atom
    subtitle = Newest.description

    def feed_url(self, section: frame.Section | None) -> str:
        return addresses.absolute("/feed/atom/")

    def feed_guid(self, section: frame.Section | None) -> str:
        return addresses.absolute("/")


def as_json() -> dict:
    """Return the newest articles of the whole paper as a JSON Feed 1.1."""
    from articles.models import ArticlePage

    feed = Newest()
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title(None),
        "description": feed.description(None),
        "home_page_url": feed.link(None),
        "feed_url": addresses.absolute("/feed.json"),
        "icon": addresses.absolute(static("site/icons/icon-512.png")),
        "language": feed.language,
        "items": [_in_json(item) for item in newest(ArticlePage.objects.listed())],
    }


def _in_json(item: Item) -> dict:
    """Return an item of a JSON Feed, which wants either text or markup of each: the standfirst, or the headline."""
    found = {
        "id": item.guid,
        "url": item.address,
        "title": item.title,
        "content_text": item.words or item.title,
        "date_published": feedgenerator.rfc3339_date(item.listed_at),
        "date_modified": feedgenerator.rfc3339_date(item.updated_at),
        "authors": [{"name": item.names}] if item.names else [],
        "tags": item.categories,
    }
    return found | {"image": addresses.absolute(item.picture["url"])} if item.picture else found


def section_at(slug: str) -> frame.Section:
    """Return the live section with this slug (of what every page knows: no query), or raise ``Http404``."""
    for section in frame.sections():
        if section.url == f"/{slug}/":
            return section
    raise Http404


def newest(articles: "ArticleQuerySet") -> list[Item]:
    """Return the newest of the articles; their topics are one query more."""
    titles = {section.pk: section.title for section in frame.sections()}
    rows = list(articles.order_by("-publication__listed_at", "-publication__article").values(*COLUMNS)[:ITEMS])
    topics = _topics([row["pk"] for row in rows])
    return [
        Item(
            address=addresses.absolute(addresses.of_article(row["url_path"], row["pk"], row["slug"])),
            guid=addresses.short(row["pk"]),
            title=directed(row["title"]),
            words=directed(row["standfirst"] or row["search_description"]),
            names=directed(row["publication__byline_text"]),
            categories=list(
                map(directed, filter(None, [titles.get(row["publication__section"]), *topics.get(row["pk"], [])]))
            ),
            listed_at=row["publication__listed_at"],
            updated_at=row["publication__updated_at"] or row["publication__listed_at"],
            picture=row["publication__card"],
        )
        for row in rows
    ]


def _topics(articles: list[int]) -> dict[int, list[str]]:
    """Return the names of the articles' topics, in the order of the alphabet."""
    from articles.models import Entry

    found: dict[int, list[str]] = {}
    entries = Entry.objects.filter(article__in=articles, topic__isnull=False)
    for pk, name in sorted(entries.values_list("article", "topic__name"), key=lambda row: sort_key(row[1])):
        found.setdefault(pk, []).append(name)
    return found


def _introduction(section: frame.Section) -> str:
    from articles.models import SectionPage

    return SectionPage.objects.filter(pk=section.pk).values_list("introduction", flat=True).first() or ""
