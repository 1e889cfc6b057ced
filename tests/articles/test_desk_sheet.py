"""An article's desk sheet: who sees it, what it offers to whom, and how it says no."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from articles import bin as the_bin
from articles import corrections, interrupts, takedown
from articles.models import ArticlePage, Correction
from articles.panel.deeds import DEEDS
from tests import cast
from tests.articles.editor import edit_url

pytestmark = pytest.mark.django_db
TEXT = "ورد في نسخة سابقة أن الميناء يفتح السبت، والصواب الجمعة."
SOON = f"{localtime(timezone.now() + timedelta(hours=3)):%Y-%m-%dT%H:%M}"
TYPED = {
    "correct": {"kind": "correction", "text": TEXT},
    "take_back": {"correction": "1"},
    "hold": {"reason": "ننتظر ردّ البلدية"},
    "embargo": {"until": SOON},
    "take_down": {"reason": "حكم المحكمة رقم 17"},
}
INTERRUPTS, CORRECTS = {"hold", "embargo"}, {"correct"}
OFFERS = {
    "writer": set(),
    "editor": INTERRUPTS,
    "publisher": INTERRUPTS | CORRECTS,
    "chief": INTERRUPTS | CORRECTS | {"take_down"},
    "operator": INTERRUPTS | CORRECTS | {"take_down"},
}


def sheet(article) -> str:
    return reverse("article_desk", args=(article.pk,))


def stored(article) -> ArticlePage:
    return ArticlePage.objects.select_related("publication").get(pk=article.pk)


def press(client, article, deed: str, **typed):
    return client.post(sheet(article), {"deed": deed} | TYPED.get(deed, {}) | typed)


def shown(answer) -> str:
    return answer.content.decode()


def offered(answer) -> set[str]:
    return {name for name in DEEDS if f'value="{name}"' in shown(answer)}


@pytest.mark.parametrize("who", OFFERS)
def test_each_finds_the_buttons_of_what_they_may_do(article, desk, who):
    assert offered(desk(who).get(sheet(article))) == OFFERS[who]


@pytest.mark.parametrize("who", OFFERS)
@pytest.mark.parametrize("deed", DEEDS)
def test_a_crafted_form_does_no_more_than_the_buttons(article, desk, who, deed):
    may = {"release": "hold", "lift_embargo": "embargo", "take_back": "correct", "put_back": "take_down"}
    allowed = may.get(deed, deed) in OFFERS[who]
    answer = press(desk(who), article, deed)
    assert (answer.status_code != 403) is allowed
    publication = stored(article).publication
    touched = publication.hold_reason or publication.embargo_until or publication.taken_down_at
    assert bool(touched or Correction.objects.exists()) is (allowed and deed not in may)


@pytest.mark.parametrize("who", ["other_writer", "other_publisher", "photo_editor"])
def test_a_colleague_who_sees_the_article_but_does_not_work_on_it_is_refused(article, draft, desk, who):
    client = desk(who)
    assert (client.get(sheet(article)).status_code, press(client, article, "hold").status_code) == (403, 403)
    assert (client.get(sheet(draft)).status_code, press(client, draft, "hold").status_code) == (404, 404)


def test_who_has_no_place_in_the_panel_finds_nothing(article, desk):
    assert desk("stranger").get(sheet(article)).status_code in (302, 403)


def test_a_correction_is_published_and_taken_back(article, desk, client):
    publisher = desk("publisher")
    assert press(publisher, article, "correct").url == sheet(article)
    assert TEXT in shown(client.get(article.url))
    page = publisher.get(sheet(article))
    assert "take_back" in offered(page)
    assert TEXT in shown(page)
    press(publisher, article, "take_back", correction=Correction.objects.get().pk)
    assert TEXT not in shown(client.get(article.url))


def test_no_button_publishes_the_draft(article, desk, client):
    draft = article.get_latest_revision_as_object()
    draft.title = "سرّ المسودة"
    draft.save_revision(clean=False)
    chief = desk("chief")
    for deed in ("correct", "hold", "release", "embargo", "lift_embargo"):
        assert press(chief, article, deed).status_code == 302
        assert "سرّ المسودة" not in shown(client.get(article.url)) + shown(client.get("/corrections/"))
    after = stored(article)
    assert (after.live, after.has_unpublished_changes, after.live_revision_id) == (True, True, article.live_revision_id)


def test_a_hold_is_set_and_released(draft, desk):
    editor = desk("editor")
    press(editor, draft, "hold")
    page = editor.get(sheet(draft))
    assert TYPED["hold"]["reason"] in shown(page)
    assert offered(page) == {"release", "embargo"}
    press(editor, draft, "release")
    assert not stored(draft).publication.hold_reason


def test_an_embargo_is_set_and_lifted(draft, desk):
    editor = desk("editor")
    press(editor, draft, "embargo")
    assert f"{localtime(stored(draft).publication.embargo_until):%Y-%m-%dT%H:%M}" == SOON
    assert offered(editor.get(sheet(draft))) == {"hold", "lift_embargo"}
    press(editor, draft, "lift_embargo")
    assert stored(draft).publication.embargo_until is None


def test_a_chief_takes_down_and_allows_again(article, desk, client):
    chief = desk("chief")
    press(chief, article, "take_down")
    assert client.get(article.url).status_code == 410
    page = chief.get(sheet(article))
    assert TYPED["take_down"]["reason"] in shown(page)
    assert offered(page) == INTERRUPTS | {"put_back"}
    press(chief, article, "put_back")
    assert stored(article).publication.taken_down_at is None
    assert "سُحبت" in shown(chief.get(sheet(article)))


@pytest.mark.parametrize(
    ("deed", "typed"),
    [
        ("correct", {"text": ""}),
        ("correct", {"text": "ن" * 601}),
        ("correct", {"kind": "lie"}),
        ("hold", {"reason": " "}),
        ("hold", {"reason": "ن" * 301}),
        ("embargo", {"until": "2020-01-01T10:00"}),
        ("embargo", {"until": "غدًا"}),
        ("embargo", {"until": "0001-01-01T00:00"}),
        ("embargo", {"until": "9999-12-31T23:59"}),
        ("take_down", {"reason": "\u200b"}),
    ],
)
def test_bad_input_is_told_beside_the_field_and_what_was_typed_stays(article, desk, deed, typed):
    answer = press(desk("chief"), article, deed, **typed)
    form = answer.context["offers"][deed].form
    assert answer.status_code == 422
    assert set(form.errors) == set(typed)
    assert all(error in shown(answer) for errors in form.errors.values() for error in errors)
    for name, value in (TYPED[deed] | typed).items():
        assert form[name].value() == value
    after = stored(article)
    assert (after.live, after.publication.hold_reason, after.publication.embargo_until) == (True, "", None)
    assert not Correction.objects.exists()


def test_the_second_of_two_is_told_who_was_first_and_why(article, people, desk):
    interrupts.hold(article, reason="بلاغ من محامٍ", by=people.chief)
    answer = press(desk("editor"), article, "hold")
    assert answer.status_code == 422
    assert "المادة موقوفة من قبل: \u2068بلاغ من محامٍ\u2069" in shown(answer)
    assert TYPED["hold"]["reason"] in shown(answer)
    takedown.take_down(article, reason="حكم", by=people.operator)
    answer = press(desk("chief"), article, "take_down")
    assert (answer.status_code, "حُجبت المادة من قبل" in shown(answer)) == (422, True)


def test_a_correction_that_somebody_took_back_meanwhile_is_told(article, people, desk):
    made = corrections.correct(article, kind="correction", text=TEXT, by=people.chief)
    number = made.pk
    corrections.take_back(made, by=people.chief)
    answer = press(desk("publisher"), article, "take_back", correction=number)
    assert (answer.status_code, "سُحب هذا التصويب من قبل" in shown(answer)) == (422, True)


def test_nobody_takes_back_the_correction_of_an_article_that_is_not_theirs(house, article, people, desk):
    others = cast.live_article(house.sport)
    made = corrections.correct(others, kind="correction", text=TEXT, by=None)
    answer = press(desk("publisher"), article, "take_back", correction=made.pk)
    assert answer.status_code == 422
    assert Correction.objects.filter(pk=made.pk).exists()


def test_what_lies_in_the_bin_leads_there(draft, people, desk):
    the_bin.discard(draft, by=people.editor)
    assert desk("editor").get(sheet(draft)).url == reverse("binned_article", args=(draft.pk,))


def test_the_editor_and_the_list_of_articles_lead_to_the_sheet(article, desk):
    chief = desk("chief")
    for url in (edit_url(article), reverse("articles:index")):
        assert sheet(article) in shown(chief.get(url))


def test_an_unknown_deed_does_not_exist(article, desk):
    assert press(desk("chief"), article, "burn").status_code == 404
