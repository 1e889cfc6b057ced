"""A rendered page as it is kept and sent: its bytes, compressed once, and the headers a browser and a CDN need."""

import hashlib
import time
from collections.abc import Iterable, Mapping
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
    """When a page was begun and when it ends. Times are seconds since 1970, or None.

    ``until`` is the page's own moment, ``moment`` that or the next one of the schedule, whichever comes first.
    """

    born: versions.Mark | None
    expires: float
    until: float | None
    moment: float | None
    # The last mark at which the page was known to be good: while the counter stands there, nothing needs asking.
    checked: versions.Mark | None = None

    def is_over(self) -> bool:
        """Whether the moment has come past which the page must not live."""
        return self.moment is not None and self.moment <= time.time()


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
        return sum(map(len, self.bodies.values())) + 3 * sum(len(text) + 50 for text in texts) + 1000

    def cache_control(self) -> str:
        """Readers ask again each time; a CDN may keep the page for a minute, but past no scheduled moment."""
        left = CDN_SECONDS if self.life.moment is None else self.life.moment - time.time()
        return f"public, max-age=0, s-maxage={max(0, min(CDN_SECONDS, int(left)))}"

    @cached_property
    def all_headers(self) -> dict[str, str]:
        """What the view and the middleware sent, and the headers of ours: everything but length and encoding."""
        return self.headers | self.standing_headers

    @cached_property
    def standing_headers(self) -> dict[str, str]:
        """The headers of every answer made from this page, a 304 among them, but for its ``Cache-Control``."""
        own = {"Vary": "Accept-Encoding", "Surrogate-Key": " ".join(self.tags)}
        return own | {"ETag": self.etag} if self.etag else own

    def bytes_for(self, request: HttpRequest) -> tuple[bytes, dict[str, str]]:
        """Return the body as this request's browser takes it (none for HEAD), and the headers that say so."""
        wish = compression.taken(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if request.method == "HEAD" and wish not in self.bodies:
            return b"", {"Content-Length": str(self.length)}
        encoding, body = compression.in_encoding(self.bodies, wish)
        headers = {"Content-Length": str(len(body))}
        if encoding != compression.IDENTITY:
            headers["Content-Encoding"] = encoding
        return (b"" if request.method == "HEAD" else body), headers

    def is_known_to(self, request: HttpRequest) -> bool:
        """Whether the reader has this page, in whatever encoding (weak comparison)."""
        known = request.META.get("HTTP_IF_NONE_MATCH")
        if not known or not self.etag:
            return False
        return any(one == "*" or one.removeprefix("W/") == self.etag[2:] for one in parse_etags(known))


def seal(response: HttpResponse, encodings: Iterable[str], life: Lifetime, levels: Mapping[str, int]) -> Page:
    """Take a page off the response; ``encodings`` are made now (plain bytes stay as they are where that saves none)."""
    body = response.content
    pressed = compression.worthwhile(body, response.get("Content-Type", ""))
    etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"' if response.status_code == 200 else ""
    return Page(
        status=response.status_code,
        headers={name: value for name, value in response.items() if name.lower() not in OWN_HEADERS},
        bodies=compression.press(body, encodings if pressed else [compression.IDENTITY], levels),
        length=len(body),
        etag=etag,
        tags=tuple(sorted(label(response).tags)),
        life=life,
    )


def answer(page: Page, request: HttpRequest) -> HttpResponse:
    """Make a response from a kept page: all of it, or a 304."""
    if page.is_known_to(request):
        return HttpResponseNotModified(headers=page.standing_headers | {"Cache-Control": page.cache_control()})
    body, headers = page.bytes_for(request)
    headers["Cache-Control"] = page.cache_control()
    return HttpResponse(body, status=page.status, headers=page.all_headers | headers)


def dress(response: HttpResponse, page: Page, request: HttpRequest, cache_control: str = "") -> HttpResponse:
    """Put the page's bytes and headers on the response that it was just taken from; return it, or a 304."""
    control = {"Cache-Control": cache_control or page.cache_control()}
    if page.is_known_to(request):
        return HttpResponseNotModified(headers=page.standing_headers | control)
    response.content, headers = page.bytes_for(request)
    for name, value in (page.standing_headers | headers | control).items():
        response.headers[name] = value
    return response
