"""Under which address a page is kept: its path and the parameters that it knows."""

import pytest

from newsroom.cache.shelf import shelf
from tests.cache import leaflet


@pytest.mark.parametrize("query", ["utm_source=mail", "utm_source=mail&fbclid=7", "after", "x=%F0%9F%98%80"])
def test_a_parameter_that_the_page_does_not_know_is_ignored(site, query):
    site.get("/story/harbour/")
    site.get(f"/story/harbour/?{query}")
    assert leaflet.rendered == {"harbour": 1}
    assert len(shelf) == 1


def test_a_parameter_that_the_page_knows_makes_another_page(site):
    first = site.get("/listing/")
    second = site.get("/listing/?after=7&utm_source=mail")
    third = site.get("/listing/?after=8")
    assert leaflet.rendered == {"listing": 3}
    assert len({first.content, second.content, third.content}) == 3
    assert site.get("/listing/?utm_source=x&after=7").content == second.content
    assert leaflet.rendered == {"listing": 3}


def test_the_first_reader_ever_may_come_with_parameters(site):
    deep = site.get("/listing/?utm_source=mail&after=7")
    top = site.get("/listing/?utm_source=mail")
    assert (deep.content.decode(), top.content.decode()) == ("<p>بعد 7</p>", "<p>بعد </p>")
    assert site.get("/listing/?after=7").content == deep.content
    assert site.get("/listing/").content == top.content
    assert leaflet.rendered == {"listing": 2}


def test_an_empty_parameter_and_none_are_two_things(site):
    site.get("/listing/")
    site.get("/listing/?after=")
    assert leaflet.rendered == {"listing": 2}


def test_every_value_of_a_repeated_parameter_counts(site):
    site.get("/listing/")
    once, twice = site.get("/listing/?after=1"), site.get("/listing/?after=1&after=2")
    assert (once.content.decode(), twice.content.decode()) == ("<p>بعد 1</p>", "<p>بعد 2</p>")


def test_a_refusal_owed_to_a_parameter_never_stands_where_the_page_belongs(site):
    assert site.get("/listing/?after=nothing").status_code == 404
    assert site.get("/listing/").status_code == 200
    assert site.get("/listing/?after=nothing").status_code == 404
    assert site.get("/listing/").status_code == 200


def test_a_page_that_learns_a_parameter_leaves_its_old_addresses(site):
    shelf.learn("/listing/", ["page"])
    site.get("/listing/?after=7")
    assert site.get("/listing/").content.decode() == "<p>بعد </p>"


def test_a_head_request_is_answered_from_the_page_of_a_get(site):
    full = site.get("/story/harbour/", headers={"accept-encoding": "br"})
    head = site.head("/story/harbour/", headers={"accept-encoding": "br"})
    assert head.content == b""
    assert dict(head.items()) == dict(full.items())
    assert leaflet.rendered == {"harbour": 1}


def test_a_head_request_leaves_no_page_for_a_get(site):
    head = site.head("/story/harbour/")
    assert (head.content, head["Content-Length"]) == (b"", str(len(leaflet.LONG.encode())))
    assert len(shelf) == 0
    assert site.get("/story/harbour/").content == leaflet.LONG.encode()
