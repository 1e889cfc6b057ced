"""Whether a form was sent from our own pages. It stands where Django's CSRF token cannot: on pages without cookies."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

# "none": the reader's own doing (a page sent again after a restart), which no other site can bring about.
OUR_OWN = {"same-origin", "none"}


def is_foreign(request: HttpRequest) -> bool:
    """Say whether the browser tells that another site sent this request.

    Browsers write ``Sec-Fetch-Site`` and ``Origin`` themselves; a page can forge neither. Our referrer policy never is
    no-referrer, so from our own pages ``Origin`` is ours; "null" only where the reader lets no referrer out at all, and
    then ``Sec-Fetch-Site`` must speak for it.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site and site not in OUR_OWN:
        return True
    if origin == "null":
        return site != "same-origin"
    return bool(origin) and origin not in _ours(request)


def is_silent(request: HttpRequest) -> bool:
    """Say whether the request does not tell where it comes from, as a program does, or a browser of before 2020."""
    return not (request.headers.get("Sec-Fetch-Site") or request.headers.get("Origin"))


def _ours(request: HttpRequest) -> set[str]:
    site = urlsplit(settings.SITE_URL)
    return {f"{site.scheme}://{site.netloc}", f"{request.scheme}://{request.get_host()}"}
