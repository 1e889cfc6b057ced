"""Where readers find somebody elsewhere: which addresses may stand on their page, and what each is called there.

Only what its owner wrote is kept, as it was written; the name of the site is read from the host whenever it is shown.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.rtl.bidi import clean_name, plain_isolate

MOST, LONGEST = 8, 300
SCHEME = "https://"
_SITES = {
    "x.com": pgettext_lazy("name of a site", "X"),
    "twitter.com": pgettext_lazy("name of a site", "X"),
    "facebook.com": pgettext_lazy("name of a site", "Facebook"),
    "instagram.com": pgettext_lazy("name of a site", "Instagram"),
    "threads.net": pgettext_lazy("name of a site", "Threads"),
    "threads.com": pgettext_lazy("name of a site", "Threads"),
    "linkedin.com": pgettext_lazy("name of a site", "LinkedIn"),
    "youtube.com": pgettext_lazy("name of a site", "YouTube"),
    "t.me": pgettext_lazy("name of a site", "Telegram"),
    "telegram.me": pgettext_lazy("name of a site", "Telegram"),
    "tiktok.com": pgettext_lazy("name of a site", "TikTok"),
    "bsky.app": pgettext_lazy("name of a site", "Bluesky"),
}
_MASTODON = pgettext_lazy("name of a site", "Mastodon")
_OWN = _("Personal website")
# Mastodon has no host of its own: its servers are known by the form of their addresses.
_MASTODON_PATH = re.compile(r"/@\w+/?", re.ASCII)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")
_NOT_IN_ADDRESSES = re.compile(r"[\s\\<>\"^`{|}]")


@dataclass(frozen=True)
class Profile:
    """A link to a page of somebody's own: its address, the site's name, and what tells it from others of that name."""

    url: str
    site: str | Promise
    detail: str = ""


def read(lines: Iterable[str]) -> list[str]:
    """Return the addresses written on these lines, in their order, each once; empty lines do not count.

    «https://» may be left out. Raises ValidationError with a sentence for each line that is no address, and where
    there are more than eight.
    """
    written = [line for line in map(clean_name, lines) if line]
    found, wrong = [], []
    for line in written:
        address = line if "://" in line or line.lower().startswith("mailto:") else f"{SCHEME}{line}"
        if said := _objection(address):
            wrong.append(ValidationError(said, params={"address": plain_isolate(line[:LONGEST])}))
        elif address not in found:
            found.append(address)
    if len(found) > MOST:
        wrong.append(ValidationError(_("Eight addresses at most: keep the ones that readers will want.")))
    if wrong:
        raise ValidationError(wrong)
    return found


def check(addresses: object) -> None:
    """Refuse (ValidationError) whatever ``read`` would not have given: the validator of the stored list."""
    if not (isinstance(addresses, list) and all(isinstance(each, str) for each in addresses)):
        raise ValidationError(_("Write one address on each line."))
    read(addresses)


def keep_secret(email: str, addresses: Iterable[str]) -> None:
    """Refuse (ValidationError) an address that holds the e-mail address of the account: that is shown to nobody."""
    if email and any(email.lower() in unquote(address).lower() for address in addresses):
        raise ValidationError(_("One of these holds the e-mail address of the account, which readers never see."))


def shown(addresses: Iterable[str]) -> list[Profile]:
    """Return the links as readers see them; two of one site are told apart by what follows its name."""
    parts = {address: urlsplit(address) for address in addresses if address.startswith(SCHEME)}
    sites = {address: _site(where) for address, where in parts.items()}
    times = Counter(str(site) for site in sites.values())
    return [
        Profile(address, site, _detail(parts[address], site) if times[str(site)] > 1 else "")
        for address, site in sites.items()
    ]


def _objection(address: str) -> Promise | None:
    if len(address) > LONGEST:
        return _("%(address)s: this address is too long.")
    scheme, _colon, rest = address.partition("://")
    if (not rest and scheme.lower().startswith("mailto:")) or "@" in re.split(r"[/?#\\]", rest, maxsplit=1)[0]:
        return _("%(address)s: readers are not shown e-mail addresses, nor a name before an @. Write a page's address.")
    if scheme != "https":
        return _("%(address)s: only addresses that begin with https:// are shown.")
    return None if _is_a_page(address) else _("%(address)s: this is not the address of a page on the web.")


def _is_a_page(address: str) -> bool:
    if _NOT_IN_ADDRESSES.search(address) or any(unicodedata.category(sign) in {"Cc", "Cf"} for sign in address):
        return False
    try:
        host = urlsplit(address).netloc.encode("idna").decode().lower()
    except ValueError:  # what no host may hold, in Python's words and in those of the standard
        return False
    return _HOST.fullmatch(host) is not None and len(host) <= 253


def _site(where: SplitResult) -> str | Promise:
    host = where.netloc.lower()
    for known, name in _SITES.items():
        if host == known or host.endswith(f".{known}"):
            return name
    return _MASTODON if _MASTODON_PATH.fullmatch(where.path) else _OWN


def _detail(where: SplitResult, site: str | Promise) -> str:
    host, path = where.netloc.lower().removeprefix("www."), unquote(where.path).strip("/")
    return host if site in (_OWN, _MASTODON) else path or host
