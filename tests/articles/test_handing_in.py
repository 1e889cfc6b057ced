"""Handing in with a note: the draft is saved first, and the note reaches those who read it."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from articles import bin as the_bin
from articles import workflow
from articles.models import ArticlePage
from articles.panel.handing_in import HAND_IN
from articles.stages import Stage, stage
from newsroom.outbox.models import Letter
from newsroom.rtl.bidi import plain_isolate
from tests.articles.editor import add_url, edit_url, typed

pytestmark = pytest.mark.django_db


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def page_of(article) -> str:
    return reverse("articles_hand_in", args=(article.pk,))


def test_the_editor_saves_the_draft_and_leads_on_to_the_note(draft, desk):
    writer = desk("writer")
    assert f'name="{HAND_IN}"' in writer.get(edit_url(draft)).content.decode()
    answer = writer.post(edit_url(draft), typed(draft, title="عنوان جديد") | {HAND_IN: "1"})
    assert answer["Location"] == page_of(draft)
    assert (stored(draft).draft_title, stage(stored(draft)).stage) == ("عنوان جديد", Stage.WRITING)
    assert "عنوان جديد" in writer.get(page_of(draft)).content.decode()


def test_a_new_article_is_saved_and_led_on_to_the_note_as_well(house, draft, desk):
    writer = desk("writer")
    assert f'name="{HAND_IN}"' in writer.get(add_url(house.politics)).content.decode()
    answer = writer.post(add_url(house.politics), typed(draft, title="مادة جديدة") | {HAND_IN: "1"})
    assert answer["Location"] == page_of(ArticlePage.objects.get(title="مادة جديدة"))


def test_the_note_goes_with_the_article_and_the_page_says_whom_it_waits_for(draft, desk):
    answer = desk("writer").post(page_of(draft), {"comment": "الأرقام من بيان البلدية"}, follow=True)
    assert (stage(stored(draft)).stage, stage(stored(draft)).note) == (Stage.REVIEW, "الأرقام من بيان البلدية")
    assert "الأرقام من بيان البلدية" in Letter.objects.get().text
    assert any(
        "سُلّمت المادة، وتنتظر" in str(message) and "هدى" in str(message) for message in answer.context["messages"]
    )


def test_a_note_may_be_left_out(draft, desk):
    desk("writer").post(page_of(draft), {"comment": ""})
    assert stage(stored(draft)).stage == Stage.REVIEW
    assert not PageLogEntry.objects.filter(action="articles.note").exists()


def test_what_was_sent_back_shows_why_and_is_handed_in_again(draft, people, desk):
    workflow.submit(draft, by=people.writer)
    workflow.send_back(draft, by=people.editor, note="أضف رقم القرار")
    assert "أضف رقم القرار" in desk("writer").get(page_of(draft)).content.decode()
    desk("writer").post(page_of(draft), {"comment": "أضفته"})
    assert (stage(stored(draft)).stage, stage(stored(draft)).note) == (Stage.REVIEW, "أضفته")


def test_a_second_time_is_refused_and_the_note_stays_typed(draft, people, desk):
    workflow.submit(draft, by=people.writer)
    answer = desk("writer").post(page_of(draft), {"comment": "ملاحظة طويلة"})
    page = answer.content.decode()
    assert (answer.status_code, "المادة عند مراجعيها." in page, "ملاحظة طويلة" in page) == (409, True, True)


def test_a_note_that_is_too_long_is_refused_beside_the_field(draft, desk):
    page = desk("writer").post(page_of(draft), {"comment": "ن" * 2001}).content.decode()
    assert "2000" in page or "2,000" in page
    assert stage(stored(draft)).stage == Stage.WRITING


@pytest.mark.parametrize("who", ["other_writer", "other_editor", "moderator", "photo_editor"])
def test_who_may_not_edit_it_finds_no_such_page(draft, desk, who):
    assert desk(who).get(page_of(draft)).status_code in {302, 404}
    assert desk(who).post(page_of(draft), {"comment": ""}).status_code in {302, 404}
    assert stage(stored(draft)).stage == Stage.WRITING


def test_what_lies_in_the_bin_is_handed_in_by_nobody(draft, people, desk):
    the_bin.discard(draft, by=people.chief)
    assert desk("operator").get(page_of(draft)).status_code == 404
    assert desk("operator").post(page_of(draft), {"comment": ""}).status_code == 404


@pytest.mark.parametrize(
    ("decision", "said", "next_one"),
    [("approve", "أُجيزت", "publisher"), ("reject", "أُعيدت", "writer")],
)
def test_who_decides_in_the_editor_is_told_which_way_and_who_comes_next(draft, people, desk, decision, said, next_one):
    workflow.submit(draft, by=people.writer)
    button = {"action-workflow-action": "1", "workflow-action-name": decision}
    note = {"workflow-action-extra-data": '{"comment": "أضف رقم القرار"}'}
    answer = desk("editor").post(edit_url(draft), typed(stored(draft)) | button | note, follow=True)
    (message,) = [str(message) for message in answer.context["messages"]]
    assert said in message
    assert stored(draft).draft_title in message
    assert str(getattr(people, next_one)) in message


def test_the_history_names_the_step_and_promises_none_that_is_skipped(draft, people, desk):
    workflow.submit(draft, by=people.writer)
    workflow.approve(stored(draft), by=people.editor)
    steps = PageLogEntry.objects.filter(page=draft.pk, action__startswith="wagtail.workflow")
    step = plain_isolate("مراجعة القسم")
    assert sorted(entry.message for entry in steps) == [f"أُجيزت في «{step}»", f"سُلّمت إلى «{step}»"]
