"""What a moderator is told after a press of a button."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from comments import queue
from comments.models import Comment, ModerationEvent
from comments.moderation import Settled
from newsroom.rtl.dates import ago

BECAME = {
    Comment.Status.APPROVED: pgettext_lazy("what became of a comment", "approved"),
    Comment.Status.REJECTED: pgettext_lazy("what became of a comment", "rejected"),
    Comment.Status.SPAM: pgettext_lazy("what became of a comment", "spam"),
    Comment.Status.REMOVED: pgettext_lazy("what became of a comment", "removed"),
}


def said(verb: str, count: int) -> str:
    """Return what was done with so many comments."""
    if verb == "approve":
        text = ngettext("%(count)s comment was approved.", "%(count)s comments were approved.", count)
    elif verb == "reject":
        text = ngettext("%(count)s comment was rejected.", "%(count)s comments were rejected.", count)
    else:
        text = ngettext("%(count)s comment went to the spam.", "%(count)s comments went to the spam.", count)
    return text % {"count": count}


def undone(count: int) -> str:
    """Return how many comments an undoing put back."""
    text = ngettext("%(count)s comment is back where it was.", "%(count)s comments are back where they were.", count)
    return text % {"count": count}


def more_of_others(count: int) -> str:
    """Return how many more others had decided than are told one by one."""
    text = ngettext(
        "%(count)s more comment was decided before you.", "%(count)s more comments were decided before you.", count
    )
    return text % {"count": count}


def gone(count: int) -> str:
    """Return how many comments are there no more."""
    text = ngettext("%(count)s comment is there no more.", "%(count)s comments are there no more.", count)
    return text % {"count": count}


def of_another(settled: Settled) -> SafeString:
    """Return who decided a comment first, when, and how it stands."""
    name = format_html("<bdi>{}</bdi>", settled.comment.name)
    status = settled.comment.get_status_display()
    if settled.event is None:
        return format_html(
            _("The comment by %(name)s stands otherwise by now: %(status)s.") % _slots("name", "status"),
            name=name,
            status=status,
        )
    text = _("The comment by %(name)s was decided before you by %(who)s, %(when)s: %(status)s.")
    who = format_html("<bdi>{}</bdi>", queue.name_of(settled.event.by))
    slots = _slots("name", "who", "when", "status")
    return format_html(text % slots, name=name, who=who, when=ago(settled.event.at), status=status)


def decided(event: ModerationEvent) -> SafeString:
    """Return who decided a comment that still stands on a colleague's page, and what became of it."""
    what = BECAME[event.after]
    if event.by is None:
        return format_html(_("Decided by the section's policy: %(what)s") % _slots("what"), what=what)
    who = format_html("<bdi>{}</bdi>", queue.name_of(event.by))
    return format_html(_("Decided by %(who)s: %(what)s") % _slots("who", "what"), who=who, what=what)


def at_it(names: list[str]) -> SafeString:
    """Return which colleagues have a comment before them."""
    who = format_html_join(" · ", "<bdi>{}</bdi>", ((name or _("a colleague"),) for name in names))
    before = pgettext("a comment that colleagues have before them", "Open with:")
    return format_html('<span class="w-sr-only">{}</span> {}', before, who)


def _slots(*names: str) -> dict[str, str]:
    """Turn the places of a translated sentence into those that ``format_html`` fills, escaping what it is given."""
    return {name: f"{{{name}}}" for name in names}
