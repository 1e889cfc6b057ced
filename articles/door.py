"""The door: whichever way an article goes live, it passes here, and is asked every refusal under lock.

Wagtail's edit view and API run ``PublishPageRevisionAction`` themselves, so the door hangs on that action and not on
``Page.publish``. Whatever goes round the action (copies, aliases, ``add_child(live=True)``) is stopped at ``save``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from articles.notyet import NotYet

if TYPE_CHECKING:
    from articles.models import ArticlePage

_passing: ContextVar[int | None] = ContextVar("the article that is passing the door", default=None)


def hang() -> None:
    """Hang the door on Wagtail's action, once, when the app is ready."""
    wagtails = PublishPageRevisionAction.execute
    if hasattr(wagtails, "door"):
        return

    @wraps(wagtails)
    def execute(self: PublishPageRevisionAction, skip_permission_checks: bool = False) -> None:
        from articles.models import ArticlePage

        if not isinstance(self.object, ArticlePage):
            return wagtails(self, skip_permission_checks)
        return _publish(self, wagtails, skip_permission_checks)

    execute.door = True
    PublishPageRevisionAction.execute = execute


def _publish(action: PublishPageRevisionAction, wagtails, skip_permission_checks: bool) -> None:
    """Ask every refusal under lock, then let Wagtail publish or schedule; raises ``NotYet``."""
    from articles import pictures, review
    from articles.refusals import refusals
    from articles.workflow import locked

    pictures.develop(action.object)  # before the lock: a picture takes seconds, the lock is the only one on SQLite
    with transaction.atomic():
        locked(action.object)
        action.revision.refresh_from_db()
        action.object = action.revision.as_object()
        _settle_moment(action)
        found = refusals(action.object, action.revision, action.user)
        if skip_permission_checks:
            found.pop("right", None)
        if found:
            raise NotYet(found)
        review.approve_by_publishing(action.object, action.revision, by=action.user)
        with _open(action.object):
            wagtails(action, skip_permission_checks)
        review.waits_no_more(action.object, action.revision)


def _settle_moment(action: PublishPageRevisionAction) -> None:
    """Forget a moment that has come, so that the next version does not carry it along; refuse one that comes too soon.

    Whoever asked for a minute ahead needed a part of it to press the button and to come here.
    """
    from articles import moments

    moment, now = action.object.go_live_at, timezone.now()
    if moment is None:
        return
    if moment <= now:
        action.object.go_live_at = None
        moments.write_moment(action.revision, None)
    elif found := moments.objections(moment, now - moments.LEAD / 2):
        raise NotYet({"go_live_at": found})


@contextmanager
def _open(article: "ArticlePage") -> Iterator[None]:
    token = _passing.set(article.pk)
    try:
        yield
    finally:
        _passing.reset(token)


def check(article: "ArticlePage") -> None:
    """Stop ``save`` where it would make an article live that neither is live nor is passing; raises ``NotYet``."""
    if not article.live or (article.pk and _passing.get() == article.pk):
        return
    if article.pk and type(article).objects.filter(pk=article.pk, live=True).exists():
        return
    raise NotYet({"live": [_("An article goes live by publishing one of its versions.")]})
