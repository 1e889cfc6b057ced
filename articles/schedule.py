"""Going live, and expiring, at the minute set: once, however many clocks run, and no broken item stops the next."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from articles import pictures
from articles.notyet import NotYet

if TYPE_CHECKING:
    from newsroom.teams.models import User

logger = logging.getLogger(__name__)

# The house is unwell, not the item: a database that is busy, stopped two of us from waiting for each other for ever,
# or is being restarted. Such an item is tried again at every tick, and given up only where nothing else helps.
UNWELL = (OperationalError, InterfaceError, ConnectionError, TimeoutError)
PATIENCE = timedelta(minutes=10)
REST = timedelta(minutes=1)  # between two tries of what must expire and cannot
_unwell_since: dict[tuple[Callable, int], datetime] = {}
_resting_until: dict[int, datetime] = {}


def on_time() -> None:
    """Publish, then let expire, what is due: the clock's first duty."""
    now = surely_now()
    publish_due(now)
    expire_due(now)


def surely_now() -> datetime:
    """Return a moment that has come by this machine's clock and by the database's, so that nothing goes live early."""
    ours = timezone.now()
    if connection.vendor != "postgresql":
        return ours  # SQLite lives on this machine
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return min(ours, cursor.fetchone()[0])


def publish_due(now: datetime | None = None) -> list[int]:
    """Publish every version whose moment has come; return the ids of their pages.

    Each in its own transaction, under lock. One that the door refuses, or that breaks, loses its schedule, and its
    history says why; a database that is busy leaves it to the next tick. What still needs pictures made comes last.
    """
    now = now or timezone.now()
    published, slow = [], []
    for pk in list(_due(now).order_by("approved_go_live_at", "pk").values_list("pk", flat=True)):
        with _alone(pk, _give_up):
            # Looked at without the lock: another clock may have had it long ago, and SQLite has one lock for all.
            revision = _due(now).filter(pk=pk).first()
            if revision and pictures.are_missing(revision.as_object()):
                slow.append(revision)
            elif revision:
                published += _publish(revision, now)
    for revision in slow:
        with _alone(revision.pk, _give_up):
            pictures.develop(revision.as_object())
            published += _publish(revision, now)
    return published


def expire_due(now: datetime | None = None) -> list[int]:
    """Withdraw every live page whose last moment has passed; return their ids.

    One that cannot is told once and tried again every minute: what must go, must go.
    """
    now = now or timezone.now()
    expired = []
    due = _expiring().filter(expires_at__lte=now).order_by("expires_at", "pk").values_list("pk", flat=True)
    for pk in list(due):
        if _resting_until.get(pk, now) <= now:
            with _alone(pk, _rest):
                expired += _expire(pk, now)
    return expired


def next_moment() -> datetime | None:
    """Return the next moment at which something goes live or expires, or None: no kept page outlives it."""
    scheduled = Revision.objects.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at")
    moments = [
        scheduled.values_list("approved_go_live_at", flat=True).first(),
        _expiring().order_by("expires_at").values_list("expires_at", flat=True).first(),
    ]
    return min(filter(None, moments), default=None)


def scheduler(revision: Revision) -> "User | None":
    """Return who scheduled a version: who pressed the button, else who saved it."""
    pressed = PageLogEntry.objects.filter(action="wagtail.publish.schedule", revision=revision).order_by("-timestamp")
    entry = pressed.select_related("user").first()
    return entry.user if entry and entry.user else revision.user


def _due(now: datetime):
    return Revision.page_revisions.filter(approved_go_live_at__lte=now)


def _expiring():
    from articles.models import Publication

    return Publication.objects.filter(expires_at__isnull=False)


@contextmanager
def _alone(pk: int, give_up: Callable[[int, Exception], None]) -> Iterator[None]:
    """Keep whatever is wrong with one item from the next; ``give_up`` is told of what trying again cannot mend."""
    try:
        yield
        _unwell_since.pop((give_up, pk), None)
    except UNWELL as error:
        if not connection.in_atomic_block:
            close_old_connections()  # one that broke is replaced before the next item needs it
        since = _unwell_since.setdefault((give_up, pk), timezone.now())
        logger.warning("Item %s waits for the next tick: %s", pk, type(error).__name__)
        if timezone.now() - since > PATIENCE:
            _bring_up(give_up, pk, error)
    except Exception as error:
        _bring_up(give_up, pk, error)


def _bring_up(give_up: Callable[[int, Exception], None], pk: int, error: Exception) -> None:
    try:
        give_up(pk, error)
        _unwell_since.pop((give_up, pk), None)
    except Exception:
        logger.exception("Item %s failed, and nobody could be told: it is tried again at the next tick", pk)


def _publish(revision: Revision, now: datetime) -> list[int]:
    """Publish the version if it is still due and nobody else has it at hand; its pictures are made before."""
    with transaction.atomic():
        _let_go_when_cut_off()
        # First the page, then its version, as every verb does: or two of us could wait for each other for ever.
        if not _taken(Page.objects.filter(pk=int(revision.object_id))):
            return []
        revision = _taken(_due(now).filter(pk=revision.pk))
        if revision is None:
            return []  # another clock has it, or somebody took the schedule back
        who = scheduler(revision)
        revision.publish(user=who, log_action="wagtail.publish.scheduled", skip_permission_checks=True)
        return [int(revision.object_id)]


def _taken(rows):
    """Lock the one row and return it; None where it is gone, or somebody else holds it."""
    return rows.select_for_update(skip_locked=True, of=("self",)).order_by().first()


def _let_go_when_cut_off() -> None:
    """Let PostgreSQL free our lock where this machine is gone without a word: TCP alone would notice after hours."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '60s'")


@transaction.atomic
def _give_up(pk: int, error: Exception) -> None:
    """Take the broken item out of the schedule and tell it once: in the log, by its number, and in its history."""
    if not _due(timezone.now()).filter(pk=pk).update(approved_go_live_at=None):
        return  # another clock was first, or somebody gave it a new moment
    logger.error("Version %s could not go live", pk, exc_info=None if isinstance(error, NotYet) else error)
    revision = Revision.objects.select_related("user").get(pk=pk)
    page = Page.objects.filter(pk=revision.object_id).first()
    if page is None:
        return
    try:
        with transaction.atomic():
            _tell(revision, page.specific, error)
    except UNWELL:
        raise  # everything is rolled back, and done at the next tick
    except Exception:
        logger.exception("Nobody could be told that version %s did not go live", pk)


def _tell(revision: Revision, page: Page, error: Exception) -> None:
    """Write into the history why a version did not go live. Called once for each, in the transaction that drops it."""
    reasons = error.reasons() if isinstance(error, NotYet) else []
    log(
        instance=page,
        action="articles.could_not_go_live",
        user=scheduler(revision),
        revision=revision,
        data={"reasons": [str(reason) for reason in reasons]},
    )


def _expire(pk: int, now: datetime) -> list[int]:
    with transaction.atomic():
        _let_go_when_cut_off()
        page = _taken(Page.objects.filter(pk=pk, live=True, articlepage__publication__expires_at__lte=now))
        if page is None:
            return []
        # A new version that somebody promised for later is still promised; Wagtail would drop it without a word.
        promised = list(page.revisions.filter(approved_go_live_at__gt=now).values_list("pk", "approved_go_live_at"))
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        for version, moment in promised:
            Revision.objects.filter(pk=version).update(approved_go_live_at=moment)
        return [pk]


@transaction.atomic
def _rest(pk: int, error: Exception) -> None:
    """Let what cannot expire rest for a minute, and tell it once: in the log, by its number, and in its history."""
    _resting_until[pk] = timezone.now() + REST
    due = _expiring().filter(pk=pk).values_list("expires_at", flat=True).first()
    page = Page.objects.select_for_update().order_by().filter(pk=pk).first()
    if due is None or page is None:
        return
    known = {"action": "articles.could_not_expire", "data": {"moment": due.isoformat()}}
    if not PageLogEntry.objects.filter(page=pk, **known).exists():
        logger.error("Page %s could not expire", pk, exc_info=error)
        log(instance=page.specific, **known)
