"""Whose address it is: proven by a letter with a link, remembered by a cookie, never by what somebody types.

The link opens a page with one button, so that what opens links by itself (a scanner of mail) proves nothing. The cookie
is sent to ``/comments/`` only: the pages of articles stay the same for everybody. Link and cookie name the reader by a
number that has nothing to do with the address. Which comments are the owner's is another question, and asked on the
same page: ``comments/claims.py``.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.addresses import absolute
from comments import addresses, claims
from comments.models import Reader
from newsroom.outbox.posting import post
from newsroom.rtl.bidi import plain_isolate

LINK_LASTS = timedelta(days=3)
# Of a button that is pressed twice the browser drops the first answer, and the cookie with it.
PRESSED_TWICE_IN = timedelta(seconds=10)
COOKIE, COOKIE_PATH, COOKIE_LASTS = "reader", "/comments/", timedelta(days=365)
_LINKS = signing.Signer(salt="comments.readers.link", sep=".")


def ask(address: str, now: datetime) -> None:
    """Post a letter to an address that is not proven in this browser; a second one on the same day is not sent.

    Call it inside the transaction of the comment. The letter says nothing of what was written.
    """
    reader, _made = Reader.objects.get_or_create(email_hash=addresses.keyed_hash(address))
    token = _LINKS.sign(f"{reader.number}.{int(now.timestamp())}")
    facts = {
        "newsroom": plain_isolate(settings.WAGTAIL_SITE_NAME),
        "link": absolute(reverse("comments:confirm", args=(token,))),
    }
    with translation.override(settings.LANGUAGE_CODE):
        post(
            kind="comments.confirm",
            key=f"confirm:{reader.pk}:{timezone.localdate(now)}",
            subject=_("Is this your address? %(newsroom)s asks") % facts,
            text=render_to_string("comments/letters/confirm.txt", facts).strip() + "\n",
            to=address,
        )


def of_link(token: str, now: datetime | None = None) -> Reader | None:
    """Return whose link this is; None where it is not ours, has expired or was used (as was any older one)."""
    number, issued = _read(token)
    now = now or timezone.now()
    if issued is None or not now - LINK_LASTS < issued <= now + timedelta(minutes=1):
        return None
    reader = Reader.objects.filter(number=number).first()
    proven = reader and reader.verified_at
    return None if proven and issued <= proven and now - proven > PRESSED_TWICE_IN else reader


@transaction.atomic
def confirm(
    token: str, now: datetime | None = None, *, answers: Mapping[int, bool] | None = None
) -> tuple[Reader, claims.Settled] | None:
    """Take an address as proven; return whose it is and what became of the comments, or None as ``of_link``.

    ``answers`` says of waiting comments from this address, by their ids, whether they are the owner's. Side effects:
    ``claims.settle``; every link sent so far is used up.
    """
    now = now or timezone.now()
    Reader.objects.select_for_update().filter(number=_read(token)[0]).first()  # two at once come one after the other
    reader = of_link(token, now)
    if reader is None:
        return None
    if not (reader.verified_at and _read(token)[1] <= reader.verified_at):  # pressed twice: the first press counts
        reader.verified_at = now
        reader.save(update_fields=["verified_at"])
    return reader, claims.settle(reader, answers, now) if answers else claims.Settled()


def is_known(token: str, number: str) -> bool:
    """Say whether a link, good or not, is that of the reader whom the browser remembers."""
    return bool(number) and _read(token)[0] == number


def remember(response: HttpResponse, reader: Reader) -> None:
    """Let the browser remember whose address it has proven."""
    response.set_cookie(
        COOKIE,
        _cookies().sign(reader.number),
        max_age=COOKIE_LASTS,
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def shown(cookies: Mapping[str, str]) -> str:
    """Return the number of the reader whom a browser remembers, or nothing."""
    try:
        return _cookies().unsign(cookies.get(COOKIE, ""), max_age=COOKIE_LASTS)
    except signing.BadSignature:
        return ""


def has_proven(number: str, email_hash: str) -> bool:
    """Say whether the reader of this number has proven the address with this keyed hash."""
    proven = Reader.objects.filter(number=number, email_hash=email_hash, verified_at__isnull=False)
    return bool(number) and proven.exists()


def _cookies() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="comments.readers.cookie")


def _read(token: str) -> tuple[str, datetime | None]:
    """Return the reader's number and the moment of the letter that stand in a link; nothing where it is not ours."""
    try:
        number, _dot, stamp = _LINKS.unsign(token).partition(".")
    except signing.BadSignature:
        return "", None
    return number, datetime.fromtimestamp(int(stamp), tz=UTC)
