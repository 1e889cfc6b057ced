"""How the moderation stands: above the queue, on the moderator's first page, in my last decisions, in a letter."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.utils import timezone

from comments import health, moderation, recount
from comments.models import Comment, Discussion, Recount
from comments.panel import mine
from newsroom.outbox.models import Letter
from tests import cast

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=timezone.get_default_timezone())
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def no_night_yet(monkeypatch):
    monkeypatch.setattr(recount, "_last_night", None)


@pytest.fixture
def noon():
    """It is noon, and stays so."""
    with time_machine.travel(NOON, tick=False):
        yield NOON


def text_of(page) -> str:
    words = re.sub(r"<[^>]*>", " ", page.content.decode().partition("<main")[2])
    return " ".join(unescape(words).split())


def test_only_todays_decisions_of_ones_own_sections_count(noon, write, people, house):
    theirs = write(on=cast.live_article(house.sport, title="مباراة"), at=noon - 5 * HOUR).pk
    moderation.approve([theirs], by=people.other_moderator)
    for waited in (10, 20, 60):
        moderation.approve([write(at=noon - waited * MINUTE).pk], by=people.moderator)
    yesterday = write(at=noon - 40 * HOUR).pk
    moderation.approve([yesterday], by=people.moderator, at=noon - 20 * HOUR)
    undone = moderation.approve([write(at=noon - 9 * HOUR).pk], by=people.chief).decision
    moderation.undo(undone.pk, by=people.chief)

    found = health.today(people.moderator)

    assert (found.oldest, found.wait) == (noon - 9 * HOUR, 20 * MINUTE)
    assert found.load == [(people.moderator.get_full_name(), 3)]
    assert sorted(count for _name, count in health.today(people.chief).load) == [1, 3]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_strip_asks_six_queries_however_many_were_decided(noon, write, people, count, django_assert_num_queries):
    ids = [write(at=noon - HOUR).pk for _ in range(count)]
    moderation.approve(ids, by=people.moderator)

    with django_assert_num_queries(6):
        assert health.today(people.moderator).load[0][1] == count


def test_the_strip_stands_above_the_queue_and_says_when_the_counts_were_verified(noon, client, write, people):
    moderation.approve([write(at=noon - 30 * MINUTE).pk], by=people.moderator)
    write(at=noon - 2 * HOUR)
    Recount.objects.create(at=noon - 9 * HOUR, drifted=2)
    client.force_login(people.moderator)

    words = text_of(client.get("/admin/comments/"))

    for part in ("أطول انتظار: قبل ساعتين", "وسيط الانتظار اليوم: 30 دقيقة", "آخر تحقق من الأعداد:", "03:00",
                 "اختلف عدد تعليقات مادتين وصُحّح", "قراراتي الأخيرة"):  # fmt: skip
        assert part in words


def test_a_moderators_first_page_says_what_waits_and_where(client, write, people, house):
    write()
    write()
    write(on=cast.live_article(house.sport, title="مباراة"))

    words = {}
    for who in ("moderator", "chief", "writer"):
        client.force_login(getattr(people, who))
        page = client.get("/admin/")
        words[who] = text_of(page)
        if who == "moderator":
            assert f"/admin/comments/?section={house.politics.pk}" in page.content.decode()

    assert "تعليقان قيد المراجعة" in words["moderator"]
    assert "رياضة : 1" not in words["moderator"]
    assert "3 تعليقات قيد المراجعة" in words["chief"]
    assert "تعليقات قيد المراجعة" not in words["writer"]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_what_waits_in_the_sections_asks_three_queries(write, people, count, django_assert_num_queries):
    for _ in range(count):
        write()

    with django_assert_num_queries(3):
        assert [row.count for row in health.waiting(people.moderator)] == [count]


def test_my_last_decisions_show_how_each_comment_stands_now_and_what_can_be_undone(client, write, people):
    ids = [write(name=name).pk for name in ("هدى", "سلمى", "يوسف")]
    moderation.approve(ids[:1], by=people.moderator)
    moderation.reject(ids[1:2], "abuse", by=people.moderator)
    moderation.approve(ids[2:], by=people.chief)
    moderation.reject(ids[:1], "abuse", by=people.chief, seen="approved")
    client.force_login(people.moderator)

    page = client.get("/admin/comments/mine/")

    words = text_of(page)
    assert words.index("سلمى") < words.index("هدى")
    assert "يوسف" not in words
    assert "صدر فيه قرار آخر بعد ذلك." in words
    undos = re.findall(r'action="(/admin/comments/undo/[^"]*)"', page.content.decode())
    assert len(undos) == 1
    client.post(undos[0], {"seen": "pending"})
    assert Comment.objects.get(pk=ids[1]).status == "pending"
    assert "تُراجع عنه." in text_of(client.get("/admin/comments/mine/"))


@pytest.mark.parametrize("count", [1, 3, 30])
def test_my_last_decisions_ask_four_queries_and_are_fifty(write, people, count, django_assert_num_queries):
    for _ in range(count):
        moderation.approve([write().pk for _ in range(2)], by=people.moderator)

    with django_assert_num_queries(4):
        found = list(mine.of(people.moderator))
    assert [(row.count, len(row.shown), row.is_last) for row in found] == [(2, 2, True)] * count


@pytest.mark.parametrize("who", ["writer", "stranger"])
def test_others_have_no_last_decisions(client, people, who):
    client.force_login(getattr(people, who))
    assert client.get("/admin/comments/mine/").status_code == 302


def test_a_night_with_drift_writes_the_chiefs_one_letter_with_figures_only(approved, article, people, monkeypatch):
    approved()
    with time_machine.travel(timezone.localtime().replace(hour=3, minute=10) + timedelta(days=1)):
        for _clock in range(2):
            Discussion.objects.filter(page=article.pk).update(approved_count=7)
            recount.nightly()
            monkeypatch.setattr(recount, "_last_night", None)

    letters = Letter.objects.filter(kind="comments.drift")
    assert {letter.user for letter in letters} == {people.chief, people.other_chief}
    assert len(letters) == 2
    assert "لمادة واحدة" in letters[0].text
    assert article.title not in letters[0].text
    assert recount.last().drifted == 1


def test_a_night_without_drift_writes_no_letter_and_is_remembered(approved):
    approved()
    with time_machine.travel(timezone.localtime().replace(hour=3, minute=10) + timedelta(days=1)):
        recount.nightly()
        assert recount.last().drifted == 0
        assert timezone.localtime(recount.last().at).hour == 3
    assert not Letter.objects.filter(kind="comments.drift").exists()
