"""Delivering what lies in the outbox: each letter once, however many clocks run, and tried again where it fails.

A letter is claimed in a transaction of its own, which also sets its next try, and sent after that: no lock is held
while a mail server takes its time, and what a clock had in its hands when it was killed is tried again. Meanwhile the
letter is marked as in hand, so that whoever takes it back knows that it may be on its way: a letter is sent or taken
back, never both.
"""

import logging
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from newsroom.outbox.models import Letter
from newsroom.outbox.posting import address, still_holds

logger = logging.getLogger(__name__)

# How long after each try the next one comes; after the last one a letter is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 4 * 60, 12 * 60, 24 * 60))
KEPT = timedelta(days=30)
AT_A_TICK = 50


def deliver_due(now: datetime | None = None) -> int:
    """Send what is due and forget what was settled a month ago; return how many letters were sent.

    A duty of the clock. Side effects: mails, and one line in the log for each letter that failed, by its number alone.
    """
    now = now or timezone.now()
    due = Letter.objects.filter(next_try_at__lte=now).order_by("next_try_at", "pk")
    sent = sum(_deliver(pk, now) for pk in list(due.values_list("pk", flat=True)[:AT_A_TICK]))
    _forget_settled(now - KEPT)
    return sent


def try_again() -> int:
    """Make the letters that were given up due once more; return how many."""
    given_up = Letter.objects.filter(given_up_at__isnull=False)
    return given_up.update(given_up_at=None, tries=0, next_try_at=timezone.now())


def _deliver(pk: int, now: datetime) -> bool:
    letter = _claim(pk, now)
    if letter is None:
        return False
    try:
        to = address(letter)
        if not to or not still_holds(letter):
            letter.delete()
            return False
        _mail(letter, to)
    except Exception as error:  # the mail server's words may name the address: they stay out of the log
        _failed(letter, type(error).__name__)
        return False
    _settle(letter, sent_at=timezone.now(), text="", subject="", address_encrypted="")
    return True


@transaction.atomic
def _claim(pk: int, now: datetime) -> Letter | None:
    """Take the letter, unless another clock has it, and set its next try; None also for one that had its last."""
    letter = (
        Letter.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("user")
        .filter(pk=pk, next_try_at__lte=now)
        .first()
    )
    if letter is None:
        return None
    if letter.taken_back_at:
        letter.delete()  # while a clock that was killed had it in hand
        return None
    if letter.tries >= len(PAUSES):
        _give_up(letter, "no answer")  # a clock was killed during the last try
        return None
    letter.next_try_at = now + PAUSES[letter.tries]
    letter.tries += 1
    letter.in_hand = True
    letter.save(update_fields=["next_try_at", "tries", "in_hand"])
    return letter


def _mail(letter: Letter, to: str) -> None:
    headers = {"Auto-Submitted": "auto-generated"}  # nobody's holiday answers it
    EmailMessage(letter.subject, letter.text, to=[to], headers=headers).send()


@transaction.atomic
def _failed(letter: Letter, why: str) -> None:
    taken_back = Letter.objects.select_for_update(of=("self",)).filter(pk=letter.pk, taken_back_at__isnull=False)
    if row := taken_back.first():
        row.delete()
        return
    Letter.objects.filter(pk=letter.pk).update(in_hand=False)
    if letter.tries >= len(PAUSES):
        _give_up(letter, why)
    else:
        logger.warning("Letter %s could not be sent and is tried again later: %s", letter.pk, why)


def _give_up(letter: Letter, why: str) -> None:
    logger.error("Letter %s (%s) is given up after %s tries: %s", letter.pk, letter.kind, letter.tries, why)
    _settle(letter, given_up_at=timezone.now())


def _settle(letter: Letter, **facts) -> None:
    Letter.objects.filter(pk=letter.pk).update(next_try_at=None, in_hand=False, **facts)


def _forget_settled(before: datetime) -> None:
    for moment in ("sent_at", "given_up_at"):
        old = list(Letter.objects.filter(**{f"{moment}__lt": before}).values_list("pk", flat=True)[:500])
        if old:  # looked at first: SQLite has one lock for all who write
            Letter.objects.filter(pk__in=old).delete()
