"""Whose address it is: a letter asks, a button proves it, a cookie remembers it; typing it gains nothing."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from comments import readers
from comments.models import Comment, Reader
from newsroom.env import fernet_key
from newsroom.outbox.delivery import deliver_due
from newsroom.outbox.models import Letter
from tests.comments.conftest import GOOD

OURS = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def letters():
    """Send what lies in the outbox; return all mails to readers so far."""
    deliver_due()
    return [letter for letter in mail.outbox if letter.to[0].endswith("@example.com")]


def link(letter):
    return urlsplit(re.search(r"https?://\S+", letter.body)[0]).path


def mine():
    """What the page behind the link sends when all that waits is the owner's."""
    waiting = Comment.objects.awaiting().values_list("pk", flat=True)
    return {"shown": [str(pk) for pk in waiting]} | {f"c{pk}": "mine" for pk in waiting}


@pytest.fixture
def prove(client, send):
    """Send the form, follow the link of the letter, say «mine» of all that waits, press the button."""

    def prove(**fields):
        send(**fields)
        return client.post(link(letters()[-1]), mine(), headers=OURS)

    return prove


def test_an_address_that_is_not_proven_gets_one_letter_that_says_nothing_of_the_comment(send, article):
    send(name="اسم لا يُعاد", body="نصّ لا يُعاد أبدًا")

    (letter,) = letters()
    said = f"{letter.subject}\n{letter.body}"
    assert letter.to == [GOOD["email"]]
    assert "يصلح الرابط ثلاثة أيام، ومرة واحدة." in said
    assert settings.WAGTAIL_SITE_NAME in letter.subject
    assert [word for word in ("لا يُعاد", article.title, GOOD["email"], Reader.objects.get().email_hash)
            if word in said] == []  # fmt: skip


def test_a_second_letter_comes_on_the_next_day_only(send, write, article):
    send(body="الأول")
    send(body="الثاني", email="SALMA@example.com")
    assert len(letters()) == 1

    write("الثالث", visitor="198.51.100.7", at=timezone.now() + DAY)
    assert len(letters()) == 2


def test_spam_and_the_house_write_to_nobody(send, write):
    send(remark="x", ticket="forged:a:b:c")
    write("من البيت")

    assert Letter.objects.count() == 0


def test_opening_the_link_proves_nothing_and_the_button_does(client, send):
    send()
    address = link(letters()[0])

    page = client.get(address)
    client.head(address)
    assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex")
    assert "no-store" in page["Cache-Control"]
    assert "Set-Cookie" not in page
    assert 'content="noindex"' in page.content.decode()
    assert not Comment.objects.get().verified

    done = client.post(address, mine(), headers=OURS)
    assert "شكرًا، ثبت أن العنوان عنوانك" in done.content.decode()
    assert (Comment.objects.get().verified, Comment.objects.get().status) == (True, "pending")


def test_the_button_of_another_site_proves_nothing(client, send):
    send()
    answer = client.post(link(letters()[0]), headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer
    assert Reader.objects.get().verified_at is None


def test_the_cookie_goes_to_the_comments_only_and_holds_no_address(prove, client, article):
    cookie = prove().cookies["reader"]

    kept = {name: cookie[name] for name in ("path", "httponly", "samesite", "max-age", "secure")}
    assert kept == {"path": "/comments/", "httponly": True, "samesite": "Lax", "max-age": 365 * 86_400, "secure": ""}
    reader = Reader.objects.get()
    assert cookie.value.startswith(f"{reader.number}:")
    assert reader.email_hash not in cookie.value
    page = Client().get(article.url)
    assert "Set-Cookie" not in page
    assert page["Cache-Control"].startswith("public")


def test_the_cookie_is_secure_where_the_site_is(prove, settings):
    settings.SESSION_COOKIE_SECURE = True

    assert prove().cookies["reader"]["secure"] is True


def test_a_browser_that_has_proven_it_writes_on_as_its_owner_without_a_letter(prove, send):
    prove()
    send(body="تعليق ثانٍ")

    assert Comment.objects.get(body="تعليق ثانٍ").verified
    assert len(letters()) == 1


def test_typing_a_known_name_and_address_elsewhere_gains_nothing(prove, send, client):
    prove()
    client.cookies.clear()
    send(body="منتحل")

    assert not Comment.objects.get(body="منتحل").verified
    assert len(letters()) == 1  # one a day


@pytest.mark.parametrize("value", ["", "forged", "a:b:c"])
def test_a_forged_cookie_is_a_strangers(prove, send, client, value):
    prove()
    client.cookies["reader"] = value or Reader.objects.get().number
    send(body="منتحل")

    assert not Comment.objects.get(body="منتحل").verified


def test_the_cookie_of_one_address_proves_no_other(prove, send):
    prove()
    send(body="بعنوان غيره", email="other@example.com")

    assert not Comment.objects.get(body="بعنوان غيره").verified
    assert [letter.to for letter in letters()] == [["salma@example.com"], ["other@example.com"]]


@pytest.fixture
def used(write):
    """Return a link that was used an hour ago."""
    write("قبل ساعتين", email="early@example.com", visitor="198.51.100.9", at=timezone.now() - 2 * HOUR)
    address = link(letters()[-1])
    assert readers.confirm(address.split("/")[3], timezone.now() - HOUR)
    return address


def test_a_used_link_a_forged_and_an_expired_one_are_answered_kindly(client, write, used):
    write("من غير ملف", email="late@example.com", visitor="198.51.100.9", at=timezone.now() - 4 * DAY)
    late = link(letters()[-1])

    for address in (used, late, "/comments/confirm/forged.1.x/"):
        for answer in (client.get(address), client.post(address, headers=OURS)):
            assert (answer.status_code, "Set-Cookie" in answer) == (200, False)
            assert "استُعمل من قبل، أو مضت عليه ثلاثة أيام." in answer.content.decode()


def test_a_button_that_is_pressed_twice_still_brings_the_cookie(prove, client):
    prove()
    proven_at = Reader.objects.get().verified_at
    client.cookies.clear()

    assert "reader" in client.post(link(letters()[-1]), headers=OURS).cookies
    assert Reader.objects.get().verified_at == proven_at


def test_who_opens_a_used_link_in_the_browser_that_proved_it_is_thanked_again(used, client):
    answer = HttpResponse()
    readers.remember(answer, Reader.objects.get())
    client.cookies["reader"] = answer.cookies["reader"].value

    assert "شكرًا، ثبت أن العنوان عنوانك" in client.get(used).content.decode()


def test_a_link_and_a_press_leave_no_trace_in_the_log(send, client, caplog):
    caplog.set_level("DEBUG")
    send()
    address = link(letters()[0])
    caplog.clear()
    for _again in range(2):
        client.get(address)
        client.post(address, headers=OURS)
        Client().post(address, headers=OURS)

    token = address.split("/")[3]
    logged = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert [line for line in logged if token in line or Reader.objects.get().number in line] == []


def test_who_has_proven_an_address_stays_known_when_the_keys_change(prove, send, settings):
    prove()
    settings.EMAIL_KEYS = [fernet_key(), *settings.EMAIL_KEYS]
    call_command("rotate_email_keys")
    settings.EMAIL_KEYS = settings.EMAIL_KEYS[:1]
    call_command("rotate_email_keys")
    send(body="بعد تبديل المفاتيح")

    assert Comment.objects.get(body="بعد تبديل المفاتيح").verified
