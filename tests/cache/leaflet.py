"""A tiny site whose pages the cache keeps. Its texts are in ``texts``; ``rendered`` counts what was rendered."""

from collections import Counter
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.urls import path
from django.utils import timezone

from newsroom.cache.tagging import tag

LONG = "قالت البلدية إن الميناء القديم يفتح أبوابه يوم الجمعة. " * 40
texts: dict[str, str] = {}
rendered: Counter[str] = Counter()
schedule: list[datetime] = []


def next_moment() -> datetime | None:
    return min(schedule, default=None)


def story(request: HttpRequest, name: str) -> HttpResponse:
    rendered[name] += 1
    return tag(HttpResponse(texts.get(name, LONG)), f"article:{name}", "front")


def listing(request: HttpRequest) -> HttpResponse:
    rendered["listing"] += 1
    after = request.GET.get("after", "")
    if after == "nothing":
        return tag(HttpResponse("لا شيء", status=404), "front", params=["after"])
    return tag(HttpResponse(f"<p>بعد {after}</p>"), "front", params=["after"])


def brief(request: HttpRequest) -> HttpResponse:
    rendered["brief"] += 1
    return tag(HttpResponse("قصير"), until=timezone.now() + timedelta(seconds=20))


def missing(request: HttpRequest) -> HttpResponse:
    rendered["missing"] += 1
    return tag(HttpResponse("ليس هنا", status=404), "front")


def moved(request: HttpRequest) -> HttpResponse:
    rendered["moved"] += 1
    return tag(HttpResponsePermanentRedirect("/story/harbour/"), "front")


def broken(request: HttpRequest) -> HttpResponse:
    rendered["broken"] += 1
    return tag(HttpResponse("عطل", status=500), "front")


def untagged(request: HttpRequest) -> HttpResponse:
    rendered["untagged"] += 1
    return HttpResponse(LONG)


def personal(request: HttpRequest, way: str) -> HttpResponse:
    """One reader's page, tagged all the same."""
    rendered["personal"] += 1
    response = tag(HttpResponse(LONG), "front")
    if way == "cookie":
        response.set_cookie("choice", "1")
    elif way == "varied":
        response["Vary"] = "Cookie"
    elif way == "language":
        response["Vary"] = "Accept-Language"
    elif way == "streamed":
        response = tag(StreamingHttpResponse([LONG.encode()]), "front")
    elif way == "no-store":
        response["Cache-Control"] = "no-store"
    return response


urlpatterns = [
    path("story/<name>/", story),
    path("listing/", listing),
    path("brief/", brief),
    path("missing/", missing),
    path("moved/", moved),
    path("broken/", broken),
    path("untagged/", untagged),
    path("personal/<way>/", personal),
]
