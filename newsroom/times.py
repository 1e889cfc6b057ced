"""The times of the panel that Wagtail writes past every format: they too carry the newsroom's zone."""

from datetime import datetime
from functools import wraps

from django.utils import timezone
from wagtail.admin.templatetags import wagtailadmin_tags

from newsroom.rtl import zones

_wagtails = wagtailadmin_tags.timesince_last_update


def name_the_zone() -> None:
    """Let ours stand in for Wagtail's tag, once, when the app is ready."""
    wagtailadmin_tags.register.simple_tag(timesince_last_update)


@wraps(_wagtails)
def timesince_last_update(last_update: datetime, *args, **kwargs) -> str:
    """Return what Wagtail says: today's times as «14:05 بتوقيت الرياض», whatever is older by its distance."""
    said = _wagtails(last_update, *args, **kwargs)
    clock_time = f"{timezone.localtime(last_update):%H:%M}"
    return said.replace(clock_time, f"{clock_time} {zones.words()}", 1)
