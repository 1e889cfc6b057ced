"""What a page of the queue is told while it stands open: new comments, others' decisions, who is where, the counts."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from comments import moderation
from comments.models import Comment
from tests import cast

QUEUE = "/admin/comments/"
NEWS = "/admin/comments/news/"


@pytest.fixture(autouse=True)
def two_minutes_past():
    """No five minutes are full meanwhile: everything is counted anew then."""
    with time_machine.travel(timezone.now().replace(minute=2) + timedelta(hours=1), tick=True):
        yield


@pytest.fixture
def chief(client, people):
    """Sign the editor-in-chief in."""
    client.force_login(people.chief)
    return people.chief


@pytest.fixture
def moderator(client, people):
    """Sign the moderator of politics in."""
    client.force_login(people.moderator)
    return people.moderator


def asks(client, *comments, at="", **more):
    """Ask what is new for a page that shows these comments."""
    return client.get(NEWS, {"since": 0, "cards": ",".join(str(comment.pk) for comment in comments), "at": at} | more)


def sits_at(client, who, comment):
    """Let a colleague have a comment before them, and ask no more."""
    client.force_login(who)
    asks(client, at=comment.pk)


def test_what_came_in_since_is_counted_in_arabic_and_told_once(chief, client, write):
    seen = write().pk
    assert f'data-since="{seen}"' in client.get(QUEUE).content.decode()
    ask = {"since": seen}
    answer = client.get(NEWS, ask).json()
    assert (answer["count"], answer["label"]) == (0, "لا تعليقات جديدة")
    moderation.approve([write().pk], by=chief)
    write()
    write("الميناء القديم")

    answer = client.get(NEWS, ask)

    assert (answer.json()["count"], answer.json()["label"]) == (2, "تعليقان جديدان")
    again = client.get(NEWS, ask, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", answer.headers["ETag"])
    assert client.get(NEWS, ask | {"q": "القديم"}).json()["count"] == 1
    assert [client.get(NEWS, bad).status_code for bad in ({}, {"since": "x"}, ask | {"age": "x"})] == [404] * 3


def test_what_came_in_to_another_team_is_not_counted(client, write, people):
    write()
    client.force_login(people.other_moderator)
    answer = asks(client).json()
    assert (answer["count"], answer["counts"]["pending"]) == (0, "0")


def test_the_page_is_told_what_colleagues_decided_of_its_cards_and_by_whom(moderator, client, write, people):
    waits, out, refused, spam = (write() for _ in range(4))
    people.chief.first_name, people.chief.last_name = "<b>هالة</b>", ""
    people.chief.save()
    moderation.approve([out.pk], by=people.chief)
    moderation.reject([refused.pk], "abuse", by=people.chief)
    moderation.mark_spam([spam.pk], by=people.chief)

    answer = asks(client, waits, out, refused, spam).json()

    name = "<bdi>&lt;b&gt;هالة&lt;/b&gt;</bdi>"
    assert answer["decided"] == [
        {"id": out.pk, "status": "approved", "told": f"بتّ فيه {name}: نُشر"},
        {"id": refused.pk, "status": "rejected", "told": f"بتّ فيه {name}: رُفض"},
        {"id": spam.pk, "status": "spam", "told": f"بتّ فيه {name}: عُدّ مزعجًا"},
    ]
    assert answer["counts"] == {"pending": "1", "approved": "1", "rejected": "1", "spam": "1"}


def test_the_last_word_counts_and_what_was_taken_back_waits_again(moderator, client, write, people):
    comment = write()
    decision = moderation.approve([comment.pk], by=people.chief).decision
    moderation.mark_spam([comment.pk], by=people.operator, seen="approved")
    (told,) = asks(client, comment).json()["decided"]
    assert told["told"] == "بتّ فيه <bdi>المشغّل</bdi>: عُدّ مزعجًا"

    other = write()
    decision = moderation.approve([other.pk], by=people.chief).decision
    answer = asks(client, other)
    moderation.undo(decision.pk, by=people.chief)
    again = client.get(answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"],
                       headers={"If-None-Match": answer.headers["ETag"]})  # fmt: skip

    assert (again.status_code, again.json()["decided"]) == (200, [])


def test_a_decision_of_the_house_is_nobodys(moderator, client, write):
    comment = write()
    moderation._decide_for_the_house(Comment.objects.get(pk=comment.pk), "approved")

    assert [one["told"] for one in asks(client, comment).json()["decided"]] == ["قرار سياسة القسم: نُشر"]


def test_of_another_teams_comments_nothing_is_said(client, write, people, house):
    ours = write()
    moderation.approve([ours.pk], by=people.moderator)
    sits_at(client, people.moderator, ours)
    client.force_login(people.other_moderator)

    answer = asks(client, ours, at=ours.pk).json()

    assert (answer["decided"], answer["present"]) == ([], [])
    client.force_login(people.chief)
    assert "الثانية" not in str(asks(client, ours).json()["present"])


def test_a_hundred_cards_are_answered_for_and_no_more(moderator, client, write, people):
    comment = write()
    moderation.approve([comment.pk], by=people.chief)

    def told(before):
        return len(client.get(NEWS, {"since": 0, "cards": "x," * before + str(comment.pk)}).json()["decided"])

    assert (told(99), told(100)) == (1, 0)


@pytest.mark.parametrize("crafted", [",,", "x", "1,'--", "9" * 30, "٣", "-1"])
def test_ids_that_are_none_are_passed_over(moderator, client, crafted):
    answer = client.get(NEWS, {"since": 0, "cards": crafted, "at": crafted})

    assert (answer.status_code, answer.json()["decided"], answer.json()["present"]) == (200, [], [])


@pytest.mark.parametrize(("who", "status"), [("stranger", 302), ("writer", 302), ("publisher", 302)])
def test_who_moderates_nothing_is_told_nothing(client, write, people, who, status):
    client.force_login(getattr(people, who))

    comment = write()

    assert asks(client, comment, at=comment.pk).status_code == status
    assert cache.get(f"comments.presence.{comment.pk}") is None


def test_a_colleague_is_seen_at_a_comment_for_a_minute_and_never_by_an_address(client, write, people):
    one, other = write(), write()
    people.chief.first_name = people.chief.last_name = ""
    people.chief.save()
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        sits_at(client, people.chief, one)
        sits_at(client, people.operator, other)
        client.force_login(people.moderator)
        answer = asks(client, one, other, at=one.pk)
    with time_machine.travel(now + timedelta(seconds=59), tick=False):
        still = asks(client, one, other).json()["present"]
    with time_machine.travel(now + timedelta(seconds=60), tick=False):
        gone = asks(client, one, other).json()["present"]

    words = '<span class="w-sr-only">مفتوح الآن عند:</span> <bdi>{}</bdi>'
    assert answer.json()["present"] == still
    assert {(told["id"], told["told"]) for told in still} == {
        (one.pk, words.format("أحد الزملاء")), (other.pk, words.format("المشغّل")),
    }  # fmt: skip
    assert gone == []
    assert "@" not in answer.content.decode()


def test_a_colleague_stands_at_the_comment_of_last(client, write, people):
    one, other = write(), write()
    now = timezone.now()
    for seconds, comment in ((0, other), (5, one)):
        with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
            sits_at(client, people.chief, comment)
    with time_machine.travel(now + timedelta(seconds=6), tick=False):
        client.force_login(people.moderator)
        assert [told["id"] for told in asks(client, one, other).json()["present"]] == [one.pk]


def test_who_arrives_at_a_card_is_news_and_keeps_nobody_from_deciding(client, write, people):
    comment = write()
    client.force_login(people.moderator)
    ask = {"since": 0, "cards": comment.pk}
    known = {"If-None-Match": client.get(NEWS, ask).headers["ETag"]}
    assert client.get(NEWS, ask, headers=known).status_code == 304
    sits_at(client, people.chief, comment)
    client.force_login(people.moderator)

    assert client.get(NEWS, ask, headers=known).status_code == 200
    assert moderation.approve([comment.pk], by=people.moderator).decided == [comment.pk]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_what_is_asked_does_not_grow_with_the_cards(client, write, people, count, django_assert_num_queries):
    comments = [write() for _ in range(count)]
    moderation.approve([comment.pk for comment in comments], by=people.chief)
    client.force_login(people.moderator)
    asks(client)

    with django_assert_num_queries(16):
        answer = asks(client, *comments, at=comments[0].pk)
    assert len(answer.json()["decided"]) == count
    with django_assert_num_queries(13):
        known = {"If-None-Match": answer.headers["ETag"]}
        query = {"since": 0, "cards": ",".join(str(comment.pk) for comment in comments), "at": comments[0].pk}
        assert client.get(NEWS, query, headers=known).status_code == 304


def test_what_no_decision_tells_is_counted_anew_after_some_minutes(moderator, client, write, article, people):
    write(on=(other := cast.live_article(article.get_parent().specific, title="مادة أخرى")))
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        answer = asks(client)
    other.delete()
    with time_machine.travel(now + timedelta(minutes=6), tick=False):
        client.force_login(people.moderator)
        again = client.get(NEWS, {"since": 0, "cards": "", "at": ""}, headers={"If-None-Match": answer.headers["ETag"]})

    assert (answer.json()["counts"]["pending"], again.json()["counts"]["pending"]) == ("1", "0")
