"""How fast readers may comment: who came too often waits, keeps what was typed, and is told how long."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from comments import pace
from comments.models import Caller, Comment
from tests.comments.conftest import GOOD

MINUTE = timedelta(minutes=1)


def words(number: int) -> dict:
    return {"body": f"تعليق رقم {number} على هذا التقرير"}


def admit(callers, now=None) -> None:
    pace.admit(pace.line_up(callers, now), now)


def test_the_fourth_comment_of_a_minute_waits_and_keeps_what_was_typed(send):
    for number in range(3):
        assert send(**words(number)).status_code == 303
    page = send(body="الكلمة الرابعة التي كتبتها")
    assert page.status_code == 429
    assert 0 < int(page["Retry-After"]) <= 61
    html = unescape(page.content.decode())
    assert "وصلت منك تعليقات كثيرة في وقت قصير. انتظر قليلًا ثم أرسل تعليقك." in html
    assert "الكلمة الرابعة التي كتبتها" in html
    assert GOOD["email"] in html
    assert Comment.objects.count() == 3


def test_a_try_that_is_refused_prolongs_no_waiting(send):
    for number in range(3):
        send(**words(number))
    before = Caller.objects.order_by("pk").values_list("pk", "moments")
    kept = list(before)
    for number in range(3, 9):
        assert send(**words(number)).status_code == 429
    assert list(before) == kept


def test_a_comment_with_a_mistake_counts_for_nobody(send):
    for _ in range(6):
        assert send(email="salma.example.com").status_code == 422
    assert not Caller.objects.exists()


def test_the_wait_ends_when_the_oldest_leaves_the_limit(article):
    callers, now = pace.keys("salma@example.com", ""), timezone.now()
    for seconds in (0, 20, 40):
        admit(callers, now + timedelta(seconds=seconds))
    with pytest.raises(pace.TooFast) as refused:
        admit(callers, now + timedelta(seconds=50))
    assert refused.value.seconds == 11
    admit(callers, now + timedelta(seconds=61))


def test_ten_a_day_are_enough_for_one_address_from_wherever_they_come(send):
    now = timezone.now()
    for number in reversed(range(10)):
        admit(pace.keys("salma@example.com", f"203.0.113.{number}"), now - timedelta(hours=number + 1))
    assert send(visitor="192.0.2.99").status_code == 429
    assert send(visitor="192.0.2.99", email="huda@example.com").status_code == 303


def test_a_mailbox_gets_no_more_letters_however_many_names_are_typed_for_it(send):
    for number in range(3):
        assert send(visitor=f"203.0.113.{number}", email=f"salma+{number}@example.com").status_code == 303
    assert send(visitor="203.0.113.9", email="Salma@example.com", **words(9)).status_code == 429
    assert send(visitor="203.0.113.9", email="s.alma@example.com", **words(9)).status_code == 303


@pytest.mark.parametrize(
    ("visitor", "network"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_a_network_is_one_address_or_one_household(visitor, network):
    assert pace.network_of(visitor) == network


def test_a_household_waits_together_whatever_addresses_it_writes(send):
    most = pace.LIMITS["network"][0][0]
    for _ in range(most):
        admit({f"network:{pace.addresses.keyed_hash('2001:db8:1:2::/64')}"})
    assert send(visitor="2001:db8:1:2:aaaa::1").status_code == 429
    assert send(visitor="2001:db8:1:3:aaaa::1").status_code == 303


def test_no_forwarded_address_is_believed_that_no_trusted_proxy_wrote(send, settings):
    headers = [{"X-Forwarded-For": f"203.0.113.{number}"} for number in range(2)]
    send(headers=headers[0], **words(1))
    send(headers=headers[1], **words(2))
    assert Caller.objects.filter(pk__startswith="network:").count() == 1
    settings.TRUSTED_PROXIES = ["198.51.100.7"]
    send(headers=headers[1], **words(3))
    assert Caller.objects.filter(pk__startswith="network:").count() == 2


def test_no_address_and_no_network_is_written_down(send):
    send()
    (one, two) = Caller.objects.values_list("pk", flat=True)
    assert "198.51" not in one + two
    assert "salma" not in one + two


def test_when_far_more_come_than_usual_all_are_held_and_nobody_is_refused(send, monkeypatch):
    monkeypatch.setattr(pace, "SURGE", 2)
    for number in range(4):
        assert send(email=f"reader{number}@example.com", **words(number)).status_code == 303
    marked = [[reason["code"] for reason in comment.reasons] for comment in Comment.objects.order_by("pk")]
    assert marked == [[], [], [], ["surge"]]


def test_who_has_not_come_for_a_day_is_forgotten(send):
    send()
    assert pace.forget_old() == 0
    Caller.objects.update(last_at=timezone.now() - timedelta(days=1, minutes=1))
    assert pace.forget_old() == 2


def test_the_house_itself_may_be_quick(write):
    for number in range(12):
        write(f"تعليق قديم رقم {number}")
    assert not Caller.objects.exists()
