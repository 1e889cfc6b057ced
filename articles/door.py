"""The door: whichever way an article goes live or comes live into a section, it is asked every refusal under lock.

Wagtail's edit view and API run ``PublishPageRevisionAction`` themselves, so the door hangs on that action and not on
``Page.publish``; and on ``MovePageAction``, which its views, ``Page.move`` and the API run. Whatever goes round both
(copies, aliases, ``add_child(live=True)``) is stopped at ``save``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from articles.notyet import NotYet

if TYPE_CHECKING:
    from articles.models import ArticlePage

INSIDE = ("first-child", "last-child", "sorted-child")

_passing: ContextVar[int | None] = ContextVar("the article that is passing the door", default=None)


def hang() -> None:
    """Hang the door on Wagtail's actions, once, when the app is ready."""
    _hang_on(PublishPageRevisionAction, lambda action: action.object, _publish)
    _hang_on(MovePageAction, lambda action: action.page, _move)


def _hang_on(action: type, page_of: Callable, pass_through: Callable) -> None:
    """Let ``pass_through`` decide where ``action`` is about an article; every other page is Wagtail's own."""
    wagtails = action.execute
    if hasattr(wagtails, "door"):
        return

    @wraps(wagtails)
    def execute(self, skip_permission_checks: bool = False) -> None:
        from articles.models import ArticlePage

        if page_of(self).specific_class is not ArticlePage:
            return wagtails(self, skip_permission_checks)
        return pass_through(self, wagtails, skip_permission_checks)

    execute.door = True
    action.execute = execute


def _publish(action: PublishPageRevisionAction, wagtails, skip_permission_checks: bool) -> None:
    """Ask every refusal under lock, then let Wagtail publish or schedule; raises ``NotYet``."""
    from articles import baking, pictures, review
    from articles.refusals import refusals
    from articles.workflow import locked

    pictures.develop(action.object)  # before the lock: a picture takes seconds, the lock is the only one on SQLite
    with transaction.atomic():
        locked(action.object)
        baking.alone()
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


def _move(action: MovePageAction, wagtails, skip_permission_checks: bool) -> None:
    """Ask under lock what another section asks of what is live, give it a free slug there, and let Wagtail move it.

    Raises ``NotYet``. The right to move is asked first, by Wagtail's own check: who may not is told no reason.
    """
    from articles.refusals import refusals_of_moving
    from articles.workflow import locked

    with transaction.atomic():
        action.page = locked(action.page)
        before = action.page.section
        after = action.target if action.pos in INSIDE else action.target.get_parent()
        # One order for everybody, or two who move in opposite directions would wait for each other for ever.
        list(Page.objects.select_for_update().filter(pk__in=[before.pk, after.pk]).order_by("pk"))
        action.target, after = (Page.objects.get(pk=page.pk).specific for page in (action.target, after))
        action.check(after, skip_permission_checks=skip_permission_checks)
        if after.pk != before.pk:
            found = refusals_of_moving(action.page, after, action.user)
            if skip_permission_checks:
                found.pop("right", None)
            if found:
                raise NotYet(found)
            action.page.make_room_in(after)
        wagtails(action, skip_permission_checks)


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
