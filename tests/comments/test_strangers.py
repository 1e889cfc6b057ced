"""What a stranger finds out, or spoils, by typing another reader's address and words: nothing."""

from datetime import timedelta

import pytest
from django.http import SimpleCookie
from django.utils import timezone

from comments import pace, policy, posting
from comments.models import Comment, Discussion
from tests.comments.conftest import GOOD
from tests.comments.test_readers import prove  # noqa: F401

pytestmark = pytest.mark.django_db


def words(number: int) -> dict:
    return {"body": f"تعليق رقم {number} على هذا التقرير"}


def place(response) -> str:
    assert response.status_code == 303
    return response["Location"].partition("#")[2]


def test_whose_a_published_comment_is_cannot_be_tried_out(send, approved):
    shown = approved("جملة منشورة يعرفها كل من يقرأ الصفحة")

    answers = [send(body=shown.body, email=email) for email in (GOOD["email"], "huda@example.com")]

    assert {place(answer) for answer in answers} == {"comment-received"}


def test_its_owner_is_led_to_it_also_on_a_second_press(send, prove, article, people):  # noqa: F811
    prove()
    policy.say(article, Discussion.Policy.POST, by=people.moderator)

    places = [place(send(body="نص ينشر في الحال")) for _ in range(2)]

    assert places == [f"c{Comment.objects.approved().get().pk}"] * 2


def test_a_repetition_from_elsewhere_is_counted_so_that_no_limit_tells_whose_it_is(send, monkeypatch):
    monkeypatch.setitem(pace.LIMITS, "network", ((1, timedelta(minutes=10)),))
    send(visitor="203.0.113.1")
    send(visitor="198.51.100.7", **words(1), email="huda@example.com")

    assert [send(visitor="198.51.100.7", email=email).status_code for email in (GOOD["email"], "x@example.com")] == [
        429,
        429,
    ]
    assert send(visitor="203.0.113.1").status_code == 303
    assert Comment.objects.count() == 2


def test_nobody_silences_the_owner_of_an_address(send, prove, client, article):  # noqa: F811
    prove()
    for number in reversed(range(9)):
        earlier = timezone.now() - timedelta(hours=number + 1)
        posting.post(article, **GOOD | words(number), visitor=f"203.0.113.{number}", at=earlier)

    known, client.cookies = client.cookies, SimpleCookie()
    assert send(body="بعد الحد من متصفح غريب").status_code == 429

    client.cookies = known
    assert send(body="وصاحبة العنوان تكتب").status_code == 303
