"""A publisher publishes exactly the version that was approved, and is told where that cannot be."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from articles import bin as the_bin
from articles import workflow
from articles.models import ArticlePage, Publication
from articles.notyet import NotYet
from articles.panel.ready import release

pytestmark = pytest.mark.django_db


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


@pytest.fixture
def ready(draft, people):
    workflow.submit(draft, by=people.writer)
    workflow.approve(draft, by=people.editor)
    return stored(draft)


def page_of(article) -> str:
    return reverse("articles_ready", args=(article.pk,))


def pressed(article, **more) -> dict:
    """What the page's form sends when it is opened now."""
    return {"version": article.publication.ready_revision_id, "at": ""} | (more or {"now": "1"})


def newer_draft(article, by, title="عنوان لم يقرأه أحد"):
    draft = article.get_latest_revision_as_object()
    draft.title = title
    return draft.save_revision(user=by)


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_page_says_which_version_by_whom_and_when(ready, people, desk):
    page = said(desk("publisher").get(page_of(ready)))
    assert ready.title in page
    assert "<dt>النسخة</dt><dd>1</dd>" in page
    assert "<bdi>هدى</bdi>" in page
    assert f'name="version" value="{ready.latest_revision_id}"' in page
    assert "مسودة أحدث" not in page


def test_the_button_publishes_it(ready, people, desk):
    answer = desk("publisher").post(page_of(ready), pressed(ready), follow=True)
    assert (stored(ready).live, stored(ready).live_revision_id) == (True, ready.latest_revision_id)
    assert f'نُشرت «<bdi dir="rtl">{ready.title}</bdi>»' in said(answer)


def test_nothing_of_a_newer_draft_goes_live_and_its_review_goes_on(ready, people, desk):
    newer = newer_draft(ready, people.writer)
    workflow.submit(stored(ready), by=people.writer)
    page = said(desk("publisher").get(page_of(ready)))
    assert ("مسودة أحدث" in page, "عنوان لم يقرأه أحد" in page) == (True, False)
    desk("publisher").post(page_of(ready), pressed(ready))
    live = stored(ready)
    assert (live.title, live.live, live.has_unpublished_changes) == (ready.title, True, True)
    assert (live.latest_revision_id, live.draft_title) == (newer.pk, "عنوان لم يقرأه أحد")
    assert live.current_workflow_state.status == "in_progress"
    workflow.approve(live, by=people.editor)
    assert stored(ready).publication.ready_revision_id == newer.pk


def test_publishing_what_is_being_read_still_ends_its_review(draft, people):
    workflow.submit(draft, by=people.writer)
    workflow.publish(draft, draft.latest_revision, by=people.chief)
    assert stored(draft).current_workflow_state is None


def test_it_is_scheduled_as_it_is(ready, people, desk):
    newer_draft(ready, people.writer)
    moment = (timezone.localtime() + timedelta(days=1)).replace(second=0, microsecond=0)
    when = moment.strftime("%Y-%m-%d %H:%M")
    answer = desk("publisher").post(page_of(ready), pressed(ready, later="1", at=when), follow=True)
    assert f'موعد نشر «<bdi dir="rtl">{ready.title}</bdi>»' in said(answer)
    [due] = stored(ready).revisions.filter(approved_go_live_at__isnull=False)
    assert (due.pk, due.approved_go_live_at, stored(ready).live) == (ready.latest_revision_id, moment, False)
    assert "بتوقيت" in said(desk("publisher").get(page_of(ready)))


@pytest.mark.parametrize(("ticked", "is_told"), [({}, True), ({"minor": "on"}, False)])
def test_a_ready_version_of_a_live_article_may_be_a_minor_fix(ready, people, desk, ticked, is_told):
    assert 'name="minor"' not in said(desk("publisher").get(page_of(ready)))
    desk("publisher").post(page_of(ready), pressed(ready))
    newer_draft(stored(ready), people.writer)
    workflow.submit(stored(ready), by=people.writer)
    workflow.approve(stored(ready), by=people.editor)
    assert 'name="minor"' in said(desk("publisher").get(page_of(ready)))
    desk("publisher").post(page_of(ready), pressed(stored(ready), now="1", **ticked))
    assert stored(ready).title == "عنوان لم يقرأه أحد"
    assert (stored(ready).publication.updated_at is not None) == is_told


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("", "اختر موعد النشر."),
        ("2020-01-01 10:00", "اختر موعدًا لاحقًا"),
        ("غدًا", "اكتب التاريخ والوقت هكذا"),
    ],
)
def test_a_bad_moment_is_refused_beside_the_field_and_kept(ready, desk, at, sentence):
    answer = desk("publisher").post(page_of(ready), pressed(ready, later="1", at=at))
    page = said(answer)
    assert sentence in page
    assert f'value="{at}"' in page or not at
    assert not stored(ready).revisions.filter(approved_go_live_at__isnull=False).exists()


def test_a_version_that_is_not_the_ready_one_is_refused(ready, people, desk):
    newer = newer_draft(ready, people.writer)
    for version in (newer.pk, 999_999, "x", ""):
        answer = desk("publisher").post(page_of(ready), pressed(ready) | {"version": version})
        assert (answer.status_code, stored(ready).live) == (409, False), version
        assert "اقرأ هذه أولًا" in said(answer)


def test_what_was_approved_anew_meanwhile_must_be_looked_at_first(ready, people, desk):
    seen = pressed(ready)
    newer = newer_draft(ready, people.writer, title="عنوان ثانٍ")
    workflow.submit(stored(ready), by=people.writer)
    workflow.approve(stored(ready), by=people.editor)
    page = said(desk("publisher").post(page_of(ready), seen))
    assert not stored(ready).live
    assert (f'name="version" value="{newer.pk}"' in page, "عنوان ثانٍ" in page) == (True, True)


def test_the_second_of_two_is_told_who_was_first_and_publishes_nothing_again(ready, people, desk):
    seen = pressed(ready)
    desk("publisher").post(page_of(ready), seen)
    answer = desk("chief").post(page_of(ready), seen)
    assert answer.status_code == 409
    assert "نُشرت المادة قبلك" in said(answer)
    assert "رنا" in said(answer)
    assert PageLogEntry.objects.filter(page=ready.pk, action="wagtail.publish").count() == 1


def test_every_refusal_of_the_door_is_shown_as_a_sentence(ready, desk):
    until = timezone.now() + timedelta(days=1)
    Publication.objects.filter(pk=ready.pk).update(hold_reason="بلاغ قانوني", embargo_until=until)
    answer = desk("publisher").post(page_of(ready), pressed(ready))
    assert (answer.status_code, stored(ready).live) == (409, False)
    assert len(answer.context["reasons"]) == 2
    assert "المادة موقوفة: \u2068بلاغ قانوني\u2069" in said(answer)


def test_where_nothing_is_ready_the_page_says_why(draft, desk):
    page = said(desk("publisher").get(page_of(draft)))
    assert "يجب أن تُجاز أولًا" in page
    assert "انشر هذه النسخة الآن" not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("publisher", 200), ("chief", 200), ("operator", 200), ("writer", 302), ("editor", 302),
        ("other_publisher", 404), ("moderator", 404),
    ],
)  # fmt: skip
def test_only_who_may_publish_here_comes_to_the_page(ready, desk, who, status):
    assert desk(who).get(page_of(ready)).status_code == status
    if status != 200:
        assert desk(who).post(page_of(ready), pressed(ready)).status_code == status
        assert not stored(ready).live


def test_what_lies_in_the_bin_has_no_such_page(ready, people, desk):
    seen = pressed(ready)
    the_bin.discard(ready, by=people.chief)
    for who in ("publisher", "operator"):
        assert desk(who).get(page_of(ready)).status_code == 404
        assert desk(who).post(page_of(ready), seen).status_code == 404


def test_an_article_that_there_is_not_has_no_such_page(people, desk):
    assert desk("operator").get("/admin/articles/ready/9999999999/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_the_same_moment_one_publishes_and_the_other_is_told(ready, people):
    version, together = ready.publication.ready_revision_id, Barrier(2)

    def press(who: str) -> str:
        try:
            together.wait()
            release(ready, version, at=None, by=getattr(people, who))
        except NotYet as refused:
            return refused.reasons()[0]
        finally:
            connection.close()
        return "published"

    with ThreadPoolExecutor(2) as two:
        told = sorted(two.map(press, ("publisher", "chief")))
    assert told[0] == "published"
    assert "نُشرت المادة قبلك" in told[1]
    assert PageLogEntry.objects.filter(page=ready.pk, action="wagtail.publish").count() == 1
