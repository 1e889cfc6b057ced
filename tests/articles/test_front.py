"""The front page: an editor's choice first, the newest after it, no article twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from articles import workflow
from articles.models import Byline, FrontPick
from newsroom.teams.models import Person
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(house):
    """Twelve live articles of politics, oldest first."""
    return [cast.live_article(house.politics, title=f"خبر {number}") for number in range(12)]


def choose(house, *articles) -> None:
    house.home.picks = [FrontPick(article=article, sort_order=place) for place, article in enumerate(articles)]
    house.home.save()


def shown(client) -> dict:
    return client.get("/").context


def titles(articles) -> list[str]:
    return [article.title for article in articles]


def test_an_empty_paper_says_so(house, client):
    answer = client.get("/")
    assert (answer.status_code, answer.context["stories"], answer.context["strips"]) == (200, [], [])


def test_the_newest_stand_first_where_nothing_is_chosen(stories, client):
    assert titles(shown(client)["stories"]) == titles(reversed(stories[3:]))


def test_an_editors_choice_stands_first_in_its_order(house, stories, client):
    choose(house, stories[0], stories[11], stories[5])
    assert titles(shown(client)["stories"])[:4] == ["خبر 0", "خبر 11", "خبر 5", "خبر 10"]


def test_a_chosen_article_that_is_withdrawn_leaves_its_place_and_comes_back_to_it(house, stories, client):
    choose(house, stories[0], stories[1])
    workflow.withdraw(stories[0], by=None)
    assert titles(shown(client)["stories"])[:2] == ["خبر 1", "خبر 11"]
    workflow.republish(stories[0], by=None)
    assert titles(shown(client)["stories"])[:2] == ["خبر 0", "خبر 1"]


def test_no_article_stands_twice(house, stories, client):
    sport = cast.live_article(house.sport, title="نتيجة")
    choose(house, stories[0], sport)
    context = shown(client)
    everything = [*context["stories"], *(article for strip in context["strips"] for article in strip["articles"])]
    assert len({article.pk for article in everything}) == len(everything) == 13


def test_each_section_shows_its_newest_that_do_not_stand_above(house, stories, client):
    strips = shown(client)["strips"]
    assert [(strip["section"].title, titles(strip["articles"])) for strip in strips] == [
        ("سياسة", ["خبر 2", "خبر 1", "خبر 0"]),
    ]


def test_no_more_than_five_are_chosen(house, people, client):
    articles = [cast.live_article(house.politics, title=f"خبر {number}") for number in range(6)]
    client.force_login(people.chief)
    fields = {"title": "غرفة الأخبار", "search_description": "", "comments": inline_formset([])}
    rows = [{"id": "", "article": article.pk, "ORDER": place} for place, article in enumerate(articles, start=1)]
    picks = inline_formset(rows)
    edit = reverse("wagtailadmin_pages:edit", args=(house.home.pk,))
    answer = client.post(edit, nested_form_data(fields | {"picks": picks, "action-publish": "1"}))
    assert answer.status_code == 200
    house.home.refresh_from_db()
    assert house.home.picks.count() == 0


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_front_page_asks_as_much_for_one_article_as_for_thirty(house, client, settings, count):
    settings.PAGE_CACHE_SECONDS = 0
    picture = cast.picture()
    for number in range(count):
        cast.live_article(house.politics, title=f"خبر {number}", lead=picture)
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    assert len(asked) == 10


@pytest.mark.parametrize("count", [1, 3, 30])
def test_faces_of_columnists_are_two_questions_more_however_many_speak(house, client, settings, count):
    settings.PAGE_CACHE_SECONDS = 0
    for number in range(count):
        columnist = Person.objects.create(name=f"كاتب {number}", slug=f"writer-{number}", picture=cast.picture())
        draft = cast.draft(house.sport, kind="opinion", title=f"رأي {number}")
        draft.byline = [Byline(person=columnist)]
        workflow.publish(draft, draft.save_revision(clean=False), by=None)
    for number in range(9):
        cast.live_article(house.politics, title=f"خبر {number}")
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    assert len(asked) == 12


def test_sections_that_change_places_do_so_at_the_next_request(house, client):
    before = [section.title for section in shown(client)["sections"]]
    house.sport.move(house.politics, pos="left")
    assert (before, [section.title for section in shown(client)["sections"]]) == (
        ["سياسة", "رياضة"],
        ["رياضة", "سياسة"],
    )
