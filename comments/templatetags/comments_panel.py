"""`{% load comments_panel %}`: sentences of the moderation queue."""

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments import health, queue
from comments.models import Comment, ModerationEvent
from newsroom.rtl.dates import ago
from newsroom.teams.models import User

register = template.Library()
MINUTE, HOUR = 60, 3600


@register.simple_tag(takes_context=True)
def health_of_today(context: template.Context) -> health.Health:
    """Return how the moderation stands before whoever looks."""
    return health.today(context["request"].user)


@register.filter
def duration(span: timedelta) -> str:
    """Return how long something took: whole minutes below three hours, else whole hours."""
    seconds = span.total_seconds()
    if seconds < MINUTE:
        return _("less than a minute")
    if seconds < 3 * HOUR:
        count = round(seconds / MINUTE)
        return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}
    count = round(seconds / HOUR)
    return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}


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
