"""What a new version of a live article is to its readers: an update, or a minor fix that leaves «آخر تحديث»."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.models import Revision

MARK = "minor_fix"
_chosen: ContextVar[bool | None] = ContextVar("whether what is being published is a minor fix", default=None)


@contextmanager
def publishing(*, minor: bool) -> Iterator[None]:
    """Say what is published or scheduled within: a minor fix, or an update."""
    token = _chosen.set(minor)
    try:
        yield
    finally:
        _chosen.reset(token)


def keep(scheduled: Revision) -> None:
    """Write what was chosen into a scheduled version (a key that belongs to no field), where the clock finds it."""
    chosen = _chosen.get()
    if chosen is not None and chosen != bool(scheduled.content.get(MARK)):
        scheduled.content[MARK] = chosen
        Revision.objects.filter(pk=scheduled.pk).update(content=scheduled.content)


def is_minor(revision: Revision | None) -> bool:
    """Say whether what goes live now is a minor fix: by the button that was pressed, else by what was scheduled."""
    if (chosen := _chosen.get()) is not None:
        return chosen
    return bool(revision and revision.approved_go_live_at and revision.content.get(MARK))
