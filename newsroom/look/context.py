"""What every page may say without asking the database: the name of the paper and its address."""

from django.conf import settings
from django.http import HttpRequest


def paper(request: HttpRequest) -> dict[str, str]:
    """Context processor: ``site_name`` and ``site_url``, also on pages that no view of ours answers (404, sign-in)."""
    return {"site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL}
