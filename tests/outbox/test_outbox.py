"""A letter is posted with what it tells, sent once, tried again where it fails, and forgotten in the end."""

import logging
from datetime import timedelta
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from newsroom.outbox.delivery import KEPT, PAUSES, deliver_due
from newsroom.outbox.models import Letter
from newsroom.outbox.posting import encrypt_anew, post
from newsroom.teams.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return User.objects.create_superuser("salma@example.org", first_name="سلمى")


@pytest.fixture
def broken(monkeypatch):
    """A mail server that refuses, and says the address while it does."""

    def refuse(self, *args, **kwargs):
        raise ConnectionRefusedError(f"no mailbox {self.to}")

    monkeypatch.setattr(EmailMessage, "send", refuse)


def write(to, key="one", **facts):
    post(kind="test", to=to, **{"key": key, "subject": "أُعيدت المادة", "text": "أضف رقم القرار"} | facts)


def test_a_letter_reaches_a_colleague_once(reader, mailoutbox):
    write(reader)
    assert (deliver_due(), deliver_due()) == (1, 0)
    [mail] = mailoutbox
    assert (mail.to, mail.subject, mail.body) == (["salma@example.org"], "أُعيدت المادة", "أضف رقم القرار")
    assert mail.extra_headers == {"Auto-Submitted": "auto-generated"}


def test_a_letter_reaches_an_address_which_lies_encrypted_and_is_wiped_with_the_text(mailoutbox):
    write("reader@example.org")
    assert "reader" not in Letter.objects.get().address_encrypted
    deliver_due()
    assert mailoutbox[0].to == ["reader@example.org"]
    sent = Letter.objects.get()
    assert (sent.address_encrypted, sent.subject, sent.text, sent.next_try_at) == ("", "", "", None)


def test_what_was_told_under_a_key_is_not_told_again(reader, mailoutbox):
    write(reader)
    write(reader)
    deliver_due()
    write(reader)
    deliver_due()
    assert len(mailoutbox) == 1


def test_what_is_rolled_back_is_told_to_nobody(reader, mailoutbox):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write(reader)
        raise ZeroDivisionError
    assert (deliver_due(), mailoutbox) == (0, [])


def test_who_has_left_gets_no_letter_and_it_does_not_stay(reader, mailoutbox):
    write(reader)
    User.objects.update(is_active=False)
    assert (deliver_due(), mailoutbox, Letter.objects.count()) == (0, [], 0)


def test_a_subject_is_one_line_whatever_a_headline_holds(reader, mailoutbox):
    write(reader, subject="عنوان\nBcc: other@example.org " + "طويل " * 100)
    deliver_due()
    assert mailoutbox[0].subject.startswith("عنوان Bcc: other@example.org")
    assert len(mailoutbox[0].subject) == 200
    assert mailoutbox[0].recipients() == ["salma@example.org"]


def test_what_fails_is_tried_again_after_growing_pauses_and_then_given_up(reader, broken, caplog):
    write(reader)
    now, tries = timezone.now(), []
    while (letter := Letter.objects.get()).given_up_at is None:
        deliver_due(letter.next_try_at - timedelta(seconds=1))
        assert Letter.objects.get().tries == letter.tries
        now = max(now, letter.next_try_at)
        deliver_due(now)
        tries.append(Letter.objects.get().next_try_at)
    assert len(tries) == len(PAUSES)
    assert (Letter.objects.get().next_try_at, deliver_due(now + KEPT / 2)) == (None, 0)
    told = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [record.getMessage() for record in told] == [
        f"Letter {letter.pk} (test) is given up after 6 tries: ConnectionRefusedError"
    ]
    assert ("salma" in caplog.text, "القرار" in caplog.text) == (False, False)


def test_one_that_fails_does_not_hold_up_the_next(reader, mailoutbox, monkeypatch):
    whole = EmailMessage.send

    def send(self, *args, **kwargs):
        if "a@" in self.to[0]:
            raise OSError
        return whole(self, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", send)
    write("a@example.org")
    write("b@example.org", key="two")
    assert deliver_due() == 1
    assert mailoutbox[0].to == ["b@example.org"]


def test_the_operator_sees_what_was_given_up_and_sends_it_anew(reader, broken, monkeypatch, mailoutbox):
    write(reader)
    Letter.objects.update(tries=len(PAUSES) - 1)
    deliver_due()
    assert "0 waiting, 0 sent in the last month, 1 given up." in letters()
    assert "salma" not in letters()
    monkeypatch.undo()
    assert "1 given up before, due now." in letters("--again")
    assert (deliver_due(), len(mailoutbox)) == (1, 1)
    assert "0 waiting, 1 sent in the last month, 0 given up." in letters()


def letters(*words) -> str:
    said = StringIO()
    call_command("letters", *words, stdout=said)
    return said.getvalue()


def test_a_clock_that_was_killed_at_the_last_try_leaves_nothing_that_is_tried_for_ever(reader, mailoutbox):
    write(reader)
    Letter.objects.update(tries=len(PAUSES))
    deliver_due()
    assert (Letter.objects.get().given_up_at is None, mailoutbox) == (False, [])


def test_what_was_settled_a_month_ago_is_forgotten(reader, mailoutbox):
    for key in ("sent", "given up", "waiting"):
        write(reader, key=key)
    long_ago = timezone.now() - KEPT - timedelta(minutes=1)
    Letter.objects.filter(key="sent").update(sent_at=long_ago, next_try_at=None)
    Letter.objects.filter(key="given up").update(given_up_at=long_ago, next_try_at=None)
    deliver_due()
    assert list(Letter.objects.values_list("key", flat=True)) == ["waiting"]


def test_a_letter_that_waits_can_be_sent_when_its_key_is_gone(settings, mailoutbox):
    write("reader@example.com")
    new, old = Fernet.generate_key().decode(), settings.EMAIL_KEYS[0]
    settings.EMAIL_KEYS = [new, old]
    assert encrypt_anew() == 1
    settings.EMAIL_KEYS = [new]
    deliver_due()
    assert [letter.to for letter in mailoutbox] == [["reader@example.com"]]


def test_who_lost_every_role_before_it_was_sent_gets_no_letter(reader, mailoutbox):
    write(reader)
    User.objects.filter(pk=reader.pk).update(is_superuser=False)
    deliver_due()
    assert mailoutbox == []
    assert Letter.objects.filter(sent_at=None, given_up_at=None).count() == 0
