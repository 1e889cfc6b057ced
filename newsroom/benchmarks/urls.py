"""The map of the site, and /hello/. Only ``manage.py bench`` uses it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from newsroom.urls import urlpatterns as site


def hello(request: HttpRequest) -> HttpResponse:
    """Answer with as little as a view can, through every middleware."""
    return HttpResponse("Hello, world!", content_type="text/plain")


urlpatterns = [path("hello/", hello), *site]
