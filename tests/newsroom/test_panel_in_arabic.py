"""The panel speaks Arabic on every page, to everybody, and asks no other host for anything."""

import re
from pathlib import Path

import pytest
from django.test import Client

from newsroom.teams.models import Membership, Person
from tests import cast
from tests.newsroom.crawler import _parsed, menu_labels, walk

REVIEWED = {
    line.split("#")[0].strip().lower()
    for line in Path(__file__).with_name("latin_words.txt").read_text(encoding="utf-8").splitlines()
    if line.split("#")[0].strip()
}
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|/[\w/%.-]+/")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]{2,}")


def latin_words(said: list[str]) -> set[str]:
    """Return the Latin words that nobody reviewed."""
    return {word for text in said for word in LATIN.findall(ADDRESS.sub(" ", text)) if word.lower() not in REVIEWED}


@pytest.mark.parametrize("role", [*Membership.Role.values, "operator"])
def test_no_page_of_the_panel_shows_a_latin_word_or_asks_another_host(house, people, role):
    article = cast.live_article(house.politics, lead=cast.picture())
    chosen = {"page": article.pk, "picture": article.lead_id, "user": people.stranger.pk}
    chosen |= {"team": house.team.pk, "person": Person.objects.create(name="هدى سالم", slug="huda").pk}
    cast.draft(house.politics, title="مسوّدة ثانية", owner=people.writer)
    client = Client()
    client.force_login(getattr(people, role))
    words, hosts, dead, pages = {}, {}, [], 0

    for path, reader in walk(client, chosen):
        pages += 1
        if reader is None:
            dead.append(path)
            continue
        said = reader.said + [label for text in reader.data for label in menu_labels(_parsed(text))]
        if found := latin_words(said):
            words[path] = sorted(found)
        if foreign := {address for address in reader.loaded if re.match(r"(https?:)?//", address)}:
            hosts[path] = foreign

    assert pages >= 3
    assert (words, hosts, dead) == ({}, {}, [])


def test_a_number_stands_behind_its_noun_which_then_needs_no_other_ending(house, people):
    for number in range(2):
        cast.draft(house.politics, title=f"مسوّدة {number}", owner=people.writer)
    client = Client()
    client.force_login(people.chief)
    page = " ".join(client.get("/admin/articles/").content.decode().split())
    assert "مواد: 1 إلى 2 من 2" in page
    history = client.get(f"/admin/pages/{house.politics.get_first_child().pk}/history/").content.decode()
    assert re.search(r"سجل الصفحة: \d", history)
