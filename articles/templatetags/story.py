"""`{% load story %}`: the baked article, with what is not baked put into the place that was left for it.

    {% story publication %}<a href="#comments">3 …</a>{% endstory %}

How many readers answered changes with every answer, and stands near the headline.
"""

from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from articles.models import Publication

register = template.Library()
PLACE = "<!--answers-->"  # templates/articles/_byline.html


@register.simple_block_tag
def story(content: SafeString, publication: "Publication") -> SafeString:
    """Return the article as it was baked from its templates, which escape what was typed, with ``content`` in it."""
    # Both were rendered by templates; what stands between them is a comment of ours.
    return mark_safe(publication.story_html.replace(PLACE, content.strip(), 1))  # noqa: S308
