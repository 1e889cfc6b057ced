"""Who opens an article in which a colleague is at work is told who, and when."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession

from articles.models import ArticlePage
from tests.articles.editor import edit_url

pytestmark = pytest.mark.django_db


def ping(client, answer, **fields) -> dict:
    """Do what the open page does every few seconds; return what it is told."""
    sessions = answer.context["editing_sessions"]
    seen = {"revision_id": sessions.revision_id, "revision_created_at": sessions.revision_created_at}
    return client.post(sessions.ping_url, seen | fields).json()


def test_the_second_sees_the_first_also_without_a_script(draft, people, desk):
    alone = desk("writer").get(edit_url(draft)).content.decode()
    assert "مفتوحة" not in alone
    people.editor.first_name = "Huda"
    people.editor.save()
    page = desk("editor").get(edit_url(draft)).content.decode()
    assert "هذه المادة مفتوحة الآن عند <bdi>سلمى</bdi> أيضًا." in page
    with time_machine.travel(timezone.now() + timedelta(minutes=12)):
        later = desk("chief").get(edit_url(draft)).content.decode()
    assert "هذه المادة مفتوحة عند <bdi>Huda</bdi> أيضًا، وآخر حركة فيها قبل 12 دقيقة." in later


def test_one_who_types_is_said_to_be_typing(draft, people, desk):
    EditingSession.objects.all().delete()
    opened = desk("writer").get(edit_url(draft))
    ping(desk("writer"), opened, is_editing="1")
    page = desk("editor").get(edit_url(draft))
    assert "لدى <bdi>سلمى</bdi> في هذه المادة تعديلات لم تُحفظ بعد." in page.content.decode()
    assert "لدى \u2068سلمى\u2069 تعديلات لم تُحفظ بعد" in ping(desk("editor"), page)["html"]


def test_a_colleagues_save_is_told_to_who_has_the_article_open(draft, people, desk):
    opened = desk("writer").get(edit_url(draft))
    assert "نسخة أحدث" not in ping(desk("writer"), opened)["html"]
    theirs = ArticlePage.objects.get(pk=draft.pk).get_latest_revision_as_object().save_revision(user=people.editor)
    told = ping(desk("writer"), opened)["html"]
    assert "بيد <bdi>هدى</bdi>" in told
    assert "توقّف الحفظ التلقائي لنصّك." in told
    assert reverse("wagtailadmin_pages:revisions_view", args=(draft.pk, theirs.pk)) in told
    assert "لا يُكتب فوق شيء" in told


def test_a_colleague_of_another_desk_is_told_nothing(draft, people, desk):
    opened = desk("writer").get(edit_url(draft))
    assert desk("other_editor").post(opened.context["editing_sessions"].ping_url).status_code == 404


def test_how_many_are_here_costs_no_more_queries(draft, people, desk, django_assert_num_queries):
    from articles.panel import presence

    for who in ("editor", "publisher", "chief"):
        desk(who).get(edit_url(draft))
        with django_assert_num_queries(1):
            presence.others(draft.pk, people.writer)
    assert {session["user"] for session in presence.others(draft.pk, people.writer)} == {
        people.editor, people.publisher, people.chief,
    }  # fmt: skip
