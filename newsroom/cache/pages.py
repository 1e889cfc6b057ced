"""A rendered page as it is kept and sent: its bytes, compressed once, and the headers a browser and a CDN need."""

import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.http import parse_etags

from newsroom.cache import compression, versions
from newsroom.cache.tagging import label

KEEPABLE = {200, 301, 302, 307, 308, 404, 410}
CDN_SECONDS = 60
# What is written anew each time the page is sent.
OWN_HEADERS = {"content-length", "content-encoding", "vary", "etag", "cache-control", "surrogate-key", "date"}


def public(response: HttpResponseBase) -> bool:
    """Whether the response is the same for every reader: a view tagged it, and nothing in it is one reader's."""
    return bool(
        label(response)
        and response.status_code in KEEPABLE
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not response.has_header("Content-Encoding")
        and response.get("Vary", "Accept-Encoding").strip().lower() == "accept-encoding"
    )


@dataclass(slots=True)
class Lifetime:
    """When a page was begun and when it ends. Times are seconds since 1970; ``moment`` None means no moment."""

    born: versions.Mark | None
    expires: float
    moment: float | None
    # The last mark at which the page was known to be good: while the counter stands there, nothing needs asking.
    checked: versions.Mark | None = None


@dataclass
class Page:
    """One answer, without the request that it was made for. Nothing but its lifetime changes after ``seal``."""

    status: int
    headers: dict[str, str]
    bodies: dict[str, bytes]
    length: int
    etag: str
    tags: tuple[str, ...]
    life: Lifetime

    @cached_property
    def size(self) -> int:
        """Bytes of memory, roughly."""
        texts = [*self.headers, *self.headers.values(), *self.tags]
        return sum(map(len, self.bodies.values())) + sum(len(text) + 50 for text in texts) + 1000

    def cache_control(self) -> str:
        """Readers ask again each time; a CDN may keep the page for a minute, but past no scheduled moment."""
        left = CDN_SECONDS if self.life.moment is None else self.life.moment - time.time()
        return f"public, max-age=0, s-maxage={max(0, min(CDN_SECONDS, int(left)))}"


def seal(response: HttpResponse, encodings: Iterable[str], life: Lifetime) -> Page:
    """Take a page off the response; ``encodings`` are made now (plain bytes stay as they are where that saves none)."""
    body = response.content
    pressed = compression.worthwhile(body, response.get("Content-Type", ""))
    etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"' if response.status_code == 200 else ""
    return Page(
        status=response.status_code,
        headers={name: value for name, value in response.items() if name.lower() not in OWN_HEADERS},
        bodies=compression.press(body, encodings if pressed else [compression.IDENTITY]),
        length=len(body),
        etag=etag,
        tags=tuple(sorted(label(response).tags)),
        life=life,
    )


def answer(page: Page, request: HttpRequest) -> HttpResponse:
    """Make a response from a kept page."""
    return dress(HttpResponse(status=page.status, headers=page.headers), page, request)


def dress(response: HttpResponse, page: Page, request: HttpRequest, cache_control: str = "") -> HttpResponse:
    """Put the page's bytes and headers on ``response``, as this request wants them; return it, or a 304."""
    own = {"Cache-Control": cache_control or page.cache_control(), "Vary": "Accept-Encoding"}
    own["Surrogate-Key"] = " ".join(page.tags)
    if page.etag:
        own["ETag"] = page.etag
        if _known(page.etag, request.META.get("HTTP_IF_NONE_MATCH")):
            return HttpResponseNotModified(headers=own)
    wish = compression.taken(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    if request.method == "HEAD" and wish not in page.bodies:
        encoding, body, length = compression.IDENTITY, b"", page.length
    else:
        encoding, body = compression.in_encoding(page.bodies, wish)
        length = len(body)
    if encoding != compression.IDENTITY:
        own["Content-Encoding"] = encoding
    own["Content-Length"] = str(length)
    response.content = b"" if request.method == "HEAD" else body
    for name, value in own.items():
        response.headers[name] = value
    return response


def _known(etag: str, if_none_match: str | None) -> bool:
    """Weak comparison: the reader has the same page, in whatever encoding."""
    if not if_none_match:
        return False
    return any(one == "*" or one.removeprefix("W/") == etag.removeprefix("W/") for one in parse_etags(if_none_match))
