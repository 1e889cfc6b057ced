"""The page cache, first in line: it answers before sessions, policies or a view are asked."""

import time
from collections.abc import Callable
from enum import Enum

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from newsroom.cache import compression, moments, versions
from newsroom.cache.pages import Lifetime, Page, answer, dress, public, seal
from newsroom.cache.shelf import Address, shelf
from newsroom.cache.tagging import label
from newsroom.cache.turns import Turn, Turns

# Never the same for everybody, or served by somebody else.
NEVER = ("/admin/", "/account/", "/health/", "/static/", "/media/")
PRIVATE = "private, no-cache"
TRIES = 3


class Standing(Enum):
    """What a kept page is worth now."""

    GOOD = "good"
    OLD = "old"  # nothing in it changed, but its time is up: good enough while somebody renders it anew
    GONE = "gone"


class PageCacheMiddleware:
    """Keeps what views tagged, and answers from it while no tag of the page has risen since its rendering began."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.turns = Turns()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} or request.path.startswith(NEVER):
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or "HTTP_AUTHORIZATION" in request.META:
            response = unkept(self.get_response(request), request, private=True)
            response.headers.setdefault("Cache-Control", PRIVATE)  # also where the session made it nobody else's
            return response
        mark = versions.now() if settings.PAGE_CACHE_SECONDS else None
        if mark is None:
            return unkept(self.get_response(request), request)
        try:
            request.get_host()  # a page answers for every host of ours, and for none else
        except DisallowedHost:
            return self.get_response(request)  # the refusal is made further in, and gets every header on its way out
        return self._answer(request, mark)

    def _answer(self, request: HttpRequest, mark: versions.Mark) -> HttpResponse:
        """Answer from a kept page, or let one thread render it while the others wait."""
        for _ in range(TRIES):
            address = shelf.address(request)
            page, standing = find(address, mark)
            if standing is Standing.GOOD:
                return answer(page, request)
            subject = address or (request.scheme, request.path, request.META.get("QUERY_STRING", ""))
            turn, mine = self.turns.join((subject, request.method))
            if mine:
                return self._take_turn(request, mark, subject, turn)
            if standing is Standing.OLD:
                return answer(page, request)
            if not turn.wait() or (mark := versions.now()) is None:
                break
        return unkept(self.get_response(request), request)

    def _take_turn(self, request: HttpRequest, mark: versions.Mark, subject: Address, turn: Turn) -> HttpResponse:
        """Render; who came second by a hair finds the page that the first one kept."""
        try:
            page, standing = find(shelf.address(request), mark)
            if standing is Standing.GOOD:
                turn.kept = True
                return answer(page, request)
            response = self.get_response(request)
            if not public(response):
                return response
            if request.method == "HEAD":
                return unkept(response, request)
            page = keep(request, response, mark)
            turn.kept = page is not None
            return dress(response, page, request) if page else unkept(response, request)
        finally:
            self.turns.end((subject, request.method), turn)


def find(address: Address | None, mark: versions.Mark) -> tuple[Page | None, Standing]:
    """Return the page that stands at the address and what it is worth at ``mark``."""
    page = shelf.get(address)
    if page is None:
        return None, Standing.GONE
    life = page.life
    if life.is_over():
        return None, Standing.GONE  # before a new moment is learnt: while something is overdue, there is always one
    if life.checked != mark:
        # Something, somewhere, was changed since this page was looked at last.
        if not versions.unchanged(page.tags, since=life.born):
            shelf.drop(address, page)
            return None, Standing.GONE
        life.moment = moments.earliest(life.until, moments.known(mark))
        life.checked = mark
    if life.is_over():
        return None, Standing.GONE
    return page, Standing.GOOD if time.time() < life.expires else Standing.OLD


def keep(request: HttpRequest, response: HttpResponse, mark: versions.Mark) -> Page | None:
    """Put the rendered page on the shelf under the versions at ``mark``, which was read before it was begun."""
    params = label(response).params
    if response.status_code != 200 and request.GET and shelf.address(request) is None:
        # A refusal that may be owed to a parameter nobody named yet would stand where the page itself belongs.
        return None
    page = seal(response, compression.PRESSES, lifetime(response, mark), compression.FOR_MANY)
    shelf.learn(request.path, params)
    shelf.put(shelf.address(request), page)
    return page


def lifetime(response: HttpResponse, mark: versions.Mark | None) -> Lifetime:
    """Return when the response ends: after ``PAGE_CACHE_SECONDS``, at its own moment or at the next scheduled one."""
    own = label(response).until
    until = own.timestamp() if own else None
    moment = moments.earliest(until, moments.upcoming(mark))
    return Lifetime(born=mark, expires=time.time() + settings.PAGE_CACHE_SECONDS, until=until, moment=moment)


def unkept(response: HttpResponse, request: HttpRequest, private: bool = False) -> HttpResponse:
    """Give a public page that is not kept the same headers and compression; leave every other response alone."""
    if not public(response):
        return response
    wish = compression.taken(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    life = Lifetime(born=None, expires=0, until=None, moment=None) if private else lifetime(response, None)
    levels = compression.FOR_ONE if private else compression.FOR_MANY
    return dress(response, seal(response, [wish], life, levels), request, PRIVATE if private else "")
