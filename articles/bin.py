"""The bin: what was deleted lies here for thirty days, and comes back with its comments, its history, its by-line.

Nothing moves in the page tree, so an article that comes back stands at its old address. While it lies in the bin its
row is locked by nobody in particular: that stops Wagtail itself, and tells where to look for ``binned_at`` at no cost.
"""

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log
from wagtail.models import Page

from articles import workflow
from articles.notyet import NotYet

if TYPE_CHECKING:
    from articles.models import ArticlePage, Publication
    from newsroom.teams.models import User

logger = logging.getLogger(__name__)
DAYS = 30
_told: set[int] = set()  # what could not be deleted is told once, not at every tick


@transaction.atomic
def discard(article: "ArticlePage", *, by: "User | None") -> None:
    """Put an article into the bin: out of its readers' sight (410 where they saw it), out of the panel's lists.

    A running review is cancelled, a schedule dropped. One line in the history. Raises PermissionDenied for who may not
    delete it (a locked one nobody may), ``NotYet`` where it is in the bin already.
    """
    article = workflow.locked(article)
    if _publication(article).binned_at:
        raise NotYet({"bin": [_("The article is in the bin already.")]})
    if article.locked or (by is not None and not article.permissions_for_user(by).can_delete()):
        raise PermissionDenied
    review = article.current_workflow_state
    if review:
        review.cancel(user=by)
    for revision in article.revisions.filter(approved_go_live_at__isnull=False):
        revision.approved_go_live_at = None
        revision.save(user=by, update_fields=["approved_go_live_at"])
    if article.live:
        article.unpublish(user=by)
    now = timezone.now()
    Page.objects.filter(pk=article.pk).update(locked=True, locked_by=None, locked_at=now)
    _write(article, now, by)
    log(instance=article, action="articles.discard", user=by)


@transaction.atomic
def restore(article: "ArticlePage", *, by: "User | None") -> None:
    """Take an article out of the bin: as a draft, or as withdrawn where readers had seen it; never live by itself.

    One line in the history. Raises PermissionDenied, or ``NotYet`` where it is not in the bin.
    """
    article = workflow.locked(article)
    if not _publication(article).binned_at:
        raise NotYet({"state": [_("The article is not in the bin.")]})
    if by is not None and not article.permissions_for_user(by).can_restore():
        raise PermissionDenied
    Page.objects.filter(pk=article.pk).update(locked=False, locked_by=None, locked_at=None)
    _write(article, None, None)
    log(instance=article, action="articles.restore", user=by)


def empty_due(now: datetime | None = None) -> list[int]:
    """Delete for good, comments and all, what has lain in the bin for thirty days; return the ids. Pictures stay.

    Each in its own transaction, under lock, so any number of clocks may do it; one that fails keeps none from going.
    """
    from articles.models import Publication

    until = (now or timezone.now()) - timedelta(days=DAYS)
    due = Publication.objects.binned().filter(binned_at__lte=until).order_by("binned_at", "pk")
    return [pk for pk in list(due.values_list("pk", flat=True)) if _delete(pk, until)]


def emptied_at(publication: "Publication") -> datetime:
    """Return when what lies in the bin is deleted for good."""
    return publication.binned_at + timedelta(days=DAYS)


def days_left(publication: "Publication", now: datetime | None = None) -> int:
    """Return how many days are left to bring it back, begun ones counted; 0 where the clock takes it any moment."""
    left = emptied_at(publication) - (now or timezone.now())
    return max(0, -(-left // timedelta(days=1)))


def _publication(article: "ArticlePage") -> "Publication":
    from articles.models import Publication

    return Publication.objects.get(pk=article.pk)


def _write(article: "ArticlePage", at: datetime | None, by: "User | None") -> None:
    from articles.models import Publication

    Publication.objects.filter(pk=article.pk).update(binned_at=at, binned_by=by)


def _delete(pk: int, until: datetime) -> bool:
    try:
        with transaction.atomic():
            unlocked = Page.objects.select_for_update(skip_locked=True, of=("self",)).order_by()
            page = unlocked.filter(pk=pk, articlepage__publication__binned_at__lte=until).first()
            if page is None:
                return False  # another clock has it, or somebody brought it back
            _ForGood(page.specific).execute(skip_permission_checks=True)
            return True
    except OperationalError:
        logger.warning("Page %s waits in the bin for the next tick: the database is busy", pk)
    except Exception:
        if pk not in _told:
            logger.exception("Page %s could not be deleted from the bin", pk)
        _told.add(pk)
    return False


class _ForGood(DeletePageAction):
    """Deletes; the line in the history, which outlives the article, says that its days in the bin were over."""

    def log_deletion(self, page: Page) -> None:
        log(instance=page, action="articles.deleted_for_good", user=None, deleted=True)
