"""Compressed bytes, and which of them a reader's browser takes."""

import gzip
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, wraps

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

IDENTITY = "identity"
# In the order of our liking; each takes the body and how hard to press it. For a page that is kept, brotli 5 and gzip 6
# cost about a millisecond each for 50 KB (brotli 11 ninety). A page that one reader is sent once is pressed at a third
# of that, and a sixth larger.
PRESSES = {
    "br": lambda body, level: brotli.compress(body, mode=brotli.MODE_TEXT, quality=level),
    "gzip": lambda body, level: gzip.compress(body, level, mtime=0),
}
FOR_MANY = {"br": 5, "gzip": 6}
FOR_ONE = {"br": 3, "gzip": 3}
LEAST_BYTES = 256
TEXTUAL = ("text/", "application/json", "application/xml", "application/rss+xml", "application/atom+xml")
ALSO_TEXTUAL = ("application/feed+json", "application/manifest+json", "application/javascript", "image/svg+xml")


def worthwhile(body: bytes, content_type: str) -> bool:
    """Whether compressing the body saves a reader anything."""
    return len(body) >= LEAST_BYTES and content_type.startswith(TEXTUAL + ALSO_TEXTUAL)


def press(body: bytes, encodings: Iterable[str], levels: Mapping[str, int] = FOR_MANY) -> dict[str, bytes]:
    """Return the body in each of the encodings."""
    return {name: PRESSES[name](body, levels[name]) if name in PRESSES else body for name in encodings}


def pressed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view whose pages are kept for nobody, so that they are sent compressed all the same.

    For pages without anything secret only: beside words that a stranger chose, the length of what is compressed gives a
    secret away (BREACH, 2013).
    """

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Accept-Encoding"])
        encoding = taken(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding in PRESSES:
            render_later = getattr(response, "add_post_render_callback", lambda act: act(response))
            render_later(lambda rendered: _press_alone(rendered, encoding))
        return response

    return answer


def _press_alone(response: HttpResponse, encoding: str) -> None:
    if worthwhile(response.content, response.get("Content-Type", "")):
        response.content = PRESSES[encoding](response.content, FOR_ONE[encoding])
        response["Content-Encoding"] = encoding


def in_encoding(bodies: Mapping[str, bytes], encoding: str) -> tuple[str, bytes]:
    """Return (encoding, bytes) for a reader who takes ``encoding``; plain bytes are unpacked where none are kept."""
    if encoding in bodies:
        return encoding, bodies[encoding]
    if IDENTITY in bodies:
        return IDENTITY, bodies[IDENTITY]
    return IDENTITY, gzip.decompress(bodies["gzip"])


@lru_cache(maxsize=256)
def taken(accept_encoding: str) -> str:
    """Return the encoding to send to a reader with this ``Accept-Encoding``: the dearest to it, then to us."""
    wishes: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameters = part.partition(";")
        wishes[name.strip()] = _weight(parameters)
    weights = {encoding: wishes.get(encoding, wishes.get("*", 0.0)) for encoding in PRESSES}
    best = max(weights, key=weights.__getitem__)
    return best if weights[best] > 0 and weights[best] >= wishes.get(IDENTITY, 0.0) else IDENTITY


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
