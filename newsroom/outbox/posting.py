"""Posting a letter: a row in the caller's transaction, so that what is rolled back is told to nobody.

What may still be undone is held until ``not_before``, and taken back by its key. A letter of a kind that ``only_while``
knows is asked once more, when it is due, whether what it tells still holds.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from newsroom.outbox.models import Letter

LONGEST_SUBJECT = 200
BATCH = 500
_ONLY_WHILE: dict[str, Callable[[str], bool]] = {}


def post(
    *, kind: str, key: str, subject: str, text: str, to: AbstractBaseUser | str, not_before: datetime | None = None
) -> None:
    """Put a letter into the outbox; the clock sends it within seconds of the commit, or of ``not_before`` (aware).

    ``to``: a colleague, or the address of somebody else. ``key`` names the event and whom it is told: what was posted
    under this key before is not posted again. ``subject`` becomes one line. Side effect: one row.
    """
    post_all([written(kind=kind, key=key, subject=subject, text=text, to=to, not_before=not_before)])


def written(
    *, kind: str, key: str, subject: str, text: str, to: AbstractBaseUser | str, not_before: datetime | None = None
) -> Letter:
    """Return a letter that is not posted yet; what goes in, as ``post``."""
    stranger = isinstance(to, str)
    return Letter(
        kind=kind,
        key=key,
        subject=_one_line(subject),
        text=text,
        user=None if stranger else to,
        address_encrypted=_box(tuple(settings.EMAIL_KEYS)).encrypt(to.encode()).decode() if stranger else "",
        next_try_at=not_before or timezone.now(),
    )


def post_all(letters: Iterable[Letter]) -> None:
    """Put letters into the outbox, as ``post`` does one. Side effect: a row each."""
    Letter.objects.bulk_create(letters, batch_size=BATCH, ignore_conflicts=True)


@transaction.atomic
def take_back(keys: Iterable[str]) -> set[str]:
    """Take back the letters of these keys that were not sent; return the keys of those that surely never will be.

    Such a key is free again. A letter that a clock has in its hands this moment may be sent or not: it is tried no
    more, and is none of those returned. One that was sent stays. Side effects: their rows are locked, then gone.
    """
    waiting = Letter.objects.filter(key__in=list(keys), sent_at=None).order_by("pk")
    rows = list(waiting.select_for_update().values_list("pk", "key", "in_hand"))
    Letter.objects.filter(pk__in=[pk for pk, _key, in_hand in rows if in_hand]).update(taken_back_at=timezone.now())
    Letter.objects.filter(pk__in=[pk for pk, _key, in_hand in rows if not in_hand]).delete()
    return {key for _pk, key, in_hand in rows if not in_hand}


def only_while(kind: str, holds: Callable[[str], bool]) -> None:
    """Let every letter of ``kind`` be asked for, by its key, just before it is sent; one that holds no more goes.

    For a room above this one, once, when its app is ready.
    """
    _ONLY_WHILE[kind] = holds


def still_holds(letter: Letter) -> bool:
    """Say whether what a letter tells is still so."""
    holds = _ONLY_WHILE.get(letter.kind)
    return holds is None or holds(letter.key)


def address(letter: Letter) -> str:
    """Return where a letter goes, or nothing where its reader has left since (no way into the panel any more)."""
    if letter.address_encrypted:
        return _box(tuple(settings.EMAIL_KEYS)).decrypt(letter.address_encrypted.encode()).decode()
    works_here = letter.user and letter.user.has_perm("wagtailadmin.access_admin")  # nobody's whose account is closed
    return letter.user.email if works_here else ""


@transaction.atomic
def encrypt_anew() -> int:
    """Encrypt the addresses of waiting letters with the newest key of ``EMAIL_KEYS``; return how many."""
    letters = list(Letter.objects.exclude(address_encrypted="").order_by("pk").select_for_update())
    for letter in letters:
        rotated = _box(tuple(settings.EMAIL_KEYS)).rotate(letter.address_encrypted.encode())
        letter.address_encrypted = rotated.decode()
    Letter.objects.bulk_update(letters, ["address_encrypted"], batch_size=BATCH)
    return len(letters)


def _one_line(subject: str) -> str:
    line = " ".join(subject.split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1] + "…"


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
