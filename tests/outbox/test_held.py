"""A letter may be held until a moment, taken back before it is sent, and dropped where it tells what is so no more."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from newsroom.outbox import posting
from newsroom.outbox.delivery import PAUSES, deliver_due
from newsroom.outbox.models import Letter
from newsroom.outbox.posting import post, take_back

pytestmark = pytest.mark.django_db
SOON = timedelta(seconds=10)


def write(key="one", **facts):
    post(kind="test", key=key, subject="نُشر", text="نص", to="salma@example.org", **facts)


@pytest.fixture
def at_the_server(monkeypatch):
    """Do something while the mail server has a letter in its hands, then take it or refuse it."""

    def meet(act, *, refuses=False):
        whole = EmailMessage.send

        def send(self, *args, **kwargs):
            act()
            if refuses:
                raise ConnectionRefusedError
            return whole(self, *args, **kwargs)

        monkeypatch.setattr(EmailMessage, "send", send)

    return meet


def test_a_held_letter_waits_for_its_moment(mailoutbox):
    moment = timezone.now() + SOON
    write(not_before=moment)

    assert (deliver_due(moment - timedelta(seconds=1)), mailoutbox) == (0, [])
    assert (deliver_due(moment), len(mailoutbox)) == (1, 1)


def test_what_is_taken_back_is_never_sent_and_its_key_is_free(mailoutbox):
    write()
    write("two")

    assert take_back(["one", "unknown"]) == {"one"}
    assert (deliver_due(), [letter.key for letter in Letter.objects.all()]) == (1, ["two"])
    write()
    assert (deliver_due(), len(mailoutbox)) == (1, 2)


def test_what_was_sent_stays_and_is_not_sent_again(mailoutbox):
    write()
    deliver_due()

    assert take_back(["one"]) == set()
    write()
    assert (deliver_due(), len(mailoutbox), Letter.objects.count()) == (0, 1, 1)


def test_a_taking_back_that_is_rolled_back_took_nothing_back(mailoutbox):
    write()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        take_back(["one"])
        raise ZeroDivisionError

    assert (deliver_due(), len(mailoutbox)) == (1, 1)


def test_one_that_a_clock_has_in_hand_is_not_promised_to_be_back(at_the_server, mailoutbox):
    told = []
    at_the_server(lambda: told.append(take_back(["one"])))
    write()

    assert (deliver_due(), told, len(mailoutbox)) == (1, [set()], 1)
    assert Letter.objects.get().sent_at is not None


def test_one_that_was_taken_back_in_hand_is_tried_no_more_where_the_server_refused_it(at_the_server, mailoutbox):
    at_the_server(lambda: take_back(["one"]), refuses=True)
    write()

    assert (deliver_due(), mailoutbox, Letter.objects.count()) == (0, [], 0)


def test_one_that_the_server_refused_can_be_taken_back_for_sure(at_the_server):
    at_the_server(lambda: None, refuses=True)
    write()
    deliver_due()

    assert (take_back(["one"]), Letter.objects.count()) == ({"one"}, 0)


def test_one_taken_back_from_a_clock_that_was_killed_goes_with_the_next_tick(mailoutbox):
    write()
    Letter.objects.update(in_hand=True, tries=1)
    assert take_back(["one"]) == set()

    deliver_due(timezone.now() + PAUSES[0])
    assert (mailoutbox, Letter.objects.count()) == ([], 0)


def test_what_is_so_no_more_is_told_to_nobody(monkeypatch, mailoutbox):
    monkeypatch.setitem(posting._ONLY_WHILE, "test", lambda key: key == "still so")
    write("still so")
    write("no more")

    assert (deliver_due(), len(mailoutbox)) == (1, 1)
    assert [letter.key for letter in Letter.objects.all()] == ["still so"]
