"""What the editor reads where the door refuses: every reason at once, beside its field or above; the draft is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from articles.models import ArticlePage
from tests.articles import ways
from tests.articles.editor import add_url, edit_url, typed

pytestmark = pytest.mark.django_db

NO_NAME = "لا أحد يوقّع المادة: أضف شخصًا أو فريقًا."
NO_TEXT = "لا نصّ في المادة."
CLOSED = "القسم غير مفتوح للقرّاء."
HELD = "المادة موقوفة: \u2068ننتظر الردّ\u2069"
TAKEN_DOWN = "حُجبت المادة لسبب قانوني، ولا يعيدها إلا رئيس التحرير."
NOT_APPROVED = "لم يُجِز القسم هذه النسخة بعد."
NO_HEADLINE = "هذا الحقل مطلوب."
PASSED = "مضى هذا الموعد: اختر موعدًا لاحقًا أو أخلِ الخانة."
NO_DESCRIPTION, NO_CREDIT = "لا نصّ بديلًا للصورة «\u2068رصيف\u2069».", "لا مصدر للصورة «\u2068رصيف\u2069»."


@pytest.fixture
def scene(house, people):
    return ways.Scene(house)


def happen(scene, *reasons: str) -> None:
    for reason in reasons:
        ways.REASONS[reason][0](scene)


def edit(scene, **fields):
    return scene.answer(edit_url(scene.article), scene.form() | {"title": "كُتب الآن", "action-publish": "1"} | fields)


def revert(scene, **fields):
    url = reverse("wagtailadmin_pages:revisions_revert", args=(scene.pk, scene.version.pk))
    return scene.answer(url, scene.form() | {"title": "كُتب الآن", "action-publish": "1"} | fields)


def schedule(scene, **fields):
    moment = f"{localtime(timezone.now() + timedelta(hours=2)):%Y-%m-%d %H:%M}"
    return edit(scene, go_live_at=moment, **fields)


def shown(answer) -> dict[str, list[str]]:
    """Return what stands where: by field, by-line and above the form (where the messages say it)."""
    form = answer.context["form"]
    found = {field: list(reasons) for field, reasons in form.errors.items() if field != "__all__"}
    if names := form.formsets["byline"].non_form_errors():
        found["byline"] = list(names)
    messages = " ".join(str(message) for message in answer.context["messages"])
    assert all(reason in messages for reason in form.non_field_errors())
    page = answer.content.decode()
    assert all(reason in page for reasons in found.values() for reason in reasons)
    return found | ({"above": list(form.non_field_errors())} if form.non_field_errors() else {})


@pytest.mark.parametrize("way", [edit, revert, schedule])
def test_every_reason_stands_beside_its_field_or_above_and_the_draft_is_kept(scene, way):
    happen(scene, "hold", "taken down", "no by-line", "no text", "no alternative texts", "no credits", "section closed")
    assert shown(way(scene)) == {
        "byline": [NO_NAME],
        "body": [NO_TEXT],
        "lead": [NO_DESCRIPTION, NO_CREDIT],
        "above": [CLOSED, TAKEN_DOWN, HELD],
    }
    assert (scene.article.live, scene.article.draft_title, ways.standing()) == (False, "كُتب الآن", set())


def test_the_moment_of_going_live_is_kept_with_the_draft(scene):
    happen(scene, "hold")
    schedule(scene)
    assert scene.version.as_object().go_live_at is not None
    assert scene.version.approved_go_live_at is None


def test_an_embargo_names_its_end_and_a_schedule_before_it_does_not_help(scene):
    happen(scene, "embargo")
    for way in (edit, schedule):
        (reason,) = shown(way(scene))["above"]
        assert "على المادة حظر نشر حتى" in reason


def test_what_waits_for_its_approval_is_told_to_who_publishes_and_does_not_approve(scene):
    scene.who = "publisher"
    assert shown(edit(scene)) == {"above": [NOT_APPROVED]}


def test_a_new_article_is_kept_as_a_draft_with_every_reason(scene):
    happen(scene, "section closed")
    scene.who = "publisher"
    new = typed(body="<p></p>", title="كُتب الآن") | {"action-publish": "1"}
    answer = scene.answer(add_url(scene.section), new)
    assert shown(answer) == {"byline": [NO_NAME], "body": [NO_TEXT], "above": [CLOSED, NOT_APPROVED]}
    made = ArticlePage.objects.exclude(pk=scene.pk).get()
    assert (made.live, made.title) == (False, "كُتب الآن")


@pytest.mark.parametrize("way", [edit, revert])
def test_what_the_form_itself_refuses_hides_no_other_reason(scene, way):
    happen(scene, "hold", "no by-line", "no text")
    long_ago = {"title": "ـــ", "expire_at": "2020-01-01 10:00"}
    assert shown(way(scene, **long_ago)) == {
        "title": [NO_HEADLINE],
        "expire_at": [PASSED],
        "byline": [NO_NAME],
        "body": [NO_TEXT],
        "above": [HELD],
    }
    assert scene.article.draft_title != "ـــ"


def test_nor_does_it_in_a_new_article(scene):
    happen(scene, "section closed")
    new = typed(body="<p></p>", title=" ") | {"action-publish": "1"}
    answer = scene.answer(add_url(scene.section), new)
    expected = {"title": [NO_HEADLINE], "byline": [NO_NAME], "body": [NO_TEXT], "above": [CLOSED]}
    assert shown(answer) == expected
    assert ArticlePage.objects.count() == 1


def test_where_the_text_cannot_be_read_what_stands_against_any_text_is_told(scene):
    happen(scene, "hold")
    assert shown(edit(scene, lead="999999")).keys() == {"lead", "above"}


def test_saving_a_draft_asks_for_nothing_of_it(scene):
    happen(scene, "hold", "no by-line", "no text")
    answer = edit(scene, title="", **{"action-publish": ""})
    assert shown(answer) == {"title": [NO_HEADLINE]}
    assert shown(edit(scene, **{"action-publish": ""})) == {}
