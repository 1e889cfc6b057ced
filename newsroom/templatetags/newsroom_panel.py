"""What the panel's frame says about the newsroom."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def newsroom_name() -> str:
    """Return the newsroom's name, as the panel wears it (``SITE_NAME``)."""
    return settings.WAGTAIL_SITE_NAME
