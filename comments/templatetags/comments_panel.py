"""`{% load comments_panel %}`: sentences of the moderation queue."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comments import queue
from comments.models import Comment, ModerationEvent
from newsroom.rtl.dates import ago
from newsroom.teams.models import User

register = template.Library()


@register.filter
def decision_line(event: ModerationEvent) -> SafeString:
    """Return who decided a comment and when."""
    if event.after == Comment.Status.PENDING:
        text = _("Put back by %(who)s, %(when)s")
    else:
        text = _("Decided by %(who)s, %(when)s")
    who = format_html("<bdi>{}</bdi>", queue.name_of(event.by))
    return format_html(text % {"who": "{who}", "when": "{when}"}, who=who, when=ago(event.at))


@register.filter
def address(asked: Mapping[str, str]) -> str:
    """Return names and values as an address carries them."""
    return urlencode(asked)


@register.filter
def colleague(user: User) -> str:
    """Return how a colleague is called; never by an address."""
    return queue.name_of(user)
