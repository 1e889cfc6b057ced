"""Whom each step of an article is told to: those concerned, once, in Arabic."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from articles import schedule, workflow
from articles.models import ArticlePage, Publication
from newsroom.outbox.delivery import deliver_due
from newsroom.outbox.models import Letter
from newsroom.rtl.bidi import FIRST_STRONG_ISOLATE, POP_ISOLATE
from newsroom.teams.membership import join, leave
from newsroom.teams.models import Membership
from tests import cast
from tests.articles.editor import edit_url, typed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def written() -> set[tuple[str, str]]:
    """Take what lies in the outbox: each kind, and to whom."""
    letters = list(Letter.objects.select_related("user"))
    Letter.objects.all().delete()
    found = [(letter.kind.removeprefix("articles."), letter.user.email.partition("@")[0]) for letter in letters]
    assert len(found) == len(set(found))
    return set(found)


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


@pytest.fixture
def submitted(draft, people):
    workflow.submit(draft, by=people.writer, note="الأرقام من بيان البلدية")
    return stored(draft)


# --- who is told -----------------------------------------------------------------------------------------------------


def test_what_is_handed_in_is_told_to_those_who_can_decide(submitted):
    assert written() == {("review", "editor")}


def test_an_editor_who_hands_in_is_not_asked_but_the_other_editor_is(draft, house, people):
    join(people.publisher, house.team, Membership.Role.EDITOR, by=None)
    workflow.submit(draft, by=people.editor)
    assert written() == {("review", "publisher")}


def test_where_the_team_has_no_editor_the_chiefs_are_asked(draft, house, people):
    leave(people.editor, house.team, by=None)
    workflow.submit(draft, by=people.writer)
    assert written() == {("review", "chief"), ("review", "other_chief")}


def test_the_second_step_is_told_to_those_who_can_take_it_but_not_to_who_took_the_first(submitted, house, people):
    house.politics.needs_copy_edit = True
    house.politics.save()
    written()
    workflow.approve(submitted, by=people.editor, note="تحقّق من الأسماء")
    assert Letter.objects.get().text.count("تحقّق من الأسماء") == 1
    assert written() == {("copy_edit", "publisher")}


def test_what_is_sent_back_is_told_to_its_writer_and_asked_for_again_when_handed_in_again(submitted, people):
    written()
    workflow.send_back(submitted, by=people.editor, note="أضف رقم القرار")
    assert written() == {("returned", "writer")}
    workflow.submit(stored(submitted), by=people.writer, note="أضفته")
    assert "أضفته" in Letter.objects.get().text
    assert "أضف رقم القرار" not in Letter.objects.get().text
    assert written() == {("review", "editor")}


def test_what_somebody_else_handed_in_goes_back_to_both(draft, people):
    workflow.submit(draft, by=people.publisher)
    written()
    workflow.send_back(draft, by=people.editor, note="أضف رقم القرار")
    assert written() == {("returned", "writer"), ("returned", "publisher")}


def test_what_is_ready_is_told_to_the_publishers_and_to_the_writer(submitted, people):
    written()
    workflow.approve(submitted, by=people.editor)
    assert written() == {("ready", "publisher"), ("approved", "writer")}


def test_what_somebody_else_publishes_or_schedules_is_told_to_the_owner(draft, people):
    workflow.schedule(draft, draft.latest_revision, timezone.now() + HOUR, by=people.chief)
    assert "بتوقيت" in Letter.objects.get().text
    assert written() == {("scheduled", "writer")}
    workflow.publish(draft, draft.latest_revision, by=people.chief)
    assert written() == {("published", "writer")}


def test_what_goes_live_by_itself_is_told_to_the_owner_once(draft, people):
    workflow.schedule(draft, draft.latest_revision, timezone.now() + HOUR, by=people.chief)
    written()
    with time_machine.travel(timezone.now() + HOUR, tick=False):
        schedule.publish_due()
        schedule.publish_due()
    assert written() == {("published", "writer")}


def test_what_one_publishes_oneself_is_told_to_nobody_nor_is_what_the_house_loads(house, people):
    own = cast.draft(house.politics, owner=people.chief)
    workflow.publish(own, own.latest_revision, by=people.chief)
    cast.live_article(house.politics, owner=people.writer)
    assert written() == set()


def test_what_could_not_go_live_is_told_with_every_reason_to_who_scheduled_it_and_the_publishers(draft, people):
    workflow.schedule(draft, draft.latest_revision, timezone.now() + HOUR, by=people.chief)
    written()
    embargo = timezone.now() + 3 * HOUR
    Publication.objects.filter(pk=draft.pk).update(hold_reason="بلاغ قانوني", embargo_until=embargo)
    with time_machine.travel(timezone.now() + HOUR, tick=False):
        schedule.publish_due()
        schedule.publish_due()
    text = Letter.objects.first().text
    assert "بلاغ قانوني" in text
    assert len([line for line in text.splitlines() if line.startswith("- ")]) == 2
    assert written() == {("could_not_go_live", "chief"), ("could_not_go_live", "publisher")}


def test_what_could_not_expire_is_told_once_to_the_publishers(article, people, monkeypatch):
    due = timezone.now() - HOUR
    Publication.objects.filter(pk=article.pk).update(expires_at=due)
    monkeypatch.setattr(ArticlePage, "unpublish", lambda *_args, **_kwargs: 1 / 0)
    schedule.expire_due()
    schedule.expire_due(timezone.now() + HOUR)
    assert written() == {("could_not_expire", "publisher")}


# --- who is not ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("left", ["account closed", "role lost"])
def test_who_has_left_gets_no_letter(submitted, house, people, left):
    written()
    if left == "role lost":
        leave(people.writer, house.team, by=None)
    else:
        people.writer.is_active = False
        people.writer.save()
    workflow.send_back(submitted, by=people.editor, note="أضف رقم القرار")
    assert written() == set()


@pytest.mark.parametrize(
    ("wish", "spared"),
    [
        ("submitted_notifications", {("review", "editor"), ("ready", "publisher")}),
        ("rejected_notifications", {("returned", "writer")}),
        ("approved_notifications", {("approved", "writer"), ("published", "writer")}),
    ],
)
def test_wishes_of_the_account_page_are_kept(draft, people, wish, spared):
    everything = {
        ("review", "editor"), ("returned", "writer"), ("ready", "publisher"), ("approved", "writer"),
        ("published", "writer"),
    }  # fmt: skip
    for person in (people.writer, people.editor, people.publisher):
        UserProfile.objects.create(user=person, **{wish: False})
    told = set()
    workflow.submit(draft, by=people.writer)
    told |= written()
    workflow.send_back(draft, by=people.editor, note="أضف رقم القرار")
    workflow.submit(stored(draft), by=people.writer)
    told |= written()
    workflow.approve(stored(draft), by=people.editor)
    workflow.publish(draft, draft.latest_revision, by=people.publisher)
    assert told | written() == everything - spared


def test_a_refused_decision_tells_nobody(submitted, people):
    written()
    with pytest.raises(workflow.NotYet):
        workflow.send_back(submitted, by=people.editor, note=" ")
    assert written() == set()


# --- each way, and no second mail ------------------------------------------------------------------------------------


def mails(mailoutbox) -> list[list[str]]:
    deliver_due()
    sent = sorted(mail.to for mail in mailoutbox)
    mailoutbox.clear()
    return sent


def test_by_the_panels_buttons_exactly_one_letter_leaves_for_each_event(draft, desk, people, mailoutbox):
    desk("writer").post(edit_url(draft), typed(draft) | {"action-submit": "1"})
    assert mails(mailoutbox) == [["editor@example.org"]]
    state = stored(draft).current_workflow_task_state
    decide = reverse("wagtailadmin_pages:workflow_action", args=(draft.pk, "reject", state.pk))
    desk("editor").post(decide, {"comment": "أضف رقم القرار"})
    assert mails(mailoutbox) == [["writer@example.org"]]
    desk("writer").post(edit_url(draft), typed(stored(draft)) | {"action-restart-workflow": "1"})
    desk("writer").post(edit_url(draft), typed(stored(draft)) | {"action-submit": "1"})
    assert mails(mailoutbox) == [["editor@example.org"]]
    state = stored(draft).current_workflow_task_state
    decide = reverse("wagtailadmin_pages:workflow_action", args=(draft.pk, "approve", state.pk))
    desk("editor").post(decide, {"comment": ""})
    assert mails(mailoutbox) == [["publisher@example.org"], ["writer@example.org"]]
    bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish")) + f"?id={draft.pk}"
    desk("publisher").post(bulk)
    assert stored(draft).live
    assert mails(mailoutbox) == [["writer@example.org"]]


# --- what it says ----------------------------------------------------------------------------------------------------


def test_a_letter_is_plain_arabic_with_names_set_apart_and_a_full_address(house, people, mailoutbox):
    draft = cast.draft(house.politics, owner=people.writer, title="Apple تفتح <b>مكتبًا</b>")
    workflow.submit(draft, by=people.writer, note="سطر أول\nline two & more")
    deliver_due()
    [mail] = mailoutbox

    def apart(text: str) -> str:
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"

    assert mail.subject == f"للمراجعة: {apart('Apple تفتح <b>مكتبًا</b>')}"
    assert mail.body.splitlines() == [
        f"مرحبًا {apart('هدى')}،",
        "",
        f"مادة من {apart('سلمى')} في قسم {apart('سياسة')} تنتظر مراجعتك.",
        "",
        apart("Apple تفتح <b>مكتبًا</b>"),
        f"{settings.SITE_URL}/admin/pages/{draft.pk}/edit/",
        "",
        "الملاحظة المرافقة:",
        apart("سطر أول"),
        apart("line two & more"),
        "",
        "-- ",
        apart(settings.WAGTAIL_SITE_NAME),
    ]
    assert mail.from_email == settings.DEFAULT_FROM_EMAIL


def test_a_letter_goes_under_the_headline_of_its_own_version(submitted, people):
    workflow.approve(submitted, by=people.editor)
    approved = stored(submitted).publication.ready_revision
    newer = submitted.get_latest_revision_as_object()
    newer.title = "عنوان لم يقرأه أحد"
    newer.save_revision(user=people.writer)
    workflow.schedule(submitted, approved, timezone.now() + HOUR, by=people.publisher)
    workflow.publish(submitted, approved, by=people.publisher)
    assert Letter.objects.filter(kind__in=["articles.scheduled", "articles.published"]).count() == 2
    assert not Letter.objects.filter(subject__contains="عنوان لم يقرأه أحد").exists()


def test_every_kind_of_letter_has_its_text(house, people, draft):
    from articles import letters

    for kind in letters.SUBJECTS:
        facts = {"who": people.editor, "note": "ملاحظة", "reasons": ["سبب"], "moment": timezone.now()}
        letters._write(kind, kind, draft, {people.publisher}, by=None, version=None, **facts)
    texts = [letter.text for letter in Letter.objects.order_by("pk")]
    assert len(set(texts)) == len(letters.SUBJECTS)
    for text in texts:
        assert "\n\n\n" not in text
        assert text.startswith("مرحبًا")
    leading = dict.fromkeys(letters.SUBJECTS, f"/admin/pages/{draft.pk}/edit/")
    leading["ready"] = f"/admin/articles/ready/{draft.pk}/"
    found = {letter.key.partition(":")[0]: letter.text for letter in Letter.objects.all()}
    assert [kind for kind, page in leading.items() if settings.SITE_URL + page not in found[kind]] == []
