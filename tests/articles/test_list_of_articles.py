"""«المواد»: one list of all that one's desk works on, and the way to a new article."""

import pytest
from django.urls import reverse

from articles.models import ArticlePage
from newsroom.teams.membership import join
from newsroom.teams.models import Membership
from tests import cast
from tests.articles.editor import add_url

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/"


@pytest.fixture
def desk(client, people):
    """Sit down at the panel as somebody: ``desk("writer")``."""

    def sit(who: str):
        client.force_login(getattr(people, who))
        return client

    return sit


def titles(answer) -> list[str]:
    return [page.title for page in answer.context["object_list"]]


def test_a_desk_lists_its_own_articles_and_no_other_desks(house, people, desk):
    cast.draft(house.politics, title="ميزانية البلدية")
    cast.draft(house.sport, title="نهائي الكأس")
    assert titles(desk("editor").get(LIST)) == ["ميزانية البلدية"]
    assert titles(desk("other_writer").get(LIST)) == ["نهائي الكأس"]
    assert sorted(titles(desk("chief").get(LIST))) == ["ميزانية البلدية", "نهائي الكأس"]


@pytest.mark.parametrize("who", ["photo_editor", "moderator"])
def test_who_works_on_no_article_has_no_list(house, desk, who):
    answer = desk(who).get(LIST)
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    assert LIST not in desk(who).get("/admin/").content.decode()


def test_the_list_is_narrowed_by_section_and_kind(house, desk):
    cast.draft(house.politics, title="ميزانية البلدية")
    cast.draft(house.sport, title="نهائي الكأس", kind=ArticlePage.Kind.OPINION)
    chief = desk("chief")
    assert titles(chief.get(LIST, {"section": house.sport.pk})) == ["نهائي الكأس"]
    assert titles(chief.get(LIST, {"kind": "opinion"})) == ["نهائي الكأس"]
    assert titles(chief.get(LIST, {"kind": "news"})) == ["ميزانية البلدية"]


@pytest.mark.parametrize("number", ["9" * 19, "abc", "\x00", ""])
def test_a_section_that_cannot_be_is_no_error(house, desk, number):
    cast.draft(house.politics, title="مادة القسم")
    assert desk("editor").get(LIST, {"section": number}).status_code == 200


def test_the_filter_offers_no_section_of_another_desk(house, desk):
    form = desk("editor").get(LIST).context["filters"].form
    assert [str(section) for section in form.fields["section"].queryset] == ["سياسة"]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_costs_the_same_however_many_articles_stand_in_it(house, desk, django_assert_num_queries, count):
    for number in range(count):
        cast.draft(house.politics, title=f"مادة {number}")
    editor = desk("editor")
    editor.get(LIST)
    with django_assert_num_queries(27):
        editor.get(LIST)


def test_who_writes_in_one_section_comes_straight_to_a_new_article(house, desk):
    answer = desk("writer").get(f"{LIST}choose_parent/")
    assert (answer.status_code, answer["Location"]) == (302, add_url(house.politics))


def test_who_writes_in_several_chooses_one_of_them(house, people, desk):
    join(people.writer, house.other_team, Membership.Role.WRITER, by=None)
    page = desk("writer").get(f"{LIST}choose_parent/").content.decode()
    assert [add_url(section) in page for section in (house.politics, house.sport)] == [True, True]


def test_the_way_to_a_new_article_shows_no_section_of_another_desk(house, people, desk):
    join(people.editor, house.team, Membership.Role.WRITER, by=None)
    assert add_url(house.sport) not in desk("editor").get(f"{LIST}choose_parent/", follow=True).content.decode()
