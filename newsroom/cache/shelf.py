"""Where pages stand in this process: the most recently read ones, up to so many megabytes."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

from newsroom.cache.pages import Page

Address = tuple
PATHS = 20_000


class Shelf:
    """Pages by address, bounded in bytes. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.clear()

    def clear(self) -> None:
        """Take everything down."""
        with self._lock:
            self._pages: OrderedDict[Address, Page] = OrderedDict()
            self._params: OrderedDict[str, tuple[str, ...]] = OrderedDict()
            self.bytes = 0

    def __len__(self) -> int:
        return len(self._pages)

    def address(self, request: HttpRequest) -> Address | None:
        """Return where the request's page stands: scheme, path and the parameters that the path's page knows.

        None when no page of this path was kept yet, so that nothing is known of its parameters.
        """
        params = self._params.get(request.path)
        if params is None:
            return None
        # The names are part of the address: should the page learn another one, what stood there is out of reach.
        values = tuple(tuple(request.GET.getlist(name)) for name in params) if params else ()
        return (request.scheme, request.path, params, values)

    def learn(self, path: str, params: Iterable[str]) -> None:
        """Remember that the page at ``path`` knows these query names."""
        with self._lock:
            self._params[path] = tuple(sorted({*params, *self._params.get(path, ())}))
            self._params.move_to_end(path)
            while len(self._params) > PATHS:
                self._params.popitem(last=False)

    def get(self, address: Address | None) -> Page | None:
        """Return the page that stands at the address."""
        with self._lock:
            if page := self._pages.get(address):
                self._pages.move_to_end(address)
            return page

    def put(self, address: Address, page: Page) -> None:
        """Keep a page; the ones read longest ago make room. One larger than the shelf is not kept."""
        room = settings.PAGE_CACHE_MB * 1_000_000
        with self._lock:
            self._remove(address)
            if page.size > room:
                return
            self._pages[address] = page
            self.bytes += page.size
            while self.bytes > room:
                self._remove(next(iter(self._pages)))

    def drop(self, address: Address, page: Page) -> None:
        """Take the page down, unless another one stands there by now."""
        with self._lock:
            if self._pages.get(address) is page:
                self._remove(address)

    def _remove(self, address: Address) -> None:
        if page := self._pages.pop(address, None):
            self.bytes -= page.size


shelf = Shelf()
