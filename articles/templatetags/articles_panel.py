"""`{% load articles_panel %}`: sentences that the panel's own pages about articles show."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from articles import bin as the_bin
from articles.models import Publication

register = template.Library()


@register.filter
def left_in_the_bin(publication: Publication) -> str:
    """Return how long it can still be restored."""
    days = the_bin.days_left(publication)
    if not days:
        return _("Its time is over: it is deleted for good any moment")
    return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}


@register.filter
def for_days(days: int) -> str:
    """Return a number of days as a sentence says how long something lasts."""
    return npgettext("for how long", "%(count)s day", "%(count)s days", days) % {"count": days}
