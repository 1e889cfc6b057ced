"""`{% load paragraphs %}`: the direction of each paragraph of rich text, by its own letters.

    {{ value|richtext|directed }}

One block may hold an Arabic paragraph and a statement quoted in English: each runs its own way.
"""

import re
from html import unescape

from django import template
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText

from newsroom.rtl import bidi

register = template.Library()

PARAGRAPH = re.compile(r"<p\b([^>]*)>(.*?)</p>", re.DOTALL)


@register.filter
def directed(html: RichText | SafeString) -> SafeString:
    """Return what `richtext` made of an editor's text, each paragraph that holds anything with its `dir`."""
    # Wagtail has cleaned and rendered it; only an attribute of two known values is added.
    return mark_safe(PARAGRAPH.sub(_with_direction, str(html)))  # noqa: S308


def _with_direction(paragraph: re.Match[str]) -> str:
    attributes, inside = paragraph.groups()
    text = unescape(strip_tags(inside))
    if bidi.is_blank(text):
        return paragraph[0]
    return f'<p{attributes} dir="{bidi.direction(text)}">{inside}</p>'
