"""How a view says what its page shows, so that the page may be kept and is dropped when that changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.http import HttpResponseBase
from django.utils.timezone import is_aware

EVERY_PAGE = "site"
Response = TypeVar("Response", bound=HttpResponseBase)


@dataclass(frozen=True, slots=True)
class Label:
    """What is written on a response: its tags, the query names it knows, and when it must be gone."""

    tags: frozenset[str]
    params: frozenset[str] = frozenset()
    until: datetime | None = None


def check(tags: Iterable[str]) -> frozenset[str]:
    """Return the tags as a set; raise ValueError for one that could not stand in a header or in the table."""
    for name in (tags := frozenset(tags)):
        if not (name and name.isascii() and name.isprintable() and len(name) <= 100) or set(name) & set(" ,;*"):
            raise ValueError(f"{name!r} is no tag: ASCII without spaces, commas, semicolons or stars, 1 to 100 long.")
    return tags


def tag(response: Response, *tags: str, until: datetime | None = None, params: Iterable[str] = ()) -> Response:
    """Allow ``response`` to be kept under ``tags`` (and ``site``), and return it.

    ``params`` are the query names that the page knows: every other one is ignored when a kept page is looked up,
    so a view names the same ones in all its answers. ``until`` is an aware moment past which the page must not
    live. Called again, it adds tags and names and keeps the earlier moment.
    """
    if until is not None and not is_aware(until):
        raise ValueError("until must be an aware moment.")
    before = label(response) or Label(frozenset({EVERY_PAGE}))
    moments = [moment for moment in (before.until, until) if moment]
    response.cache_label = Label(
        before.tags | check(tags), before.params | frozenset(params), min(moments) if moments else None
    )
    return response


def label(response: HttpResponseBase) -> Label | None:
    """Return what ``tag`` wrote on the response, or None."""
    return getattr(response, "cache_label", None)
