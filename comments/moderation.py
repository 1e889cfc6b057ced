"""What becomes of a comment: the only module that assigns its status.

A decision takes one comment or many, in the order of their ids so that two moderators never wait for each other in a
circle; each row is locked, its status compared with the one the moderator saw, and only then changed. The counts of
the articles change in the same transaction as the statuses, so they equal a recount at any time.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments import bans, discussion, guard, notices, policy, rendering
from comments.models import Comment, Decision, Discussion, ModerationEvent
from newsroom.cache.versions import bump
from newsroom.teams.models import User
from newsroom.teams.rights import moderated_teams

logger = logging.getLogger(__name__)

Status = Comment.Status
BATCH = 200
WAYS_OUT = {"link", "short_link", "messenger_link", "telephone"}


@dataclass(frozen=True)
class Outcome:
    """What a press of a button came to."""

    # None where nothing was left to decide.
    decision: Decision | None
    # The ids of the comments that this decision changed.
    decided: list[int] = field(default_factory=list)
    # Those that stood otherwise than the moderator saw them: the last event of each, if it has any.
    settled: list["Settled"] = field(default_factory=list)
    # Ids that are there no more, with their article, and those of sections that the moderator does not see.
    missing: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Settled:
    """A comment that somebody else decided first: how it stands, and by whose decision."""

    comment: Comment
    event: ModerationEvent | None


def receive(comment: Comment) -> None:
    """Give a new comment, not yet stored, its first status.

    With the spam, where moderators still find it: what the guard's traps caught, and a near copy of what was refused
    that also leads somewhere else.
    """
    codes = {reason["code"] for reason in comment.reasons}
    if guard.is_a_bot(codes) or ("copy_of_refused" in codes and codes & WAYS_OUT):
        comment.status, comment.decided_at = Status.SPAM, comment.created_at


def follow_policy(comment: Comment) -> None:
    """Reject a new comment, stored and awaiting review, of somebody banned; publish it where the policy says so.

    Either is a decision of the house. Call it inside the transaction that stores the comment. Side effects as
    ``approve``. Whatever fails here leaves the comment awaiting review, with a reason that says so.
    """
    if comment.status != Status.PENDING:
        return
    try:
        with transaction.atomic():
            if bans.is_banned(comment):
                comment.reasons = [*comment.reasons, {"code": "banned"}]
                comment.save(update_fields=["reasons"])
                _decide_for_the_house(comment, Status.REJECTED, "banned")
            elif policy.publishes(comment):
                _decide_for_the_house(comment, Status.APPROVED)
    except Exception as error:  # whatever failed: nothing is published by mistake
        # Names only: the error's own words could quote the reader.
        logger.error("The policy failed: %s", type(error).__name__)
        comment.refresh_from_db()
        comment.reasons = [*comment.reasons, {"code": "check_incomplete", "check": "follow_policy"}]
        comment.save(update_fields=["reasons"])


def release(comments: list[Comment], at: datetime) -> list[Comment]:
    """Publish those of these locked comments, just taken as proven, that waited for nothing else; return them.

    One decision of the house, by the policy as it stands now and only where readers may still comment. Side effects as
    ``approve``. Whatever fails here leaves all of them awaiting review.
    """
    try:
        with transaction.atomic():
            due = [comment for comment in comments if _may_go_on_the_page(comment)]
            if due:
                decision = Decision.objects.create(by=None, at=at)
                _change(due, decision, to=lambda _: Status.APPROVED, since=lambda _: at)
            return due
    except Exception as error:
        logger.error("The policy failed: %s", type(error).__name__)  # names only, as above
        return []


def _may_go_on_the_page(comment: Comment) -> bool:
    waits = comment.status == Status.PENDING and comment.article.live and discussion.is_open(comment.article)
    return waits and policy.publishes(comment) and not bans.is_banned(comment)


def _decide_for_the_house(comment: Comment, to: str, reason: str = "") -> None:
    at = comment.created_at
    _change([comment], Decision.objects.create(by=None, at=at), to=lambda _: to, since=lambda _: at, reason=reason)


def approve(
    comment_ids: Iterable[int],
    *,
    by: User,
    seen: str = Status.PENDING,
    at: datetime | None = None,
    within: Decision | None = None,
) -> Outcome:
    """Show comments to readers. Side effects: bakes their HTML, counts them, drops the pages of their articles.

    ``seen`` is the status in which the moderator saw them: those that stand otherwise by now are reported and left
    alone. What lies in a section that ``by`` does not moderate is missing, like what is not there: nobody learns from
    the outcome which of the two it is. ``at`` is when (aware; now by default). ``within`` is a decision of the same
    person that these belong to as well, so that all are undone together. Raises PermissionDenied where ``by`` moderates
    nothing at all; ValidationError (code "undone") if the decision ``within`` was undone.
    """
    return _decide(comment_ids, Status.APPROVED, by=by, seen=seen, at=at, within=within)


def reject(
    comment_ids: Iterable[int],
    reason: str,
    *,
    by: User,
    seen: str = Status.PENDING,
    at: datetime | None = None,
    within: Decision | None = None,
) -> Outcome:
    """Keep comments from readers, for a reason: one of ``Reason``, or the moderator's words. Otherwise as ``approve``.

    Raises ValidationError where the reason is missing or longer than the column.
    """
    reason = reason.strip()
    if not reason or len(reason) > ModerationEvent._meta.get_field("reason").max_length:
        raise ValidationError({"reason": _("Choose why the comment is rejected.")})
    return _decide(comment_ids, Status.REJECTED, by=by, seen=seen, at=at, reason=reason, within=within)


def mark_spam(
    comment_ids: Iterable[int],
    *,
    by: User,
    seen: str = Status.PENDING,
    at: datetime | None = None,
    within: Decision | None = None,
) -> Outcome:
    """Put comments among the spam. Otherwise as ``approve``."""
    return _decide(comment_ids, Status.SPAM, by=by, seen=seen, at=at, within=within)


def remove(comment_ids: Iterable[int], *, by: User, seen: str = Status.APPROVED, at: datetime | None = None) -> Outcome:
    """Take comments away at their author's wish; answers stay, below a tombstone. Otherwise as ``approve``."""
    return _decide(comment_ids, Status.REMOVED, by=by, seen=seen, at=at)


@transaction.atomic
def undo(decision_id: UUID | str, *, by: User) -> Outcome:
    """Give each comment of a decision the status that it had before, as a decision of its own.

    A comment that was decided again since is reported and left alone. Counts and pages follow as with any decision.
    Raises ``Decision.DoesNotExist``, also for a decision about a comment that ``by`` does not see, for it is undone as
    a whole; ValidationError where it was undone already or is an undoing itself; PermissionDenied as ``approve``.
    """
    decision = Decision.objects.select_for_update().get(pk=decision_id)
    undone = {event.comment_id: event for event in decision.events.all()}
    comments, missing = _locked(undone.keys(), by)  # the right first: strangers are not even told how it stands
    if missing and Comment.objects.filter(pk__in=missing).exists():
        raise Decision.DoesNotExist
    if not Decision.objects.standing().filter(pk=decision.pk).exists():
        raise ValidationError(_("This decision was undone already."), code="undone")
    last = _last_events(comments)
    standing = [comment for comment in comments if last[comment.pk] == undone[comment.pk]]
    settled = [Settled(comment, last[comment.pk]) for comment in comments if last[comment.pk] != undone[comment.pk]]
    if not standing:
        return Outcome(None, settled=settled, missing=missing)
    record = Decision.objects.create(by=by, undoes=decision)
    _change(
        standing,
        record,
        to=lambda comment: undone[comment.pk].before,
        since=lambda comment: undone[comment.pk].before_since,
    )
    return Outcome(record, [comment.pk for comment in standing], settled, missing)


@transaction.atomic
def _decide(
    comment_ids: Iterable[int],
    to: str,
    *,
    by: User,
    seen: str,
    at: datetime | None,
    reason: str = "",
    within: Decision | None = None,
) -> Outcome:
    at = at or timezone.now()
    if within:
        _hold(within, by)
    comments, missing = _locked(set(comment_ids), by)
    due = [comment for comment in comments if comment.status == seen != to]
    others = [comment for comment in comments if comment not in due]
    last = _last_events(others)
    settled = [Settled(comment, last[comment.pk]) for comment in others]
    if not due:
        return Outcome(None, settled=settled, missing=missing)
    decision = within or Decision.objects.create(by=by, at=at)
    _change(due, decision, to=lambda comment: to, since=lambda comment: at, reason=reason, at=at)
    return Outcome(decision, [comment.pk for comment in due], settled, missing)


def _hold(decision: Decision, by: User) -> None:
    """Lock a decision that more comments are to belong to, as ``undo`` does, before any comment is locked."""
    Decision.objects.select_for_update().get(pk=decision.pk, by=by)
    if not Decision.objects.standing().filter(pk=decision.pk).exists():
        raise ValidationError(_("This decision was undone already."), code="undone")


def _locked(ids: Collection[int], by: User) -> tuple[list[Comment], list[int]]:
    """Lock the comments that ``by`` moderates in the order of their ids; return them and the ids that are left over."""
    teams = moderated_teams(by)
    if teams is not None and not teams.exists():
        raise PermissionDenied
    comments = list(
        Comment.objects.visible_to(by)
        .filter(pk__in=ids)
        .select_related("article__page_ptr")
        .defer("article__body")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    return comments, sorted(set(ids) - {comment.pk for comment in comments})


def _last_events(comments: list[Comment]) -> dict[int, ModerationEvent | None]:
    events = ModerationEvent.objects.filter(comment__in=comments).select_related("by").order_by("pk")
    return {comment.pk: None for comment in comments} | {event.comment_id: event for event in events}


def _change(
    comments: list[Comment],
    decision: Decision,
    *,
    to: Callable[[Comment], str],
    since: Callable[[Comment], datetime | None],
    reason: str = "",
    at: datetime | None = None,
) -> None:
    """Give locked comments their new statuses: events, baked HTML, counts, letters and the pages' versions with it."""
    events, counts, put_up, taken_down = [], Counter(), [], []
    for comment in comments:
        before, before_since, after = comment.status, comment.decided_at, to(comment)
        comment.status, comment.decided_at = after, since(comment)
        counts[comment.article_id] += (after == Status.APPROVED) - (before == Status.APPROVED)
        if Status.APPROVED in {before, after}:
            (put_up if after == Status.APPROVED else taken_down).append(comment)
        if after == Status.APPROVED and comment.renderer != rendering.RENDERER:
            comment.html, comment.renderer = rendering.bake(comment), rendering.RENDERER
        events.append(
            ModerationEvent(
                comment=comment,
                decision=decision,
                by_id=decision.by_id,
                at=at or decision.at,
                before=before,
                after=after,
                before_since=before_since,
                reason=reason,
            )
        )
    Comment.objects.bulk_update(comments, ["status", "decided_at", "html", "renderer"], batch_size=BATCH)
    ModerationEvent.objects.bulk_create(events, batch_size=BATCH)
    notices.follow(put_up, taken_down, by_the_house=decision.by_id is None)
    _count(counts)
    bump(*sorted(f"article:{article_id}" for article_id in counts))


def _count(changes: Counter[int]) -> None:
    articles = sorted(article_id for article_id, change in changes.items() if change)
    Discussion.objects.bulk_create([Discussion(page_id=pk) for pk in articles], ignore_conflicts=True)
    for pk in articles:
        Discussion.objects.filter(page_id=pk).update(approved_count=F("approved_count") + changes[pk])
