"""An editor's verbs: hand in, approve, send back, publish, schedule, withdraw, bring back.

Each one locks the article, asks the right of ``by`` and the state, writes, and leaves its line in the history. ``by``
None is the house itself (the loader, the importer, the clock). Where several things are missing, ``NotYet`` says all of
them at once; who may not do a thing at all gets ``PermissionDenied``.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from articles import fixes, moments, pictures, review
from articles.notyet import NotYet
from articles.refusals import refusals

if TYPE_CHECKING:
    from articles.models import ArticlePage
    from newsroom.teams.models import User

__all__ = [
    "NotYet",
    "approve",
    "locked",
    "publish",
    "refusals",
    "republish",
    "schedule",
    "send_back",
    "submit",
    "unschedule",
    "withdraw",
]


def locked(article: "ArticlePage") -> "ArticlePage":
    """Lock the article's row until the transaction ends and return it as it is stored now."""
    from articles.models import ArticlePage

    Page.objects.select_for_update().order_by().get(pk=article.pk)
    return ArticlePage.objects.get(pk=article.pk)


@transaction.atomic
def submit(article: "ArticlePage", *, by: "User", note: str = "") -> WorkflowState:
    """Hand the latest version to the first step that the section wants; where it wants none it is ready at once.

    Writes the start of the review and the note into the history. Raises PermissionDenied for who may not edit the
    article, ``NotYet`` where it is being read already.
    """
    article = locked(article)
    if not article.permissions_for_user(by).can_edit():
        raise PermissionDenied
    state = article.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise NotYet({"state": [_("The article is with its reviewers already.")]})
    with review.saying(note, article, by=by):
        if state:
            state.resume(user=by)
        else:
            state = article.get_workflow().start(article, by)
    return state


@transaction.atomic
def approve(article: "ArticlePage", *, by: "User", note: str = "") -> None:
    """Approve the version under review. Raises PermissionDenied, or ``NotYet`` where none is under review."""
    _decide(article, "approve", by, note)


@transaction.atomic
def send_back(article: "ArticlePage", *, by: "User", note: str) -> None:
    """Send the version under review back to its writer, with a note that says why; raises as ``approve`` does."""
    _decide(article, "reject", by, note)


def _decide(article: "ArticlePage", action: str, by: "User", note: str) -> None:
    article = locked(article)
    state = article.current_workflow_task_state
    if state is None:
        if not any(review.may_decide(by, article, step) for step in review.Step):
            raise PermissionDenied
        raise NotYet({"state": [_("The article is not under review.")]})
    state.task.specific.on_action(state, by, action, comment=note)


def publish(
    article: "ArticlePage",
    revision: Revision,
    *,
    by: "User | None",
    minor: bool = False,
    dated: datetime | None = None,
) -> None:
    """Publish exactly this version now, whatever schedule it carried.

    ``minor``: a fix that readers need not be told of, so «آخر تحديث» of a live article stays; else it is an update.
    ``dated`` (aware; the house only) is the moment of first publication for an article that comes from elsewhere.
    Makes the pictures' sizes, bakes the body, raises the versions of the pages that show it. Raises PermissionDenied
    for who may not publish here, ``NotYet`` with every refusal.
    """
    pictures.develop(revision.as_object())  # seconds of work: before the lock
    with transaction.atomic():
        article = locked(article)
        _refuse_publishing(article, revision, by)
        if dated is not None:
            if by is not None:
                raise PermissionDenied
            _page(article).update(first_published_at=dated)
        moments.write_moment(revision, None)
        with fixes.publishing(minor=minor):
            revision.publish(user=by)


def schedule(
    article: "ArticlePage", revision: Revision, at: datetime, *, by: "User | None", minor: bool = False
) -> None:
    """Let exactly this version go live at ``at`` (aware, a minute ahead or more); any other schedule of it is dropped.

    ``minor``: as with ``publish``; the version keeps it until then. Seconds are cut: schedules stand to the minute.
    Raises PermissionDenied, or ``NotYet`` with every refusal: the door is asked now, and again at the moment itself.
    """
    at = moments.to_the_minute(at)
    pictures.develop(revision.as_object())
    with transaction.atomic():
        article = locked(article)
        _refuse_publishing(article, revision, by)
        if found := moments.objections(at):
            raise NotYet({"go_live_at": found})
        moments.write_moment(revision, at)
        with fixes.publishing(minor=minor):
            revision.publish(user=by)


@transaction.atomic
def unschedule(article: "ArticlePage", *, by: "User | None") -> None:
    """Take back the schedule. Raises PermissionDenied, or ``NotYet`` where nothing is scheduled."""
    article = locked(article)
    if by is not None and not article.permissions_for_user(by).can_unschedule():
        raise PermissionDenied
    if not drop_schedule(article, by):
        raise NotYet({"state": [_("Nothing is scheduled.")]})


@transaction.atomic
def withdraw(article: "ArticlePage", *, by: "User | None") -> None:
    """Take a live article from its readers: its address answers 410 until it comes back; any schedule is dropped.

    Raises PermissionDenied, or ``NotYet`` where it is not live.
    """
    article = locked(article)
    if not article.live:
        raise NotYet({"state": [_("The article is not published.")]})
    if by is not None and not article.permissions_for_user(by).can_unpublish():
        raise PermissionDenied
    drop_schedule(article, by)
    article.unpublish(user=by)


def republish(article: "ArticlePage", *, by: "User | None", revision: Revision | None = None) -> None:
    """Bring a withdrawn article back at the same address, in ``revision`` or its latest version; raises as publish."""
    publication = review.publication_of(article)
    if publication is None or publication.withdrawn_at is None:
        raise NotYet({"state": [_("The article was not withdrawn.")]})
    publish(article, revision or article.get_latest_revision(), by=by)


def _refuse_publishing(article: "ArticlePage", revision: Revision, by: "User | None") -> None:
    if str(revision.object_id) != str(article.pk):
        raise NotYet({"state": [_("This version belongs to another article.")]})
    if by is not None and not article.permissions_for_user(by).can_publish():
        raise PermissionDenied


def drop_schedule(article: "ArticlePage", by: "User | None") -> bool:
    """Drop every schedule of an article whose row is locked; say whether there was one."""
    due = list(article.revisions.filter(approved_go_live_at__isnull=False))
    for revision in due:
        revision.approved_go_live_at = None
        revision.save(user=by, update_fields=["approved_go_live_at"])
    return bool(due)


def _page(article: "ArticlePage"):
    return Page.objects.filter(pk=article.pk)
