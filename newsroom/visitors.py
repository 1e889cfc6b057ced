"""From which address a request comes, past the operator's own proxies. For counting tries, never for a log."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# Some proxies write the port as well; an IPv6 address then stands in brackets.
_WITH_PORT = re.compile(r"\[(?P<six>[^\]]+)\](?::\d{1,5})?|(?P<four>[\d.]+):\d{1,5}")


def address_of(request: HttpRequest) -> str:
    """Return the address of whoever sent a request, or "" where none can be read.

    ``X-Forwarded-For`` is believed only as far as trusted proxies (``TRUSTED_PROXIES``) wrote it: it is read
    from its end, and the first address that is no trusted proxy's is the visitor's.
    """
    trusted = [ip_network(network, strict=False) for network in settings.TRUSTED_PROXIES]
    told = request.headers.get("X-Forwarded-For", "").split(",") if trusted else []
    found = ""
    for hop in (request.META.get("REMOTE_ADDR", ""), *reversed(told)):
        try:
            address = _read(hop.strip())
        except ValueError:
            break
        found = str(address)
        if not any(form in network for form in _forms(address) for network in trusted):
            break
    return found


def _read(hop: str) -> IPv4Address | IPv6Address:
    """Return the address that a hop names; an IPv4 one as itself, also where it is written as IPv6 (``::ffff:``)."""
    with_port = _WITH_PORT.fullmatch(hop)
    address = ip_address((with_port["six"] or with_port["four"]) if with_port else hop)
    return getattr(address, "ipv4_mapped", None) or address


def _forms(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """Return the forms in which a network may hold the address."""
    return [address, IPv6Address(f"::ffff:{address}")] if address.version == 4 else [address]
