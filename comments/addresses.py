"""Readers' e-mail addresses: checked, kept encrypted, found again by a keyed hash. Nothing else may read one.

An address is encrypted with the first key of ``EMAIL_KEYS`` and can be read with any of them, so a new key is put in
front and the old ones stay until ``manage.py rotate_email_keys`` has run. The key of the hashes is derived from the
*last* key of the list: putting new keys in front changes no hash, so an address is still found after a rotation. Not
from ``SECRET_KEY``, whose rotation (it also signs sessions) must not make every known reader a stranger. Whoever
takes the last key out of the list runs the same command, which writes the hashes anew from the addresses.
"""

import base64
import hmac
import unicodedata
from functools import lru_cache

import idna
import regex
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from newsroom.rtl import bidi

LONGEST = 254  # octets of a whole address on the wire (RFC 5321, erratum 1690)
LONGEST_LOCAL = 64
MISTYPED = _("This is no e-mail address. It looks like name@example.com.")
TOO_LONG = _("The e-mail address is too long: up to 254 characters.")
TOO_LONG_LOCAL = _("What stands before the @ of your e-mail address is too long.")
# An ASCII or UTF-8 dot-atom (RFC 5322, RFC 6531). Quoted local parts exist on paper only.
_LOCAL = regex.compile(r"[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*+")
# Google's mail knows no dots before the @, and has two names.
_DOTLESS = frozenset({"gmail.com", "googlemail.com"})
_PURPOSE = b"newsroom: hash of a reader's e-mail address"


def parse(typed: str) -> str:
    """Return a typed address as it goes over the wire: the local part as typed (NFC), the domain in ASCII (IDNA 2008).

    White space and invisible signs around it are no part of it. Raises ValidationError with a sentence for the
    reader: no address, or longer than 254 octets.
    """
    text = unicodedata.normalize("NFC", bidi.clean_name(typed))
    local, at, domain = text.rpartition("@")
    if not at or not local or not domain:
        raise ValidationError(MISTYPED, code="mistyped")
    if len(text) > LONGEST:
        raise ValidationError(TOO_LONG, code="too_long")
    if not _LOCAL.fullmatch(local):
        raise ValidationError(MISTYPED, code="mistyped")
    address = f"{local}@{_ascii_domain(domain)}"
    if len(local.encode()) > LONGEST_LOCAL:
        raise ValidationError(TOO_LONG_LOCAL, code="too_long")
    if len(address.encode()) > LONGEST:
        raise ValidationError(TOO_LONG, code="too_long")
    return address


def _ascii_domain(domain: str) -> str:
    try:
        found = idna.encode(domain, uts46=True, std3_rules=True).decode()
    except (idna.IDNAError, UnicodeError) as error:
        raise ValidationError(MISTYPED, code="mistyped") from error
    labels = found.split(".")
    if len(labels) < 2 or not labels[-1] or labels[-1].isdigit() or len(found) > 253:
        raise ValidationError(MISTYPED, code="mistyped")
    return found


def mailbox(address: str) -> str:
    """Return the address of the mailbox in which letters to ``address`` lie, as far as that can be told.

    «salma+news@…» is another name of «salma@…», and so is «s.alma@gmail.com» of «salma@gmail.com». It is nothing to
    write to: what differs by its name alone need not be one person's everywhere.
    """
    local, _at, domain = address.lower().rpartition("@")
    local = local.partition("+")[0] or local
    if domain in _DOTLESS:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def encrypt(address: str) -> str:
    """Return ``address`` encrypted with the newest key, as ASCII."""
    return _box(tuple(settings.EMAIL_KEYS)).encrypt(address.encode()).decode()


def decrypt(token: str) -> str:
    """Return the address in ``token``; raises ``cryptography.fernet.InvalidToken`` if no key opens it."""
    return _box(tuple(settings.EMAIL_KEYS)).decrypt(token.encode()).decode()


def rotate(token: str) -> str:
    """Return ``token`` encrypted anew with the newest key."""
    return _box(tuple(settings.EMAIL_KEYS)).rotate(token.encode()).decode()


def keyed_hash(address: str) -> str:
    """Return what an address is found by: HMAC-SHA256 of it in lower case, 64 hexadecimal digits."""
    return hmac.digest(_hash_key(settings.EMAIL_KEYS[-1]), address.lower().encode(), "sha256").hex()


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


@lru_cache(maxsize=4)
def _hash_key(key: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=_PURPOSE).derive(base64.urlsafe_b64decode(key))
