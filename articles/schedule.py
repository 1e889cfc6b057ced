"""Going live, and expiring, at the minute set: once, however many clocks run, and no broken item stops the next."""

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import OperationalError, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from articles.notyet import NotYet

if TYPE_CHECKING:
    from newsroom.teams.models import User

logger = logging.getLogger(__name__)


def publish_due(now: datetime | None = None) -> list[int]:
    """Publish every version whose moment has come; return the ids of their pages.

    Each in its own transaction, under lock. One that the door refuses, or that breaks, loses its schedule, and its
    history says why; a database that is busy leaves it to the next tick.
    """
    now = now or timezone.now()
    due = _due(now).order_by("approved_go_live_at", "pk").values_list("pk", flat=True)
    return [page for pk in list(due) if (page := _publish(pk, now))]


def expire_due(now: datetime | None = None) -> list[int]:
    """Withdraw every live page whose last moment has passed; return their ids."""
    now = now or timezone.now()
    due = _expiring().filter(expires_at__lte=now).order_by("expires_at", "pk").values_list("pk", flat=True)
    return [page for pk in list(due) if (page := _expire(pk, now))]


def next_moment() -> datetime | None:
    """Return the next moment at which something goes live or expires, or None: no kept page outlives it."""
    scheduled = Revision.objects.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at")
    moments = [
        scheduled.values_list("approved_go_live_at", flat=True).first(),
        _expiring().order_by("expires_at").values_list("expires_at", flat=True).first(),
    ]
    return min(filter(None, moments), default=None)


def _due(now: datetime):
    return Revision.page_revisions.filter(approved_go_live_at__lte=now)


def _expiring():
    from articles.models import Publication

    return Publication.objects.filter(expires_at__isnull=False)


def _publish(pk: int, now: datetime) -> int | None:
    try:
        with transaction.atomic():
            revision = _due(now).select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
            if revision is None:
                return None  # another clock has it, or somebody took the schedule back
            who = scheduler(revision)
            revision.publish(user=who, log_action="wagtail.publish.scheduled", skip_permission_checks=True)
            return int(revision.object_id)
    except OperationalError:
        logger.warning("Version %s waits for the next tick: the database is busy", pk)
    except Exception as error:
        # Whatever is wrong with one article must not keep the next from going live on time.
        _give_up(pk, error)
    return None


def scheduler(revision: Revision) -> "User | None":
    """Return who scheduled a version: who pressed the button, else who saved it."""
    pressed = PageLogEntry.objects.filter(action="wagtail.publish.schedule", revision=revision).order_by("-timestamp")
    entry = pressed.select_related("user").first()
    return entry.user if entry and entry.user else revision.user


@transaction.atomic
def _give_up(pk: int, error: Exception) -> None:
    """Take the broken item out of the schedule and tell it once: in the log, by its number, and in its history."""
    still_due = Revision.objects.filter(pk=pk, approved_go_live_at__isnull=False)
    if not still_due.update(approved_go_live_at=None):
        return
    logger.error("Version %s could not go live", pk, exc_info=None if isinstance(error, NotYet) else error)
    revision = Revision.objects.select_related("user").get(pk=pk)
    page = Page.objects.filter(pk=revision.object_id).first()
    if page:
        reasons = error.reasons() if isinstance(error, NotYet) else []
        log(
            instance=page.specific,
            action="articles.could_not_go_live",
            user=scheduler(revision),
            revision=revision,
            data={"reasons": [str(reason) for reason in reasons]},
        )


def _expire(pk: int, now: datetime) -> int | None:
    try:
        with transaction.atomic():
            expired = Page.objects.select_for_update(skip_locked=True, of=("self",)).order_by()
            page = expired.filter(pk=pk, live=True, articlepage__publication__expires_at__lte=now).first()
            if page is None:
                return None
            page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            return page.pk
    except OperationalError:
        logger.warning("Page %s waits for the next tick: the database is busy", pk)
    except Exception:
        logger.exception("Page %s could not expire", pk)
    return None
