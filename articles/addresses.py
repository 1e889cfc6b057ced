"""Addresses of the paper: words that no section may take, and where an article is found."""

from collections.abc import Iterable
from functools import lru_cache
from re import fullmatch
from urllib.parse import urljoin

from django.conf import settings
from django.urls import register_converter, reverse
from django.urls.converters import IntConverter, StringConverter

# The first word of an address that belongs to something else (design: public addresses).
RESERVED = frozenset(
    "a account admin archive author comments corrections en feed health media news-sitemap robots search site"
    " sitemap static styleguide tag team".split()
)


class Id(IntConverter):
    """``<id:…>`` in an address: SQLite answers a number that no column can hold with an error, not with «none»."""

    regex = "[0-9]{1,10}"


def ids(written: Iterable[str]) -> list[str]:
    """Return which of these, sent with an address or a form, can be the id of something (see ``Id``)."""
    return [number for number in written if fullmatch(Id.regex, number)]


class Name(StringConverter):
    """``<name:…>`` in an address, which is looked up in a column of text: PostgreSQL answers NUL with an error."""

    regex = "[^/\\x00]+"


register_converter(Id, "id")
register_converter(Name, "name")


def absolute(path: str) -> str:
    """Return the full address of a path on the public site; one that is full already (a CDN's) stays."""
    return urljoin(settings.SITE_URL, path)


def short(pk: int | None) -> str:
    """Return the full short address of an article, plain ASCII, for sharing; the preview of an unsaved one has none."""
    return absolute(reverse("short_link", args=(pk,)) if pk else "/")


@lru_cache(maxsize=4096)
def of_article(url_path: str, pk: int, slug: str) -> str:
    """Return the path of an article: by its section, which is read from its place in the tree, its id and its slug."""
    return reverse("article", args=(url_path.rstrip("/").split("/")[-2], pk, slug))
