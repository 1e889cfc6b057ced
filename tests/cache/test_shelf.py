"""The shelf of one process: bounded in bytes, the page read longest ago goes first."""

import pytest
from django.test import RequestFactory

from newsroom.cache.pages import Lifetime, Page
from newsroom.cache.shelf import PATHS, Shelf


def page(size: int) -> Page:
    return Page(200, {}, {"br": b"x" * size}, size, "", (), Lifetime(("", 1), 0.0, None, None))


@pytest.fixture
def shelf(settings):
    settings.PAGE_CACHE_MB = 1
    return Shelf()


def test_the_page_read_longest_ago_makes_room(shelf):
    for name in "abc":
        shelf.put((name,), page(300_000))
    shelf.get(("a",))
    shelf.put(("d",), page(300_000))
    assert [bool(shelf.get((name,))) for name in "abcd"] == [True, False, True, True]


def test_the_bytes_stay_under_the_bound_however_many_pages_come(shelf):
    for number in range(500):
        shelf.put((number % 70,), page(10_000 + number * 100))
        assert shelf.bytes <= 1_000_000
    assert shelf.bytes == sum(shelf.get((number,)).size for number in range(70) if shelf.get((number,)))


def test_a_page_larger_than_the_shelf_is_not_kept_and_its_elder_is_gone(shelf):
    shelf.put(("a",), page(10))
    shelf.put(("a",), page(1_000_000))
    assert (shelf.get(("a",)), shelf.bytes) == (None, 0)


def test_dropping_a_page_leaves_the_one_that_took_its_place(shelf):
    old, new = page(10), page(20)
    shelf.put(("a",), old)
    shelf.put(("a",), new)
    shelf.drop(("a",), old)
    assert shelf.get(("a",)) is new
    shelf.drop(("a",), new)
    assert shelf.bytes == 0


def test_paths_are_forgotten_too(shelf):
    for number in range(PATHS + 10):
        shelf.learn(f"/{number}/", [])
    assert shelf.address(RequestFactory().get("/9/")) is None
    assert shelf.address(RequestFactory().get("/10/")) == ("http", "/10/", (), ())
