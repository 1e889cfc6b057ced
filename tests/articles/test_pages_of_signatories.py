"""The page of a team and of a person: who it is, and what readers can read of theirs, newest first."""

import pytest
from django.db import connection
from django.test import Client

from articles import bin as the_bin
from articles import workflow
from articles.models import Byline
from newsroom.cache.shelf import shelf
from newsroom.teams.models import Person, Team
from tests import cast
from tests.articles.test_lists import read_through
from tests.conftest import ON_REDIS

pytestmark = pytest.mark.django_db

# Asked of the database for a kept page, and for one made anew: the versions of its tags stand in it or in Redis.
FROM_THE_CACHE, ANEW = (0, 6) if ON_REDIS else {"sqlite": (1, 6), "postgresql": (2, 7)}[connection.vendor]

TWO_SCRIPTS = "Salma سلمى"


@pytest.fixture
def person(house):
    picture = cast.picture()
    return Person.objects.create(
        name=TWO_SCRIPTS,
        slug="salma",
        role="Reporter مراسلة",
        biography="تكتب عن الموانئ.\nوعن البحر.",
        picture=picture,
    )


def signed(section, signer, **fields):
    """A live article that ``signer`` signed."""
    draft = cast.draft(section, **fields)
    draft.byline = [Byline(person=signer) if isinstance(signer, Person) else Byline(team=signer)]
    workflow.publish(draft, draft.save_revision(clean=False), by=None)
    return draft


def page(url: str) -> str:
    shelf.clear()
    return Client().get(url).content.decode()


def test_a_persons_page_says_who_it_is_each_word_in_its_own_direction(person):
    said = page("/author/salma/")
    assert f"<bdi>{TWO_SCRIPTS}</bdi>" in said
    assert "<bdi>Reporter مراسلة</bdi>" in said
    assert 'dir="rtl">تكتب عن الموانئ.<br>وعن البحر.</p>' in said
    assert 'class="person__picture"' in said


def test_a_teams_page_says_what_the_team_is(house):
    Team.objects.filter(pk=house.team.pk).update(about="يغطّي السياسة.", picture=cast.picture())
    said = page("/team/news/")
    assert "<bdi>فريق التحرير</bdi>" in said
    assert "يغطّي السياسة." in said
    assert 'class="person__picture"' in said


def test_a_person_with_nothing_but_a_name_has_a_page_too(house):
    Person.objects.create(name="هند", slug="hind")
    said = page("/author/hind/")
    assert "<bdi>هند</bdi>" in said
    assert "person__picture" not in said
    assert "person__role" not in said


@pytest.mark.parametrize("whose", ["person", "team"])
def test_only_what_readers_can_open_is_listed(house, person, whose):
    signer, url = (person, "/author/salma/") if whose == "person" else (house.team, "/team/news/")
    signed(house.politics, signer, title="منشور")
    signed(house.sport, signer, title="منشور في قسم آخر")
    withdrawn = signed(house.politics, signer, title="مسحوب")
    workflow.withdraw(withdrawn, by=None)
    the_bin.discard(signed(house.politics, signer, title="محذوف"), by=None)
    draft = cast.draft(house.politics, title="مسودة")
    draft.byline = [Byline(person=person) if whose == "person" else Byline(team=house.team)]
    draft.save_revision(clean=False)
    shelf.clear()
    assert read_through(Client(), url) == ["منشور في قسم آخر", "منشور"]


def test_a_page_is_read_anew_when_its_name_or_its_list_changes_and_not_before(house, person, django_assert_num_queries):
    client = Client()
    for url in ("/author/salma/", "/team/news/"):
        client.get(url)
        with django_assert_num_queries(FROM_THE_CACHE):
            client.get(url)
    person.name = "سلمى عمر"
    person.save()
    assert "سلمى عمر" in client.get("/author/salma/").content.decode()
    signed(house.politics, person, title="مادة جديدة")
    assert "مادة جديدة" in client.get("/author/salma/").content.decode()


def test_an_article_that_another_one_signs_leaves_the_page_of_the_first_at_once(house, person):
    client, other = Client(), Person.objects.create(name="هند", slug="hind")
    article = signed(house.politics, person, title="المادة")
    assert (read_through(client, "/author/salma/"), read_through(client, "/author/hind/")) == (["المادة"], [])
    version = article.get_latest_revision_as_object()
    version.byline = [Byline(person=other)]
    workflow.publish(article, version.save_revision(clean=False), by=None)
    assert (read_through(client, "/author/salma/"), read_through(client, "/author/hind/")) == ([], ["المادة"])


def test_whoever_signs_twice_has_the_article_once(house, person):
    draft = cast.draft(house.politics, title="المادة")
    draft.byline = [Byline(person=person), Byline(person=person), Byline(team=house.team)]
    workflow.publish(draft, draft.save_revision(clean=False), by=None)
    assert read_through(Client(), "/author/salma/") == read_through(Client(), "/team/news/") == ["المادة"]


@pytest.mark.parametrize("count", [1, 12])
def test_an_authors_page_asks_as_much_for_one_article_as_for_twelve(house, person, django_assert_num_queries, count):
    for number in range(count):
        signed(house.politics, person, title=f"مادة {number}")
    Client().get("/author/salma/")
    shelf.clear()
    with django_assert_num_queries(ANEW):
        Client().get("/author/salma/")


@pytest.mark.parametrize(
    "url", ["/author/nobody/", "/team/nobody/", "/author/", "/team/", "/author/news/", "/team/salma/"]
)
def test_who_is_not_there_has_no_page(house, person, client, url):
    assert client.get(url).status_code == 404


def test_nothing_is_taken_at_these_addresses(house, person, client):
    assert client.post("/author/salma/").status_code == 405
    assert client.post("/team/news/").status_code == 405
