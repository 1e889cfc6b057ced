"""Which answers the page cache keeps, and for whom."""

import pytest
from django.db import connection

from newsroom.cache.shelf import shelf
from tests.cache import leaflet


def test_a_tagged_page_is_rendered_once(site):
    first = site.get("/story/harbour/")
    second = site.get("/story/harbour/")
    assert second.content == first.content == leaflet.LONG.encode()
    assert leaflet.rendered == {"harbour": 1}


def test_a_kept_page_has_every_header_of_the_first(site):
    first, second = site.get("/story/harbour/"), site.get("/story/harbour/")
    assert dict(second.items()) == dict(first.items())
    assert "default-src 'none'" in second["Content-Security-Policy"]
    assert second["X-Content-Type-Options"] == "nosniff"


def test_an_untagged_page_is_rendered_each_time_and_left_as_it_is(site):
    responses = [site.get("/untagged/", headers={"accept-encoding": "br, gzip"}) for _ in range(2)]
    assert leaflet.rendered == {"untagged": 2}
    assert [response.get("Content-Encoding") for response in responses] == [None, None]
    assert [response.get("Cache-Control") for response in responses] == [None, None]


@pytest.mark.parametrize("way", ["cookie", "varied", "language", "streamed", "no-store"])
def test_what_may_be_one_readers_own_is_never_kept(site, way):
    responses = [site.get(f"/personal/{way}/") for _ in range(2)]
    assert leaflet.rendered == {"personal": 2}
    assert len(shelf) == 0
    assert [response.get("Surrogate-Key") for response in responses] == [None, None]


def test_an_error_is_never_kept(site):
    assert [site.get("/broken/").status_code for _ in range(2)] == [500, 500]
    assert leaflet.rendered == {"broken": 2}


@pytest.mark.parametrize(("address", "status"), [("/missing/", 404), ("/moved/", 301)])
def test_a_tagged_refusal_or_redirect_is_kept_with_its_status(site, address, status):
    first, second = site.get(address), site.get(address)
    assert (first.status_code, second.status_code) == (status, status)
    assert second.content == first.content
    assert second.get("Location") == first.get("Location")
    assert sum(leaflet.rendered.values()) == 1


def test_who_carries_a_session_gets_a_page_of_his_own_that_no_cdn_keeps(site, settings):
    site.get("/story/harbour/")
    site.cookies[settings.SESSION_COOKIE_NAME] = "somebody"
    response = site.get("/story/harbour/", headers={"accept-encoding": "gzip"})
    assert leaflet.rendered == {"harbour": 2}
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Encoding"] == "gzip"


def test_another_cookie_changes_nothing(site):
    site.get("/story/harbour/")
    site.cookies["_ga"] = "GA1.1.1"
    assert site.get("/story/harbour/")["Cache-Control"].startswith("public")
    assert leaflet.rendered == {"harbour": 1}


def test_a_post_is_never_answered_from_the_cache(site):
    site.get("/story/harbour/")
    site.post("/story/harbour/")
    assert leaflet.rendered == {"harbour": 2}


def test_a_page_answers_for_every_host_of_ours_and_for_none_else(site, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    assert site.get("/story/harbour/", headers={"host": "one.example"}).status_code == 200
    assert site.get("/story/harbour/", headers={"host": "two.example"}).status_code == 200
    assert site.get("/story/harbour/", headers={"host": "evil.example"}).status_code == 400
    assert leaflet.rendered == {"harbour": 1}


def test_a_page_of_https_does_not_stand_where_plain_http_is_sent_away(site):
    site.get("/story/harbour/", secure=True)
    site.get("/story/harbour/")
    assert leaflet.rendered == {"harbour": 2}


def test_with_the_cache_off_pages_are_rendered_each_time_and_sent_with_the_same_headers(site, settings):
    kept = dict(site.get("/story/harbour/", headers={"accept-encoding": "br"}).items())
    settings.PAGE_CACHE_SECONDS = 0
    shelf.clear()
    for _ in range(2):
        assert dict(site.get("/story/harbour/", headers={"accept-encoding": "br"}).items()) == kept
    assert leaflet.rendered == {"harbour": 3}
    assert len(shelf) == 0


def test_a_hit_costs_one_look_at_the_versions_and_nothing_else(site, settings, django_assert_num_queries):
    site.get("/story/harbour/")
    site.get("/story/harbour/")
    # Redis is no query, and SQLite is asked past Django's cursor, which counts.
    counted = connection.vendor != "sqlite" and not settings.CACHES["default"]["BACKEND"].endswith("RedisCache")
    with django_assert_num_queries(1 if counted else 0):
        site.get("/story/harbour/")


@pytest.mark.parametrize("address", ["/", "/no-such-page/", "/politics"])
def test_nothing_that_a_session_was_shown_is_kept_on_its_way(house, client, settings, address):
    client.cookies[settings.SESSION_COOKIE_NAME] = "short"  # Django sends this one back, to be deleted
    assert client.get(address)["Cache-Control"] == "private, no-cache"
