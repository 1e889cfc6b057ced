"""What a view may write on its response."""

from datetime import UTC, datetime

import pytest
from django.http import HttpResponse

from newsroom.cache.tagging import Label, label, tag
from newsroom.cache.versions import bump

NOON, LATER = datetime(2026, 11, 23, 12, tzinfo=UTC), datetime(2026, 11, 23, 13, tzinfo=UTC)


def test_every_tagged_page_carries_the_tag_of_the_whole_site():
    assert label(tag(HttpResponse(), "front")) == Label(frozenset({"front", "site"}))


def test_tagging_again_adds_tags_and_names_and_keeps_the_earlier_moment():
    response = tag(tag(HttpResponse(), "front", until=NOON, params=["after"]), "section:3", until=LATER, params=["q"])
    assert label(response) == Label(frozenset({"front", "section:3", "site"}), frozenset({"after", "q"}), NOON)


def test_a_response_that_nobody_tagged_has_no_label():
    assert label(HttpResponse()) is None


@pytest.mark.parametrize("name", ["", "two words", "a,b", "a;b", "*", "قسم:1", "line\n", "x" * 101])
def test_a_tag_that_could_not_stand_in_a_header_is_refused(name):
    with pytest.raises(ValueError, match="is no tag"):
        tag(HttpResponse(), name)
    with pytest.raises(ValueError, match="is no tag"):
        bump(name)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        tag(HttpResponse(), "front", until=datetime(2026, 11, 23, 12))  # noqa: DTZ001 - the refusal is what is tested
