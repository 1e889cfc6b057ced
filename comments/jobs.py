"""Decisions about whole lists: asked for once, worked through in portions, each of them one transaction.

A portion holds the row of its job while it decides, so two windows on one job take turns, and each comment is decided
once. All portions belong to one decision: whoever undoes it, undoes all, and nothing is added to it after that.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments import moderation
from comments.models import Comment, Job
from comments.moderation import Outcome
from newsroom.teams.models import User

PORTION = 50
LARGEST = 500
KEPT = timedelta(days=30)
DONE, SETTLED, MISSING, REFUSED = "done", "settled", "missing", "refused"
_VERBS = {Job.Verb.APPROVE: moderation.approve, Job.Verb.SPAM: moderation.mark_spam}


def begin(
    comment_ids: Sequence[int], verb: str, reason: str = "", *, by: User, seen: str, filters: Mapping[str, str]
) -> Job:
    """Store what is asked about a list, five hundred comments at most; nothing is decided yet.

    What ``by`` does not see is not there: it is left out. ``filters``: what narrowed the list, as its address says it.
    Raises ValidationError where there is no comment.
    """
    asked = list(dict.fromkeys(comment_ids))[:LARGEST]
    seen_by = set(Comment.objects.visible_to(by).filter(pk__in=asked).values_list("pk", flat=True))
    ids = [pk for pk in asked if pk in seen_by]
    if not ids:
        raise ValidationError(_("No comment was chosen: tick one or more, then decide."), code="empty")
    return Job.objects.create(by=by, verb=verb, reason=reason, seen=seen, filters=dict(filters), ids=ids)


@transaction.atomic
def work(job_id: UUID | str, *, by: User, resume: bool = False) -> Job:
    """Decide the next portion, and return the job as it stands then.

    One that is finished or stopped is left as it is (``resume`` takes up a stopped one); one whose decision was undone
    is stopped. What lies in a section that ``by`` moderates no more is left alone, and the outcome says so. Side
    effects as the verbs of ``moderation``. Raises ``Job.DoesNotExist`` for another's.
    """
    job = Job.objects.select_for_update().get(pk=job_id, by=by)
    if job.is_finished or (job.stopped_at and not resume):
        return job
    portion = job.ids[job.done : job.done + PORTION]
    mine = set(Comment.objects.visible_to(by).filter(pk__in=portion).values_list("pk", flat=True))
    lost = set(Comment.objects.filter(pk__in=portion).values_list("pk", flat=True)) - mine
    try:
        outcome = _decide(job, portion, by) if mine else Outcome(None)
    except ValidationError:  # undone in another window: nothing more belongs to it
        return _stop(job)
    told = _told(outcome) | {pk: [REFUSED, None] for pk in lost}
    job.outcomes += [told.get(pk, [MISSING, None]) for pk in portion]
    job.done += len(portion)
    job.decision, job.stopped_at = job.decision or outcome.decision, None
    job.save(update_fields=["outcomes", "done", "decision", "stopped_at"])
    return job


@transaction.atomic
def stop(job_id: UUID | str, *, by: User) -> Job:
    """Let a job rest after the portion that is under way. Raises ``Job.DoesNotExist`` for another's."""
    job = Job.objects.select_for_update().get(pk=job_id, by=by)
    return job if job.is_finished else _stop(job)


def forget_old() -> int:
    """Delete the jobs of a month ago; what they decided stays. Return how many. A duty of the clock."""
    gone = Job.objects.filter(at__lt=timezone.now() - KEPT)
    return gone.delete()[0] if gone.exists() else 0  # a look takes no write lock


def _stop(job: Job) -> Job:
    job.stopped_at = timezone.now()
    job.save(update_fields=["stopped_at"])
    return job


def _decide(job: Job, ids: list[int], by: User) -> Outcome:
    act = partial(moderation.reject, reason=job.reason) if job.verb == Job.Verb.REJECT else _VERBS[job.verb]
    with transaction.atomic():
        return act(ids, by=by, seen=job.seen, within=job.decision)


def _told(outcome: Outcome) -> dict[int, list]:
    """Return for each comment how it went, and the event of whoever was first."""
    told = {pk: [DONE, None] for pk in outcome.decided} | {pk: [MISSING, None] for pk in outcome.missing}
    for settled in outcome.settled:
        told[settled.comment.pk] = [SETTLED, settled.event.pk if settled.event else None]
    return told
