"""An editor's verbs: who may do what, in which state, and what it leaves behind."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import PageLogEntry

from articles import review, workflow
from articles.models import ArticlePage
from articles.workflow import NotYet
from newsroom.teams.membership import join
from tests import cast

pytestmark = pytest.mark.django_db

OUTSIDERS = ["stranger", "moderator", "photo_editor", "other_writer", "other_editor", "other_publisher"]


@pytest.fixture
def draft(house, people):
    return cast.draft(house.politics, owner=people.writer)


@pytest.fixture
def submitted(draft, people):
    workflow.submit(draft, by=people.writer)
    return stored(draft)


@pytest.fixture
def approved(submitted, people):
    workflow.approve(submitted, by=people.editor)
    return stored(submitted)


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def edited(article, by, title="البلدية تؤجّل فتح الميناء"):
    article = article.get_latest_revision_as_object()
    article.title = title
    return article.save_revision(user=by)


def actions(article) -> list[str]:
    return list(
        PageLogEntry.objects.filter(page=article.pk).order_by("timestamp", "pk").values_list("action", flat=True)
    )


# --- from the writer to the reader -----------------------------------------------------------------------------------


def test_a_story_goes_from_its_writer_over_an_editor_and_a_publisher_to_its_readers(approved, people):
    assert not approved.live
    workflow.publish(approved, approved.latest_revision, by=people.publisher)
    live = stored(approved)
    assert (live.live, live.live_revision_id) == (True, approved.latest_revision_id)
    assert actions(live) == [
        "wagtail.create",
        "wagtail.workflow.start",
        "wagtail.workflow.approve",
        "wagtail.publish",
    ]


def test_the_publisher_publishes_exactly_what_was_approved(approved, people):
    good = approved.latest_revision
    edited(approved, people.writer, title="عنوان لم يقرأه أحد")
    with pytest.raises(NotYet) as refused:
        workflow.publish(approved, stored(approved).latest_revision, by=people.publisher)
    assert list(refused.value.message_dict) == ["review"]
    workflow.publish(approved, good, by=people.publisher)
    assert stored(approved).title == "البلدية تفتح الميناء القديم للزوّار"


def test_a_version_that_an_autosave_wrote_over_is_no_longer_approved(approved, people):
    page = approved.get_latest_revision_as_object()
    page.title = "عنوان آخر"
    page.save_revision(user=people.writer, overwrite_revision=None)
    revision = approved.latest_revision
    revision.content["title"] = "عنوان آخر"
    revision.save()
    with pytest.raises(NotYet):
        workflow.publish(approved, revision, by=people.publisher)


def test_an_approved_text_that_is_saved_again_unchanged_stays_approved(approved, people):
    again = approved.get_latest_revision_as_object().save_revision(user=people.publisher)
    workflow.publish(approved, again, by=people.publisher)
    assert stored(approved).live


def test_whoever_edits_and_publishes_approves_by_publishing_and_the_history_says_so(draft, people):
    workflow.publish(draft, draft.latest_revision, by=people.chief)
    assert actions(draft)[-2:] == ["articles.approve", "wagtail.publish"]
    assert review.is_approved(stored(draft))


def test_a_section_without_review_makes_what_is_handed_in_ready_at_once(house, draft, people):
    house.politics.needs_review = False
    house.politics.save()
    workflow.submit(draft, by=people.writer)
    assert stored(draft).publication.ready_revision_id == draft.latest_revision_id
    assert stored(draft).current_workflow_state is None


# --- handing in, approving, sending back -----------------------------------------------------------------------------


def test_handing_in_leaves_the_note_in_the_history(draft, people):
    workflow.submit(draft, by=people.writer, note="الأرقام من بيان البلدية")
    entry = PageLogEntry.objects.get(page=draft.pk, action="articles.note")
    assert (entry.user, entry.message) == (people.writer, "ملاحظة لمن يراجعها: \u2068الأرقام من بيان البلدية\u2069")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_who_may_edit_an_article_hands_it_in(draft, people, who):
    with pytest.raises(PermissionDenied):
        workflow.submit(draft, by=getattr(people, who))
    assert stored(draft).current_workflow_state is None


def test_an_article_is_handed_in_once(submitted, people):
    with pytest.raises(NotYet) as refused:
        workflow.submit(submitted, by=people.writer)
    assert refused.value.reasons() == ["المادة عند مراجعيها."]


@pytest.mark.parametrize("who", ["writer", "publisher", *OUTSIDERS])
def test_only_the_sections_editors_approve(submitted, people, who):
    with pytest.raises(PermissionDenied):
        workflow.approve(submitted, by=getattr(people, who))
    assert not review.is_approved(submitted)


@pytest.mark.parametrize("who", ["editor", "chief", "other_chief", "operator"])
def test_the_sections_editors_and_chiefs_approve(submitted, people, who):
    workflow.approve(submitted, by=getattr(people, who))
    assert review.is_approved(stored(submitted))


def test_what_is_not_under_review_cannot_be_approved(draft, people):
    with pytest.raises(NotYet) as refused:
        workflow.approve(draft, by=people.editor)
    assert refused.value.reasons() == ["المادة ليست قيد المراجعة."]


def test_what_a_colleague_changed_since_must_be_read_again(submitted, people):
    edited(submitted, people.writer)
    with pytest.raises(NotYet) as refused:
        workflow.approve(stored(submitted), by=people.editor)
    assert refused.value.reasons() == ["تغيّر النص منذ سُلّم. اقرأه مجددًا أولًا."]


def test_an_editors_own_last_touch_is_approved_with_the_text(submitted, people):
    touched = edited(submitted, people.editor)
    workflow.approve(stored(submitted), by=people.editor)
    assert stored(submitted).publication.ready_revision_id == touched.pk


def test_an_article_is_sent_back_with_a_note_and_handed_in_again(submitted, people):
    workflow.send_back(submitted, by=people.editor, note="أضف رقم القرار")
    assert stored(submitted).current_workflow_state.status == "needs_changes"
    workflow.submit(stored(submitted), by=people.writer)
    assert stored(submitted).current_workflow_state.status == "in_progress"


def test_sending_back_says_why(submitted, people):
    with pytest.raises(NotYet) as refused:
        workflow.send_back(submitted, by=people.editor, note=" ـ ")
    assert refused.value.message_dict == {"note": ["قل ما الذي يجب تغييره."]}


@pytest.mark.parametrize("who", ["writer", "publisher", *OUTSIDERS])
def test_only_the_sections_editors_send_back(submitted, people, who):
    with pytest.raises(PermissionDenied):
        workflow.send_back(submitted, by=getattr(people, who), note="سبب")


def test_the_reviews_that_wait_for_an_editor_are_those_of_the_own_sections(submitted, people):
    task = submitted.current_workflow_task
    waiting = {
        who: task.get_task_states_user_can_moderate(getattr(people, who)).count()
        for who in ("editor", "other_editor", "chief", "operator", "writer", "publisher", "stranger")
    }
    assert waiting == {
        "editor": 1, "other_editor": 0, "chief": 1, "operator": 1, "writer": 0, "publisher": 0, "stranger": 0,
    }  # fmt: skip


# --- publishing, scheduling, withdrawing -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["writer", "editor", *OUTSIDERS])
def test_only_the_sections_publishers_publish_schedule_and_withdraw(approved, article, people, who):
    by = getattr(people, who)
    with pytest.raises(PermissionDenied):
        workflow.publish(approved, approved.latest_revision, by=by)
    with pytest.raises(PermissionDenied):
        workflow.schedule(approved, approved.latest_revision, timezone.now() + timedelta(hours=1), by=by)
    with pytest.raises(PermissionDenied):
        workflow.withdraw(article, by=by)
    assert (stored(approved).live, stored(article).live) == (False, True)


def test_a_version_of_another_article_is_refused(approved, article, people):
    with pytest.raises(NotYet) as refused:
        workflow.publish(approved, article.latest_revision, by=people.publisher)
    assert refused.value.reasons() == ["هذه النسخة من مادة أخرى."]


def test_a_schedule_is_taken_back(approved, people):
    workflow.schedule(approved, approved.latest_revision, timezone.now() + timedelta(hours=1), by=people.publisher)
    with pytest.raises(PermissionDenied):
        workflow.unschedule(approved, by=people.editor)
    workflow.unschedule(approved, by=people.publisher)
    assert stored(approved).latest_revision.approved_go_live_at is None
    with pytest.raises(NotYet):
        workflow.unschedule(approved, by=people.publisher)


def test_publishing_now_overrides_a_schedule(approved, people):
    workflow.schedule(approved, approved.latest_revision, timezone.now() + timedelta(hours=1), by=people.publisher)
    revision = stored(approved).latest_revision
    workflow.publish(approved, revision, by=people.publisher)
    assert (stored(approved).live, stored(approved).latest_revision.approved_go_live_at) == (True, None)


def test_withdrawing_also_drops_a_scheduled_update(article, people):
    update = edited(article, people.chief)
    workflow.schedule(article, update, timezone.now() + timedelta(hours=1), by=people.chief)
    workflow.withdraw(article, by=people.publisher)
    assert (stored(article).live, stored(article).approved_schedule) == (False, False)


def test_what_is_not_live_cannot_be_withdrawn(draft, people):
    with pytest.raises(NotYet) as refused:
        workflow.withdraw(draft, by=people.publisher)
    assert refused.value.reasons() == ["المادة غير منشورة."]


def test_what_was_not_withdrawn_cannot_be_brought_back(article, people):
    with pytest.raises(NotYet):
        workflow.republish(article, by=people.chief)


def test_only_the_house_dates_an_article_back(draft, people):
    moment = timezone.now() - timedelta(days=900)
    with pytest.raises(PermissionDenied):
        workflow.publish(draft, draft.latest_revision, by=people.chief, dated=moment)
    workflow.publish(draft, draft.latest_revision, by=None, dated=moment)
    assert (stored(draft).first_published_at, stored(draft).publication.listed_at) == (moment, moment)


# --- the copy edit ---------------------------------------------------------------------------------------------------


@pytest.fixture
def copy_edited(house):
    """Politics wants a copy edit after its review."""
    house.politics.needs_copy_edit = True
    house.politics.save()
    return house.politics


@pytest.fixture
def reviewed(copy_edited, submitted, people):
    """Past the section review, before the copy edit."""
    workflow.approve(stored(submitted), by=people.editor)
    return stored(submitted)


def step_now(article):
    task = stored(article).current_workflow_task
    return task and task.step


@pytest.mark.parametrize("who", ["editor", "publisher", "chief", "operator"])
def test_after_the_review_comes_the_copy_edit_by_an_editor_or_a_publisher(reviewed, people, who):
    assert (step_now(reviewed), review.is_approved(reviewed)) == (review.Step.COPY_EDIT, False)
    workflow.approve(reviewed, by=getattr(people, who))
    assert review.is_approved(stored(reviewed))
    assert stored(reviewed).publication.ready_steps == ["copy_edit", "review"]


@pytest.mark.parametrize("who", ["writer", *OUTSIDERS])
def test_nobody_else_takes_the_copy_edit(reviewed, people, who):
    with pytest.raises(PermissionDenied):
        workflow.approve(reviewed, by=getattr(people, who))
    with pytest.raises(PermissionDenied):
        workflow.send_back(reviewed, by=getattr(people, who), note="سبب")


def test_what_passed_the_review_alone_is_not_published(reviewed, people):
    with pytest.raises(NotYet) as refused:
        workflow.publish(reviewed, reviewed.latest_revision, by=people.publisher)
    assert refused.value.message_dict["review"] == [
        "لم يُجِز القسم هذه النسخة بعد.",
        "لم تمرّ هذه النسخة بالتدقيق بعد.",
    ]


def test_the_copy_editors_own_words_are_approved_with_the_text(reviewed, people):
    mended = edited(reviewed, people.publisher, "البلديّة تفتح الميناء")
    workflow.approve(stored(reviewed), by=people.publisher)
    ready = stored(reviewed).publication
    assert (ready.ready_revision_id, ready.ready_steps) == (mended.pk, ["copy_edit", "review"])


def test_a_colleagues_words_between_the_steps_go_back_to_the_review(reviewed, people):
    edited(reviewed, people.chief, "عنوان من رئيسة التحرير")
    with pytest.raises(NotYet):
        workflow.approve(stored(reviewed), by=people.publisher)
    latest = stored(reviewed).latest_revision
    task, state = stored(reviewed).current_workflow_task, stored(reviewed).current_workflow_task_state
    task.on_action(state, people.publisher, "approve", seen=latest.pk)
    assert step_now(reviewed) == review.Step.REVIEW
    workflow.approve(stored(reviewed), by=people.editor)
    assert (step_now(reviewed), review.is_approved(stored(reviewed).get_latest_revision_as_object())) == (None, True)


def test_what_the_copy_editor_sends_back_comes_back_to_the_copy_edit_and_to_the_review_it_lost(reviewed, people):
    workflow.send_back(reviewed, by=people.publisher, note="راجع الأسماء")
    edited(stored(reviewed), people.writer, "أسماء مراجعة")
    workflow.submit(stored(reviewed), by=people.writer)
    assert step_now(reviewed) == review.Step.COPY_EDIT
    workflow.approve(stored(reviewed), by=people.publisher)
    assert step_now(reviewed) == review.Step.REVIEW
    workflow.approve(stored(reviewed), by=people.editor)
    assert stored(reviewed).publication.ready_revision_id == stored(reviewed).latest_revision_id


def test_a_section_may_want_the_copy_edit_alone(copy_edited, draft, people):
    copy_edited.needs_review = False
    copy_edited.save()
    workflow.submit(draft, by=people.writer)
    assert step_now(draft) == review.Step.COPY_EDIT
    with pytest.raises(NotYet) as refused:
        workflow.publish(draft, draft.latest_revision, by=people.publisher)
    assert refused.value.reasons() == ["لم تمرّ هذه النسخة بالتدقيق بعد."]
    workflow.approve(stored(draft), by=people.editor)
    workflow.publish(draft, stored(draft).latest_revision, by=people.publisher)
    assert stored(draft).live


def test_without_any_step_a_publisher_publishes_without_ceremony(house, draft, people):
    house.politics.needs_review = False
    house.politics.save()
    workflow.publish(draft, draft.latest_revision, by=people.publisher)
    assert (stored(draft).live, actions(draft)[-1]) == (True, "wagtail.publish")
    assert "articles.approve" not in actions(draft)


def test_who_edits_and_publishes_does_not_pass_over_the_copy_edit_alone(copy_edited, draft, house, people):
    join(people.editor, house.team, "publisher", by=None)
    with pytest.raises(NotYet):
        workflow.publish(draft, draft.latest_revision, by=people.editor)


def test_a_chief_passes_over_the_copy_edit_and_the_history_says_so(copy_edited, draft, people):
    workflow.publish(draft, draft.latest_revision, by=people.chief)
    assert actions(draft)[-2:] == ["articles.approve", "wagtail.publish"]
    assert stored(draft).publication.ready_steps == ["copy_edit", "review"]


def test_a_copy_edit_that_is_switched_on_later_is_asked_of_what_was_approved(approved, house, people):
    house.politics.needs_copy_edit = True
    house.politics.save()
    with pytest.raises(NotYet) as refused:
        workflow.publish(stored(approved), approved.latest_revision, by=people.publisher)
    assert refused.value.reasons() == ["لم تمرّ هذه النسخة بالتدقيق بعد."]


def test_a_change_after_the_copy_edit_asks_for_every_step_again(reviewed, people):
    workflow.approve(reviewed, by=people.publisher)
    changed = edited(stored(reviewed), people.writer)
    with pytest.raises(NotYet):
        workflow.publish(stored(reviewed), changed, by=people.publisher)
    workflow.submit(stored(reviewed), by=people.writer)
    assert step_now(reviewed) == review.Step.REVIEW
