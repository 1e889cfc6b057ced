"""Choosing a moment: at least a minute ahead, to the minute, and never a surprise."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import moments, workflow
from articles.models import ArticlePage
from articles.notyet import NotYet
from tests import cast
from tests.articles.editor import edit_url, typed

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, 0, 20, tzinfo=UTC)  # 12:00:20 in Riyadh
PASSED = "مضى هذا الموعد: اختر موعدًا لاحقًا أو أخلِ الخانة."
TOO_SOON = "اختر موعدًا بعد دقيقة من الآن على الأقل."
TOO_FAR = "اختر موعدًا خلال السنوات العشر المقبلة."


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def desk(client, people):
    def sit(role: str):
        client.force_login(getattr(people, role))
        return client

    return sit


@pytest.fixture
def draft(house, people):
    return cast.draft(house.politics, owner=people.writer)


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def written(article) -> ArticlePage:
    return stored(article).get_latest_revision_as_object()


# The verb


@pytest.mark.parametrize(
    ("moment", "reasons"),
    [
        (NOW - timedelta(days=1), [PASSED]),
        (datetime(1, 1, 1, tzinfo=UTC), [PASSED]),
        (NOW, [PASSED]),  # its full minute has begun
        (NOW + timedelta(seconds=40), [TOO_SOON]),
        (NOW + timedelta(seconds=99), [TOO_SOON]),  # 12:01:59 is 12:01
        (datetime(2037, 1, 1, tzinfo=UTC), [TOO_FAR]),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), [TOO_FAR]),
    ],
)
def test_a_schedule_lies_at_least_a_minute_ahead(draft, people, moment, reasons):
    with pytest.raises(NotYet) as refused:
        workflow.schedule(draft, draft.latest_revision, moment, by=people.chief)
    assert refused.value.message_dict == {"go_live_at": reasons}
    assert not stored(draft).approved_schedule


def test_a_schedule_stands_to_the_minute(draft, people):
    workflow.schedule(draft, draft.latest_revision, NOW + timedelta(seconds=110), by=people.chief)
    assert stored(draft).latest_revision.approved_go_live_at == datetime(2026, 11, 23, 9, 2, tzinfo=UTC)


def test_who_may_not_publish_may_not_schedule(draft, people):
    for by in (people.stranger, people.writer, people.other_publisher):
        with pytest.raises(PermissionDenied):
            workflow.schedule(draft, draft.latest_revision, NOW + timedelta(hours=1), by=by)
    assert not stored(draft).approved_schedule


# The dialog


def test_the_dialog_takes_two_minutes_ahead_and_shows_whose_time_it_is(draft, desk):
    chief = desk("chief")
    page = chief.get(edit_url(draft)).content.decode()
    assert page.count("بتوقيت الرياض، إلى الدقيقة.") == 2
    answer = chief.post(edit_url(draft), typed(draft, **{"go_live_at": "2026-11-23 12:02", "action-publish": "1"}))
    assert answer.status_code == 302
    assert stored(draft).latest_revision.approved_go_live_at == datetime(2026, 11, 23, 9, 2, tzinfo=UTC)
    assert "23 نوفمبر 2026، 12:02 بتوقيت الرياض" in chief.get(edit_url(draft)).content.decode()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2026-11-23 12:01", TOO_SOON),
        ("2026-11-23 12:00", PASSED),
        ("2025-11-23 12:00", PASSED),
        ("2026-11-23T12:30:00+05:00", PASSED),
        ("0001-01-01 00:00", PASSED),
        ("9999-12-31 23:59", TOO_FAR),
        ("12026-11-23 12:00", "اكتب التاريخ والوقت هكذا: \u20662026-11-23 14:05\u2069."),
        ("غدًا ظهرًا", "اكتب التاريخ والوقت هكذا: \u20662026-11-23 14:05\u2069."),
        ("2026-11-23T12:00+99:99", "اكتب التاريخ والوقت هكذا: \u20662026-11-23 14:05\u2069."),
        ("2026-11-31 12:00", "اكتب التاريخ والوقت هكذا: \u20662026-11-23 14:05\u2069."),
    ],
)
@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
def test_what_cannot_be_is_refused_beside_its_field_and_all_typed_is_kept(draft, desk, field, value, reason):
    posted = typed(draft, title="عنوان جديد", **{field: value, "action-publish": "1"})
    answer = desk("chief").post(edit_url(draft), posted)
    form = answer.context["form"]
    assert form.errors[field] == [reason]
    assert (form["title"].value(), form[field].value()) == ("عنوان جديد", value)
    assert reason in answer.content.decode()
    assert (stored(draft).live, stored(draft).approved_schedule) == (False, False)


@pytest.mark.parametrize("action", [{}, {"action-submit": "1"}])
def test_saving_the_schedule_and_handing_in_refuse_it_too(draft, desk, people, action):
    answer = desk("writer").post(edit_url(draft), typed(draft, go_live_at="2026-11-23 11:00") | action)
    assert answer.context["form"].errors["go_live_at"] == [PASSED]
    assert written(draft).go_live_at is None


@pytest.mark.parametrize("value", ["2026-03-29 00:30", "2026-10-24 23:30"])  # never comes; comes twice
def test_a_night_in_which_the_hour_changes_gets_a_sentence(draft, desk, noon, value):
    noon.move_to(datetime(2026, 3, 1, tzinfo=UTC))
    with timezone.override("Asia/Beirut"):
        form = draft.get_edit_handler().get_form_class()(typed(draft, go_live_at=value), instance=draft)
        assert form.errors["go_live_at"][0].startswith("تُغيَّر الساعة في تلك الليلة")


def test_another_offset_means_the_same_moment(draft, desk):
    posted = typed(draft, **{"go_live_at": "2026-11-23T12:02:59+02:00", "action-publish": "1"})
    desk("chief").post(edit_url(draft), posted)
    assert stored(draft).latest_revision.approved_go_live_at == datetime(2026, 11, 23, 10, 2, tzinfo=UTC)


def test_it_expires_after_it_goes_live(draft, desk):
    posted = typed(draft, go_live_at="2026-11-23 13:00", expire_at="2026-11-23 13:00")
    form = desk("chief").post(edit_url(draft), posted).context["form"]
    assert form.errors == {"expire_at": ["اختر موعدًا بعد موعد النشر أو أخلِ الخانة."]}


# What passed meanwhile


def test_a_moment_that_passed_before_the_editor_was_opened_is_none_any_more(draft, desk, people, noon):
    workflow.schedule(draft, draft.latest_revision, NOW + timedelta(hours=1), by=people.chief)
    workflow.unschedule(draft, by=people.chief)
    noon.shift(timedelta(days=3))
    chief = desk("chief")
    form = chief.get(edit_url(draft)).context["form"]
    assert (form["go_live_at"].value(), written(draft).go_live_at) == (None, NOW.replace(second=0) + timedelta(hours=1))
    chief.post(edit_url(draft), typed(draft, title="بعد أيام"))
    assert (written(draft).title, written(draft).go_live_at) == ("بعد أيام", None)


@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
def test_a_moment_that_passes_while_the_editor_is_open_keeps_no_draft_from_being_saved(draft, desk, noon, field):
    chief, when = desk("chief"), {field: "2026-11-23 12:30"}
    chief.post(edit_url(draft), typed(draft) | when)
    noon.shift(timedelta(hours=1))
    for title in ("محفوظة مرّة", "محفوظة مرّتين"):
        assert chief.post(edit_url(draft), typed(draft, title=title) | when).status_code == 302
        assert written(draft).title == title
    form = chief.post(edit_url(draft), typed(draft) | when | {"action-publish": "1"}).context["form"]
    assert (form.errors[field], stored(draft).live) == ([PASSED], False)


@pytest.mark.parametrize("value", ["2026-11-23 11:00", "2026-11-"])
def test_what_is_saved_by_itself_keeps_the_moment_that_was(draft, desk, value):
    chief = desk("chief")
    chief.post(edit_url(draft), typed(draft, go_live_at="2026-11-23 14:00"))
    posted = typed(draft, title="كُتبت وحُفظت", go_live_at=value, expire_at=value)
    answer = chief.post(edit_url(draft), posted, headers={"Accept": "application/json"})
    assert answer.json()["success"]
    assert (written(draft).title, written(draft).go_live_at) == ("كُتبت وحُفظت", datetime(2026, 11, 23, 11, tzinfo=UTC))
    assert written(draft).expire_at is None


def test_publishing_now_forgets_the_moment_that_passed(draft, desk, people, noon):
    moments.write_moment(draft.latest_revision, NOW + timedelta(minutes=5))
    noon.shift(timedelta(hours=1))
    stored(draft).get_latest_revision().publish(user=people.chief)
    assert (stored(draft).live, stored(draft).go_live_at, written(draft).go_live_at) == (True, None, None)


def test_no_other_way_schedules_for_the_next_seconds(draft, people):
    moments.write_moment(draft.latest_revision, NOW + timedelta(seconds=20))
    with pytest.raises(NotYet) as refused:
        stored(draft).get_latest_revision().publish(user=people.chief)
    assert refused.value.message_dict == {"go_live_at": [TOO_SOON]}
