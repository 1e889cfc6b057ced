"""Every variable of the environment is read here, strictly: one that makes no sense stops the start with one line."""

import base64
import os
import secrets
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from tempfile import TemporaryFile, mkstemp
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class BadEnvironment(ImproperlyConfigured):
    """A variable of the environment makes no sense; the message is one line that names it."""


def flag(name: str, default: bool = False) -> bool:
    """Read a yes-or-no variable: ``True``/``False`` (also ``1``/``0``); anything else stops the start."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    known = {"true": True, "1": True, "false": False, "0": False}
    if value.lower() not in known:
        raise BadEnvironment(f"{name} must be True or False, not {value!r}.")
    return known[value.lower()]


def whole(name: str, default: int, least: int = 0) -> int:
    """Read a whole number of at least ``least``."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit()) or int(value) < least:
        raise BadEnvironment(f"{name} must be a whole number of at least {least}, not {value!r}.")
    return int(value)


def one_of(name: str, default: str, *others: str) -> str:
    """Read one of a few words; without it, the first."""
    value = os.environ.get(name, "").strip() or default
    if value not in {default, *others}:
        raise BadEnvironment(f"{name} must be {', '.join(others)} or {default}, not {value!r}.")
    return value


def words(name: str) -> list[str]:
    """Read a list separated by commas; empty entries are left out."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def site_url() -> str:
    """Read ``SITE_URL``, the public address without a trailing slash; plain http is for loopback only."""
    value = os.environ.get("SITE_URL", "").strip().rstrip("/") or "http://127.0.0.1:8000"
    parts = urlsplit(value)
    try:
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError as error:
        raise BadEnvironment(f"SITE_URL has no valid port: {value!r}.") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise BadEnvironment(f"SITE_URL must look like https://news.example, not {value!r}.")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise BadEnvironment(f"SITE_URL must be https outside this machine, not {value!r}.")
    return value


def address(name: str, *schemes: str) -> str:
    """Read the address of another server; empty when there is none.

    One that begins otherwise stops the start. The value is never repeated: it may hold a password.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return ""
    try:
        sound = value.partition("://")[0] in schemes and (urlsplit(value).port or True)
    except ValueError:
        sound = False
    if not sound:
        raise BadEnvironment(f"{name} must be an address that begins with {' or '.join(f'{s}://' for s in schemes)}.")
    return value


def time_zone() -> str:
    """Read ``TIME_ZONE``, the newsroom's own zone, by its IANA name."""
    value = os.environ.get("TIME_ZONE", "").strip() or "Asia/Riyadh"
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise BadEnvironment(f"TIME_ZONE must be an IANA zone such as Asia/Riyadh, not {value!r}.") from error
    return value


def data_dir() -> Path:
    """Read ``DATA_DIR``: where the database, uploads, mail as files and secrets live."""
    return Path(os.environ.get("DATA_DIR", "").strip() or BASE_DIR / "var").expanduser().resolve()


def make_data_dir(data: Path) -> None:
    """Make the folder of ``DATA_DIR`` where it is missing; one that cannot be written raises ``BadEnvironment``."""
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        with TemporaryFile(dir=data):
            pass
    except OSError as error:
        raise BadEnvironment(
            f"DATA_DIR must be a folder that can be written, not {data} ({error.strerror})."
        ) from error


def networks(name: str) -> list[str]:
    """Read a list of addresses or networks (CIDR)."""
    for word in words(name):
        try:
            ip_network(word, strict=False)
        except ValueError as error:
            raise BadEnvironment(f"{name} must list addresses or networks, not {word!r}.") from error
    return words(name)


def _kept_secret(path: Path, make) -> str:
    """Return the secret kept in ``path``; make it, with mode 0600, on the first start."""
    if path.exists():
        return path.read_text().strip()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Written whole under another name first: of two processes that start at once, one wins and both read its secret.
    descriptor, draft = mkstemp(dir=path.parent)  # mode 0600
    with os.fdopen(descriptor, "w") as file:
        file.write(make())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
    return path.read_text().strip()


def fernet_key() -> str:
    """Make a fresh key for readers' addresses (32 random bytes, URL-safe base64, as Fernet wants them)."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


@dataclass(frozen=True)
class Secrets:
    """What must never be in the repository: the signing key, and the keys of readers' addresses (newest first)."""

    secret_key: str
    email_keys: list[str] = field(default_factory=list)


def read_secrets(folder: Path, local: bool) -> Secrets:
    """Read the secrets from the environment, else, on a local machine, from ``folder`` (made when missing).

    ``local`` is true when DEBUG is on or the site answers on loopback only. Anywhere else a missing
    SECRET_KEY or EMAIL_KEYS stops the start.
    """
    key, email_keys = os.environ.get("SECRET_KEY", "").strip(), words("EMAIL_KEYS")
    if not local and not key:
        raise BadEnvironment("SECRET_KEY is missing: a production start needs one of at least 50 characters.")
    if key and not local and len(key) < 50:
        raise BadEnvironment("SECRET_KEY is too short: at least 50 characters.")
    if not local and not email_keys:
        raise BadEnvironment("EMAIL_KEYS is missing: readers' addresses are stored encrypted.")
    key = key or _kept_secret(folder / "secret_key", lambda: secrets.token_urlsafe(64))
    email_keys = email_keys or _kept_secret(folder / "email_keys", fernet_key).split(",")
    for email_key in email_keys:
        try:
            sound = len(base64.urlsafe_b64decode(email_key)) == 32
        except ValueError:
            sound = False
        if not sound:
            raise BadEnvironment("EMAIL_KEYS must be Fernet keys (32 bytes, URL-safe base64), separated by commas.")
    return Secrets(key, email_keys)
