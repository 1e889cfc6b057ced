"""Which moment may be set for going live or expiring, and where it is written."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

LEAD = timedelta(minutes=1)
FARTHEST = timedelta(days=3653)  # a year typed with a digit too many is met here


def to_the_minute(moment: datetime) -> datetime:
    """Return the full minute of a moment: things are set to the minute."""
    return moment.replace(second=0, microsecond=0)


def objections(moment: datetime, now: datetime | None = None) -> list[str]:
    """Return why nothing may be set for this moment (aware), in words for the person who chose it; or nothing."""
    now = now or timezone.now()
    if moment < now:
        return [_("This moment has passed: choose a later one, or none.")]
    if moment < now + LEAD:
        return [_("Choose a moment at least one minute from now.")]
    if moment > now + FARTHEST:
        return [_("Choose a moment within the next ten years.")]
    return []


def write_moment(revision: Revision, moment: datetime | None) -> None:
    """Write the moment of going live, or none, into the version itself, where Wagtail looks for it."""
    moment_as_stored = moment.isoformat() if moment else None
    if revision.content.get("go_live_at") != moment_as_stored:
        revision.content["go_live_at"] = moment_as_stored
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
