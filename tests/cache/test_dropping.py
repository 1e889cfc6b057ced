"""When a kept page is worth nothing any more: a tag rose, its time is up, a moment came."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction

from newsroom.cache.versions import bump
from tests.cache import leaflet

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def site(site, transactional_db):
    """Changes are committed for real: versions in Redis rise with the commit."""
    return site


@pytest.mark.parametrize("tag", ["article:harbour", "front", "site"])
def test_the_next_reader_after_a_change_gets_the_new_page(site, tag):
    site.get("/story/harbour/")
    with transaction.atomic():
        leaflet.texts["harbour"] = "جديد"
        bump(tag)
    assert site.get("/story/harbour/").content.decode() == "جديد"
    site.get("/story/harbour/")
    assert leaflet.rendered == {"harbour": 2}


def test_a_change_elsewhere_drops_nothing(site):
    site.get("/story/harbour/")
    bump("article:bridge", "team:1")
    site.get("/story/harbour/")
    assert leaflet.rendered == {"harbour": 1}


def test_a_change_that_is_rolled_back_drops_nothing_for_good(site, settings):
    site.get("/story/harbour/")
    with pytest.raises(RuntimeError), transaction.atomic():
        bump("front")
        raise RuntimeError
    site.get("/story/harbour/")
    site.get("/story/harbour/")
    # In Redis the tag is open until the deadline, so that the page is rendered each time; it is never a stale one.
    in_redis = settings.CACHES["default"]["BACKEND"].endswith("RedisCache")
    assert leaflet.rendered == {"harbour": 3 if in_redis else 1}


def test_a_page_is_rendered_anew_when_its_seconds_are_over(site):
    with time_machine.travel(NOON, tick=False) as clock:
        site.get("/story/harbour/")
        clock.shift(59)
        site.get("/story/harbour/")
        assert leaflet.rendered == {"harbour": 1}
        clock.shift(1)
        site.get("/story/harbour/")
        assert leaflet.rendered == {"harbour": 2}


def test_no_page_outlives_the_next_scheduled_moment(site):
    with time_machine.travel(NOON, tick=False) as clock:
        leaflet.schedule.append(NOON + timedelta(seconds=10))
        assert site.get("/story/harbour/")["Cache-Control"] == "public, max-age=0, s-maxage=10"
        clock.shift(9.5)
        assert site.get("/story/harbour/")["Cache-Control"] == "public, max-age=0, s-maxage=0"
        clock.shift(0.5)
        leaflet.schedule.clear()
        assert site.get("/story/harbour/")["Cache-Control"] == "public, max-age=0, s-maxage=60"
        assert leaflet.rendered == {"harbour": 2}


def test_a_page_learns_of_a_moment_that_was_set_after_it_was_kept(site):
    with time_machine.travel(NOON, tick=False) as clock:
        site.get("/story/harbour/")
        leaflet.schedule.append(NOON + timedelta(seconds=10))
        bump("schedule")
        assert site.get("/story/harbour/")["Cache-Control"] == "public, max-age=0, s-maxage=10"
        assert leaflet.rendered == {"harbour": 1}
        clock.shift(10)
        site.get("/story/harbour/")
        assert leaflet.rendered == {"harbour": 2}


def test_while_something_is_overdue_pages_live_for_seconds(site):
    with time_machine.travel(NOON, tick=False) as clock:
        leaflet.schedule.append(NOON - timedelta(seconds=1))
        assert site.get("/story/harbour/")["Cache-Control"] == "public, max-age=0, s-maxage=5"
        clock.shift(5)
        site.get("/story/harbour/")
        assert leaflet.rendered == {"harbour": 2}


def test_a_page_ends_at_the_moment_that_its_view_named(site):
    with time_machine.travel(NOON, tick=False) as clock:
        assert site.get("/brief/")["Cache-Control"] == "public, max-age=0, s-maxage=20"
        clock.shift(20)
        site.get("/brief/")
        assert leaflet.rendered == {"brief": 2}


def test_the_answer_names_its_tags_for_a_cdn(site):
    assert site.get("/story/harbour/")["Surrogate-Key"] == "article:harbour front site"
