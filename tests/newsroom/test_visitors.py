"""The address of a visitor, past the operator's own proxies."""

import pytest
from django.test import RequestFactory

from newsroom.visitors import address_of

OURS = ["10.0.0.0/8", "2001:db8:1::/48"]


def seen(remote, told=None):
    """Return the address that is read where ``remote`` brings a request, telling of those before it."""
    headers = {"X-Forwarded-For": told} if told is not None else {}
    return address_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote))


@pytest.mark.parametrize("remote", ["10.1.2.3", "::ffff:10.1.2.3", "2001:db8:1::5"])
@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("198.51.100.7:50123", "198.51.100.7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("[::ffff:198.51.100.7]:50123", "198.51.100.7"),
        ("2001:db8:9::1", "2001:db8:9::1"),
        ("[2001:db8:9::1]", "2001:db8:9::1"),
        ("[2001:db8:9::1]:443", "2001:db8:9::1"),
        ("203.0.113.1, 198.51.100.7:1, ::ffff:10.9.9.9, 10.8.8.8:80", "198.51.100.7"),
    ],
)
def test_a_trusted_proxy_is_known_and_believed_however_addresses_are_written(settings, remote, told, address):
    settings.TRUSTED_PROXIES = OURS

    assert seen(remote, told) == address


@pytest.mark.parametrize(
    "told", ["198.51.100.7:port", "198.51.100.7:123456", "[198.51.100.7", "unknown", "", "a:1", "[]"]
)
def test_what_is_no_address_ends_the_reading_at_the_proxy(settings, told):
    settings.TRUSTED_PROXIES = OURS

    assert seen("10.1.2.3", f"203.0.113.1, {told}") == "10.1.2.3"


@pytest.mark.parametrize("remote", ["198.51.100.7", "::ffff:198.51.100.7"])
def test_a_stranger_who_tells_of_others_is_not_believed(settings, remote):
    settings.TRUSTED_PROXIES = OURS
    assert seen(remote, "203.0.113.1") == "198.51.100.7"

    settings.TRUSTED_PROXIES = []
    assert seen(remote, "203.0.113.1") == "198.51.100.7"


def test_a_network_of_proxies_may_be_written_as_ipv6_too(settings):
    settings.TRUSTED_PROXIES = ["::ffff:10.0.0.0/104"]

    assert seen("::ffff:10.1.2.3", "198.51.100.7") == seen("10.1.2.3", "198.51.100.7") == "198.51.100.7"
