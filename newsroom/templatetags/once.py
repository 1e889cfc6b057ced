"""`{% load once %}`: a part of a page that is the same on many, rendered once in a process for each set of values.

    {% once "_footer.html" sections=sections site_name=site_name year=year %}

The part sees these values and nothing else, neither the request nor the page round it; they must be hashable.
"""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def once(template_name: str, **values: Hashable) -> SafeString:
    """Return the rendered part."""
    return _rendered(template_name, get_language(), tuple(values.items()))


@lru_cache(maxsize=200)
def _rendered(template_name: str, language: str | None, values: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(template_name, dict(values))
