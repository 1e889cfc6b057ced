"""How fast readers may comment: so many from one address, so many from one network, and the whole paper's breaker.

Only comments that were accepted count, and a try that is refused prolongs no waiting. Addresses and networks are known
by keyed hashes only. An IPv4 address counts alone, an IPv6 one by its /64: that is what one household is given. Who has
proven an address counts apart from all who only typed it, or anybody could silence its owner. All names of one mailbox
count together: each comment from an address that is not proven brings a letter to it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments import addresses
from comments.models import Caller, Comment

HOUSEHOLD = 64  # bits of an IPv6 address

# (so many, in so long), for each kind of caller. Whole towns share one IPv4 address where telephone companies run short
# of them, so a network is given more than one reader needs.
LIMITS: dict[str, Sequence[tuple[int, timedelta]]] = {
    "address": ((3, timedelta(minutes=1)), (10, timedelta(days=1))),
    "owner": ((3, timedelta(minutes=1)), (10, timedelta(days=1))),
    "network": ((20, timedelta(minutes=10)), (200, timedelta(days=1))),
}
LONGEST = timedelta(days=1)
# More than this in so long from anywhere: nobody is refused, everything is held and marked.
SURGE, SURGE_IN = 300, timedelta(minutes=10)


class TooFast(ValidationError):
    """One more comment from here would be too many; ``seconds`` from now it would not."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            _("Many comments came from you in a short time. Wait a little, then send it again."), "too_fast"
        )


def keys(address: str, visitor: str, *, proven: bool = False) -> set[str]:
    """Return what a comment counts for: its mailbox, and the network that ``visitor`` (an IP address) is in."""
    mailbox = addresses.keyed_hash(addresses.mailbox(address))
    found = {f"{'owner' if proven else 'address'}:{mailbox}"}
    if visitor:
        found.add(f"network:{addresses.keyed_hash(network_of(visitor))}")
    return found


def network_of(visitor: str) -> str:
    """Return an IPv4 address itself, also where it is written as IPv6, or the /64 of an IPv6 one."""
    address = ip_address(visitor)
    address = getattr(address, "ipv4_mapped", None) or address
    return str(address if address.version == 4 else ip_network((address, HOUSEHOLD), strict=False))


def line_up(callers: Collection[str], now: datetime | None = None) -> list[Caller]:
    """Let all who come from the same places wait for each other, and return what is known of these places.

    Call it inside the transaction in which the comment is stored: who comes second sees what the first one stored.
    """
    now = now or timezone.now()
    Caller.objects.bulk_create([Caller(key=key, last_at=now) for key in sorted(callers)], ignore_conflicts=True)
    return list(Caller.objects.filter(pk__in=callers).order_by("pk").select_for_update())


def admit(rows: list[Caller], now: datetime | None = None) -> None:
    """Count one comment for those who lined up; raises ``TooFast``, and counts nothing, where one had enough.

    What is rolled back does not count.
    """
    now = now or timezone.now()
    wait = max((_wait(row.moments, LIMITS[row.pk.partition(":")[0]], now.timestamp()) for row in rows), default=0)
    if wait > 0:
        raise TooFast(int(wait) + 1)
    for row in rows:
        row.moments = [at for at in row.moments if at > (now - LONGEST).timestamp()] + [now.timestamp()]
        row.last_at = now
    Caller.objects.bulk_update(rows, ["moments", "last_at"])


def _wait(moments: list[float], limits: Sequence[tuple[int, timedelta]], now: float) -> float:
    """Return the seconds after which one more is allowed: when the oldest of those that fill the limit leaves it."""
    waits = [0.0]
    for most, span in limits:
        inside = sorted(at for at in moments if at > now - span.total_seconds())
        if len(inside) >= most:
            waits.append(inside[-most] + span.total_seconds() - now)
    return max(waits)


def is_a_surge(now: datetime | None = None) -> bool:
    """Say whether so many comments come in from everywhere that each is to be looked at."""
    since = (now or timezone.now()) - SURGE_IN
    return Comment.objects.filter(status__in=Comment.Status.values, created_at__gt=since)[SURGE:].exists()


def forget_old() -> int:
    """Delete the callers who have not come for a day; return how many. A duty of the clock."""
    gone = Caller.objects.filter(last_at__lt=timezone.now() - LONGEST)
    return gone.delete()[0] if gone.exists() else 0  # a look takes no write lock
