"""The bytes that are sent: compressed once, known again by their ETag."""

import gzip

import brotli
import pytest

from newsroom.cache import compression
from tests.cache import leaflet

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("identity", None),
        ("identity, gzip;q=0.5", None),
        ("gzip;q=nonsense", None),
        ("deflate", None),
        ("", None),
    ],
)
def test_a_reader_gets_the_encoding_that_his_browser_takes(site, accepted, encoding):
    fresh = site.get("/story/harbour/", headers={"accept-encoding": accepted})
    kept = site.get("/story/harbour/", headers={"accept-encoding": accepted})
    for response in (fresh, kept):
        assert response.get("Content-Encoding") == encoding
        assert UNPACK[encoding](response.content) == leaflet.LONG.encode()
        assert response["Content-Length"] == str(len(response.content))
        assert response["Vary"] == "Accept-Encoding"
    assert leaflet.rendered == {"harbour": 1}


def test_a_short_page_is_not_compressed(site):
    for _ in range(2):
        response = site.get("/brief/", headers={"accept-encoding": "br"})
        assert (response.get("Content-Encoding"), response.content.decode()) == (None, "قصير")


@pytest.mark.parametrize(
    ("content_type", "worthwhile"),
    [
        ("text/html; charset=utf-8", True),
        ("application/rss+xml; charset=utf-8", True),
        ("application/feed+json", True),
        ("image/svg+xml", True),
        ("image/avif", False),
        ("application/zip", False),
        ("", False),
    ],
)
def test_only_text_is_compressed(content_type, worthwhile):
    assert compression.worthwhile(b"a" * 5000, content_type) is worthwhile


def test_the_etag_is_the_same_for_every_encoding_and_another_for_another_text(site):
    etags = {
        site.get("/story/harbour/", headers={"accept-encoding": wish})["ETag"] for wish in ("br", "gzip", "identity")
    }
    assert len(etags) == 1
    assert etags.pop().startswith('W/"')
    leaflet.texts["bridge"] = leaflet.LONG + "."
    assert site.get("/story/bridge/")["ETag"] != site.get("/story/harbour/")["ETag"]


@pytest.mark.parametrize("form", ["{weak}", "{strong}", '"other", {weak}', "*"])
def test_who_has_the_page_is_told_so_in_304(site, form):
    for _ in range(2):
        page = site.get("/story/harbour/", headers={"accept-encoding": "br"})
        known = form.format(weak=page["ETag"], strong=page["ETag"].removeprefix("W/"))
        again = site.get("/story/harbour/", headers={"if-none-match": known, "accept-encoding": "br"})
        assert (again.status_code, again.content) == (304, b"")
        kept = ("Cache-Control", "ETag", "Surrogate-Key", "Vary")
        assert {name: again[name] for name in kept} == {name: page[name] for name in kept}
        assert not again.has_header("Content-Encoding")


def test_who_comes_first_with_the_right_etag_is_told_so_too(site):
    etag = site.get("/story/harbour/")["ETag"]
    leaflet.texts["copy"] = leaflet.LONG
    assert site.get("/story/copy/", headers={"if-none-match": etag}).status_code == 304


def test_who_has_another_page_gets_this_one(site):
    for known in ('W/"other"', "nonsense", '"'):
        assert site.get("/story/harbour/", headers={"if-none-match": known}).status_code == 200


def test_a_refusal_is_no_304(site):
    assert site.get("/missing/", headers={"if-none-match": "*"}).status_code == 404


def test_the_bytes_are_made_when_the_page_is_kept_and_not_again(site, monkeypatch):
    site.get("/story/harbour/")
    monkeypatch.setattr(compression, "PRESSES", {})
    compression.taken.cache_clear()
    monkeypatch.setattr(compression, "taken", lambda header: header)
    assert brotli.decompress(site.get("/story/harbour/", headers={"accept-encoding": "br"}).content)
    assert gzip.decompress(site.get("/story/harbour/", headers={"accept-encoding": "gzip"}).content)
