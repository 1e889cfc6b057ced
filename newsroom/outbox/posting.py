"""Posting a letter: a row in the caller's transaction, so that what is rolled back is told to nobody."""

from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from newsroom.outbox.models import Letter

LONGEST_SUBJECT = 200
BATCH = 500


def post(*, kind: str, key: str, subject: str, text: str, to: AbstractBaseUser | str) -> None:
    """Put a letter into the outbox; the clock sends it within seconds of the commit.

    ``to``: a colleague, or the address of somebody else. ``key`` names the event and whom it is told: what was posted
    under this key before is not posted again. ``subject`` becomes one line. Side effect: one row.
    """
    stranger = isinstance(to, str)
    letter = Letter(
        kind=kind,
        key=key,
        subject=_one_line(subject),
        text=text,
        user=None if stranger else to,
        address_encrypted=_box(tuple(settings.EMAIL_KEYS)).encrypt(to.encode()).decode() if stranger else "",
    )
    Letter.objects.bulk_create([letter], ignore_conflicts=True)


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
