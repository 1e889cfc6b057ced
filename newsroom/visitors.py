"""From which address a request comes, past the operator's own proxies. For counting tries, never for a log."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


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
            address = ip_address(hop.strip())
        except ValueError:
            break
        found = str(address)
        if not any(address in network for network in trusted):
            break
    return found
