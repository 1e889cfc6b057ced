"""What the history says of corrections, holds, embargoes, and of what was taken down for the law."""

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry

from newsroom.rtl.bidi import plain_isolate
from newsroom.rtl.dates import stamp_in_zone


class _WithWords(LogFormatter):
    """A line that ends with what somebody typed."""

    def format_message(self, log_entry: PageLogEntry) -> str:
        return self.message % {"text": plain_isolate(log_entry.data.get("text", ""))}


class Corrected(_WithWords):
    """Which correction readers were given."""

    label = _("Correct")
    message = _("Published a correction: %(text)s")


class TookBack(_WithWords):
    """Which correction was a mistake."""

    label = _("Take back a correction")
    message = _("Took back the correction: %(text)s")


class Held(_WithWords):
    """Why it may not go live."""

    label = _("Hold")
    message = _("Put on hold: %(text)s")


class TookDown(_WithWords):
    """Why the law, or a court, wants it gone."""

    label = _("Take down")
    message = _("Taken down for legal reasons: %(text)s")


class Embargoed(LogFormatter):
    """Until when it may not go live."""

    label = _("Embargo")
    message = _("Under embargo until %(moment)s")

    def format_message(self, log_entry: PageLogEntry) -> str:
        moment = parse_datetime(log_entry.data.get("until", ""))
        return self.message % {"moment": stamp_in_zone(moment) if moment else ""}


class HandedIn(LogFormatter):
    """To which step; of the workflow, which is the section's, nothing need be said."""

    message = _("Handed in: “%(task)s”")

    def format_message(self, log_entry: PageLogEntry) -> str:
        following = log_entry.data.get("workflow", {}).get("next") or {}
        return self.message % {"task": plain_isolate(following.get("title", ""))}


class Approved(LogFormatter):
    """In which step. The step that follows is left out: a section may skip it, and then nobody is asked."""

    message = _("Approved: “%(task)s”")

    def format_message(self, log_entry: PageLogEntry) -> str:
        task = log_entry.data.get("workflow", {}).get("task") or {}
        return self.message % {"task": plain_isolate(task.get("title", ""))}


def register(actions: LogActionRegistry) -> None:
    """Name these events (Wagtail's ``register_log_actions``)."""
    for name, formatter in (
        ("articles.correct", Corrected),
        ("articles.take_back_correction", TookBack),
        ("articles.hold", Held),
        ("articles.embargo", Embargoed),
        ("articles.take_down", TookDown),
    ):
        actions.register_action(name)(formatter)
    actions.register_action("articles.release", _("Release"), _("Released from the hold"))
    actions.register_action("articles.lift_embargo", _("Lift the embargo"), _("Lifted the embargo"))
    actions.register_action("articles.put_back", _("Allow again"), _("May be published again: no longer taken down"))
    # Registered again, an event would stand twice in the history's filter: only its words are ours.
    actions.formatters |= {"wagtail.workflow.start": HandedIn(), "wagtail.workflow.approve": Approved()}
