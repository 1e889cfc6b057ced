"""Where links lead that readers have left before, in comments that were refused."""

from collections.abc import Iterator

from comments import likeness
from comments.checks.contacts import MESSENGERS, SHORTENERS, links_in
from comments.reasons import Reason, Submission


def known_hosts(submission: Submission) -> Iterator[Reason]:
    """Tell of links to hosts that were refused oftener than approved in the last thirty days; one query, or none."""
    found = [(start, end, host) for start, end, host in links_in(submission.body) if host]
    # Behind a shortener or a messenger stands anybody.
    hosts = {host for _start, _end, host in found} - SHORTENERS - MESSENGERS
    refused = likeness.hosts_refused(hosts) if hosts else frozenset()
    if spans := [[start, end] for start, end, host in found if host in refused]:
        yield {"code": "refused_host", "field": "body", "spans": spans}
