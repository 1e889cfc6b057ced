"""Where the working copy stands, since when, and whom it waits for."""

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import ArticlePage
from articles.stages import Stage, stage, standings
from newsroom.teams.membership import leave
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(house, people):
    return cast.draft(house.politics, owner=people.writer)


def now(article):
    return stage(ArticlePage.objects.get(pk=article.pk))


def test_a_draft_is_being_written_by_its_owner(draft, people):
    assert (now(draft).stage, now(draft).waits_for) == (Stage.WRITING, (people.writer,))


def test_what_was_handed_in_waits_for_the_sections_editors_with_what_was_said(draft, people):
    workflow.submit(draft, by=people.writer, note="الأرقام من بيان البلدية")
    found = now(draft)
    assert (found.stage, found.waits_for, found.handed_in_by) == (Stage.REVIEW, (people.editor,), people.writer)
    assert (found.note, found.note_by) == ("الأرقام من بيان البلدية", people.writer)
    assert found.since <= timezone.now()


def test_a_copy_edit_waits_for_editors_and_publishers(house, draft, people):
    house.politics.needs_copy_edit = True
    house.politics.save()
    workflow.submit(draft, by=people.writer)
    workflow.approve(draft, by=people.editor)
    assert now(draft).stage == Stage.COPY_EDIT
    assert set(now(draft).waits_for) == {people.editor, people.publisher}


def test_what_was_sent_back_waits_for_who_handed_it_in_and_says_why(draft, people):
    workflow.submit(draft, by=people.writer, note="جاهزة")
    workflow.send_back(draft, by=people.editor, note="أضف رقم القرار")
    found = now(draft)
    assert (found.stage, found.waits_for) == (Stage.RETURNED, (people.writer,))
    assert (found.note, found.note_by) == ("أضف رقم القرار", people.editor)


def test_what_was_said_at_an_earlier_handing_in_is_not_said_again(draft, people):
    workflow.submit(draft, by=people.writer, note="جاهزة")
    workflow.send_back(draft, by=people.editor, note="أضف رقم القرار")
    workflow.submit(draft, by=people.writer)
    assert (now(draft).stage, now(draft).note) == (Stage.REVIEW, "")


def test_what_is_ready_waits_for_the_publishers_until_it_is_live(draft, people):
    workflow.submit(draft, by=people.writer)
    workflow.approve(draft, by=people.editor)
    found = now(draft)
    assert (found.stage, found.waits_for, found.ready.by) == (Stage.READY, (people.publisher,), people.editor)
    workflow.publish(draft, found.ready.version, by=people.publisher)
    assert (now(draft).stage, now(draft).ready) == (Stage.SETTLED, None)
    workflow.withdraw(draft, by=people.publisher)
    assert now(draft).ready is None


def test_an_approved_version_stays_ready_beside_a_newer_draft(draft, people):
    workflow.submit(draft, by=people.writer)
    workflow.approve(draft, by=people.editor)
    approved = now(draft).ready.version
    newer = ArticlePage.objects.get(pk=draft.pk)
    newer.title = "عنوان أحدث"
    newer.save_revision(user=people.writer)
    assert (now(draft).ready.version, now(draft).ready.is_latest) == (approved, False)


def test_a_step_that_is_switched_on_later_is_asked_of_what_was_ready(house, draft, people):
    workflow.submit(draft, by=people.writer)
    workflow.approve(draft, by=people.editor)
    house.politics.needs_copy_edit = True
    house.politics.save()
    assert now(draft).ready is None


def test_where_a_team_has_nobody_for_a_step_it_waits_for_the_chiefs(house, draft, people):
    leave(people.editor, house.team, by=None)
    workflow.submit(draft, by=people.writer)
    assert set(now(draft).waits_for) == {people.chief, people.other_chief}


@pytest.mark.parametrize("count", [1, 3, 30])
def test_many_cost_as_few_queries_as_one(house, people, django_assert_num_queries, count):
    for number in range(count):
        draft = cast.draft(house.politics, owner=people.writer, title=f"مادة {number}")
        workflow.submit(draft, by=people.writer, note="اقرأها")
    articles = list(ArticlePage.objects.select_related("owner"))
    stage(articles[0])  # kinds of content are looked up once in a process
    with django_assert_num_queries(4):
        assert len(standings(articles)) == count
