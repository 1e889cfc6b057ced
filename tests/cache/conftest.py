"""A small site with a page cache, for each test anew."""

import pytest

from tests.cache import leaflet


@pytest.fixture
def site(db, client, settings):
    """A client of the tiny site of ``leaflet``; nothing is kept yet, nothing is scheduled."""
    settings.ROOT_URLCONF = "tests.cache.leaflet"
    settings.PAGE_CACHE_NEXT_MOMENT = "tests.cache.leaflet.next_moment"
    settings.PAGE_CACHE_SECONDS = 60
    leaflet.texts.clear()
    leaflet.rendered.clear()
    leaflet.schedule.clear()
    return client
