"""What is peculiar to versions in Redis: changes under way, and a Redis that forgets or cannot be reached."""

import pytest
import redis
import time_machine
from django.db import transaction

from newsroom.cache import in_redis, versions
from tests.cache import leaflet
from tests.cache.conftest import free_port

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shared(settings, redis_url):
    """The site's versions are in Redis."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}}
    in_redis.client().delete(in_redis.key())
    in_redis.owed.clear()
    yield redis.Redis.from_url(redis_url)
    in_redis.client().delete(in_redis.key())


def test_while_a_change_is_under_way_its_pages_are_neither_served_nor_kept(shared, site):
    site.get("/story/harbour/")
    with transaction.atomic():
        versions.bump("article:harbour")
        for _ in range(2):
            site.get("/story/harbour/")
        assert leaflet.rendered == {"harbour": 3}
    site.get("/story/harbour/")
    site.get("/story/harbour/")
    assert leaflet.rendered == {"harbour": 4}


def test_two_changes_of_one_tag_under_way_are_both_waited_for(shared):
    before = versions.now()
    in_redis._run(in_redis.ANNOUNCE, "9999999999999-a", "front")
    in_redis._run(in_redis.ANNOUNCE, "9999999999999-b", "front")
    in_redis.settle("9999999999999-b", ["front"])
    assert not versions.unchanged(["front"], since=versions.now())
    in_redis.settle("9999999999999-a", ["front"])
    assert versions.unchanged(["front"], since=versions.now())
    assert not versions.unchanged(["front"], since=before)


def test_a_change_that_was_never_settled_is_settled_after_its_deadline(shared, site):
    with pytest.raises(RuntimeError), transaction.atomic():
        versions.bump("front")
        raise RuntimeError
    mark = versions.now()
    assert not versions.unchanged(["front"], since=mark)
    with time_machine.travel(in_redis.time.time() + in_redis.OPEN_SECONDS + 1):
        assert not versions.unchanged(["front"], since=mark)
        assert versions.unchanged(["front"], since=versions.now())


def test_when_redis_forgot_everything_no_kept_page_is_served(shared, site):
    site.get("/story/harbour/")
    shared.delete(in_redis.key())
    site.get("/story/harbour/")
    assert leaflet.rendered == {"harbour": 2}
    site.get("/story/harbour/")
    assert leaflet.rendered == {"harbour": 2}


def test_without_redis_pages_are_rendered_and_changes_go_through(shared, site, settings):
    site.get("/story/harbour/")
    reachable = settings.CACHES
    settings.CACHES = {"default": reachable["default"] | {"LOCATION": f"redis://127.0.0.1:{free_port()}/0"}}
    leaflet.texts["harbour"] = "جديد"
    with transaction.atomic():
        versions.bump("article:harbour")
    assert site.get("/story/harbour/").content.decode() == "جديد"
    # Redis is back with what it knew before; this process owes it the change.
    settings.CACHES = reachable
    assert site.get("/story/harbour/").content.decode() == "جديد"
    assert in_redis.owed == set()
