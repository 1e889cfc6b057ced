"""The page cache, first in line."""


class PageCacheMiddleware:
    """Placeholder until the cache room is built."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
