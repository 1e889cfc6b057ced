"""«ما ينتظر»: what waits for me, and who waits for whom, on the first page of the panel."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import bin as the_bin
from articles import workflow
from articles.models import ArticlePage
from articles.panel.home import SHOWN, waiting
from articles.stages import Stage
from newsroom.teams.models import User
from tests import cast

pytestmark = pytest.mark.django_db


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def lists(user) -> tuple[list[tuple], list[tuple]]:
    """What waits for ``user``, and for others: headlines and stages."""
    user = User.objects.get(pk=user.pk)
    mine, others = waiting(user)
    return [(row.headline, row.stage) for row in mine], [(row.headline, row.stage) for row in others]


@pytest.fixture
def submitted(draft, people):
    workflow.submit(draft, by=people.writer, note="الأرقام من بيان البلدية")
    return stored(draft)


TITLE = "البلدية تفتح الميناء القديم للزوّار"


@pytest.mark.parametrize(
    ("who", "mine", "others"),
    [
        ("writer", 0, 1),
        ("editor", 1, 0),
        ("publisher", 0, 1),
        ("chief", 0, 1),
        ("operator", 0, 1),
        ("other_editor", 0, 0),
        ("other_writer", 0, 0),
        ("moderator", 0, 0),
        ("stranger", 0, 0),
    ],
)
def test_what_is_handed_in_waits_for_the_editor_and_the_desk_sees_for_whom(submitted, people, who, mine, others):
    row = (TITLE, Stage.REVIEW)
    assert lists(getattr(people, who)) == ([row] * mine, [row] * others)


def test_a_writer_sees_nothing_of_a_colleagues_draft(submitted, house, people):
    from newsroom.teams.membership import join
    from newsroom.teams.models import Membership

    join(people.stranger, house.team, Membership.Role.WRITER, by=None)
    assert lists(people.stranger) == ([], [])


def test_what_was_sent_back_waits_for_its_writer_with_the_reason(submitted, people, desk):
    workflow.send_back(submitted, by=people.editor, note="أضف رقم القرار")
    assert lists(people.writer) == ([(TITLE, Stage.RETURNED)], [])
    assert lists(people.editor) == ([], [(TITLE, Stage.RETURNED)])
    page = desk("writer").get("/admin/").content.decode()
    assert '<bdi>هدى</bdi>: <bdi dir="rtl">أضف رقم القرار</bdi>' in page


def test_what_is_ready_waits_for_the_publisher_who_finds_the_way_to_it(submitted, people, desk):
    workflow.approve(submitted, by=people.editor)
    assert lists(people.publisher) == ([(TITLE, Stage.READY)], [])
    way = reverse("articles_ready", args=(submitted.pk,))
    found = {
        who: way in desk(who).get("/admin/").content.decode() for who in ("publisher", "chief", "editor", "writer")
    }
    assert found == {"publisher": True, "chief": True, "editor": False, "writer": False}


def test_a_ready_version_waits_for_the_publisher_while_a_newer_one_is_read(submitted, people):
    workflow.approve(submitted, by=people.editor)
    newer = submitted.get_latest_revision_as_object()
    newer.title = "أحدث"
    newer.save_revision(user=people.writer)
    workflow.submit(stored(submitted), by=people.writer)
    assert lists(people.publisher) == ([(TITLE, Stage.READY)], [("أحدث", Stage.REVIEW)])
    assert lists(people.editor) == ([("أحدث", Stage.REVIEW)], [(TITLE, Stage.READY)])


def test_what_is_scheduled_live_or_being_written_waits_for_nobody(house, submitted, people):
    cast.draft(house.politics, owner=people.writer, title="مسودة")
    workflow.approve(submitted, by=people.editor)
    workflow.schedule(submitted, submitted.latest_revision, timezone.now() + timedelta(hours=1), by=people.publisher)
    assert [lists(person) for person in (people.writer, people.publisher, people.chief)] == [([], [])] * 3
    workflow.publish(submitted, submitted.latest_revision, by=people.publisher)
    assert lists(people.chief) == ([], [])


@pytest.mark.parametrize("who", ["writer", "editor", "publisher", "chief", "operator"])
def test_what_lies_in_the_bin_is_named_to_nobody(submitted, people, who):
    workflow.approve(submitted, by=people.editor)
    the_bin.discard(submitted, by=people.chief)
    assert lists(getattr(people, who)) == ([], [])


def test_what_waits_longest_comes_first(house, people):
    for title in ("أولى", "ثانية", "ثالثة"):
        workflow.submit(cast.draft(house.politics, owner=people.writer, title=title), by=people.writer)
    again = ArticlePage.objects.get(title="أولى").get_latest_revision_as_object()
    again.save_revision(user=people.editor)
    assert [title for title, _stage in lists(people.editor)[0]] == ["أولى", "ثانية", "ثالثة"]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_many_cost_as_few_queries_as_one(house, people, count, django_assert_num_queries):
    for number in range(count):
        draft = cast.draft(house.politics, owner=people.writer, title=f"مادة {number}")
        workflow.submit(draft, by=people.writer, note="اقرأها")
    waiting(people.editor)  # kinds of content are looked up once in a process
    with django_assert_num_queries(9):
        assert len(waiting(User.objects.get(pk=people.editor.pk))[0]) == count


def test_a_dozen_are_shown_and_the_rest_is_one_link_away(house, people, desk):
    for number in range(SHOWN + 1):
        workflow.submit(cast.draft(house.politics, owner=people.writer, title=f"مادة {number}"), by=people.writer)
    page = desk("editor").get("/admin/").content.decode()
    assert (page.count('class="waiting__item"'), "ثمّة مزيد ينتظر" in page) == (SHOWN, True)


def test_the_page_names_section_age_and_people_each_set_apart(house, people, desk):
    draft = cast.draft(house.politics, owner=people.writer, title="Apple <i>تفتح</i>")
    workflow.submit(draft, by=people.writer, note="الأرقام من بيان البلدية")
    page = desk("chief").get("/admin/").content.decode()
    for words in (
        '<bdi dir="rtl">Apple &lt;i&gt;تفتح&lt;/i&gt;</bdi>',
        "<bdi>سياسة</bdi>",
        "سُلّمت بيد <bdi>سلمى</bdi>",
        "تنتظر: <bdi>هدى</bdi>",
        '<bdi dir="rtl">الأرقام من بيان البلدية</bdi>',
    ):
        assert words in page
    # Wagtail's own two lists say nothing twice.
    assert "awaiting-review" not in page


def test_where_nothing_waits_the_page_says_what_to_do(people, desk):
    assert "ابدأ مادة جديدة، أو افتح مسودة وسلّمها" in desk("writer").get("/admin/").content.decode()
    assert "ما ينتظر" not in desk("moderator").get("/admin/").content.decode()


@pytest.mark.parametrize("role", ["writer", "editor", "publisher", "chief"])
def test_who_waits_for_nothing_is_led_to_a_new_article(people, desk, role):
    colleague = desk(role)
    begin = reverse("articles:choose_parent")
    assert f'href="{begin}"' in colleague.get(reverse("wagtailadmin_home")).content.decode()
    assert colleague.get(begin, follow=True).status_code == 200
