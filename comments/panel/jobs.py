"""A decision about a whole list while it is worked through, and what became of each comment; its owner's alone."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models.functions import Left
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from comments import jobs, queue
from comments.filters import Filters, Unknown
from comments.models import Comment, Decision, Job, ModerationEvent, Reason
from comments.panel.queue import ModeratorsView, is_moderator
from newsroom.rtl.bidi import plain_isolate

BEGINNING = 120  # so much of a text tells one comment from another


@dataclass(frozen=True)
class Item:
    """One comment of a job: what became of it. ``comment`` is None where it is gone, or not for this moderator."""

    comment: Comment | None
    how: str
    event: ModerationEvent | None = None


class JobView(ModeratorsView):
    """How far a job is; at its end, or where it rests, the outcome of each comment."""

    template_name = "comments/panel/job.html"
    page_title = gettext_lazy("Decision about a whole list")

    def get_context_data(self, **kwargs) -> dict:
        job = Job.objects.filter(by=self.request.user, pk=self.kwargs["job_id"]).select_related("decision").first()
        if job is None:
            raise Http404
        items = outcomes(job)
        is_undone = job.decision_id and not Decision.objects.standing().filter(pk=job.decision_id).exists()
        is_running = not (job.is_finished or job.stopped_at or is_undone)
        rest, again = (0, "") if is_running else self.what_matches_now(job)
        return super().get_context_data(**kwargs) | {
            "job": job,
            "progress": progress(job),
            "figures": figures(items),
            "items": () if is_running else items,
            "is_running": is_running,
            "is_undone": is_undone,
            "reason": dict(Reason.choices).get(job.reason, job.reason),
            "tab": queue.TABS[job.seen],
            "asked": job.filters,
            "rest": rest,
            "again": again,
            "back": f"{reverse('comments_queue')}?{urlencode({'status': job.seen} | job.filters)}",
        }

    def what_matches_now(self, job: Job) -> tuple[int, str]:
        """Return how many still stand in the list that the job was about, and where to decide about them."""
        try:
            filters = Filters.parse(job.filters, self.request.user)
        except Unknown:  # the article or the section went, or the right
            return 0, ""
        left = filters.narrow(queue.of(self.request.user)).filter(status=job.seen).count()
        return left, queue.url(job.seen, filters=filters).replace(
            reverse("comments_queue"), reverse("comments_whole_list")
        )


@require_POST
def portion(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Decide the next portion of a job; a script is answered in JSON how far it is."""
    if not is_moderator(request.user):
        raise PermissionDenied
    try:
        job = jobs.work(job_id, by=request.user, resume=bool(request.POST.get("resume")))
    except Job.DoesNotExist as error:
        raise Http404 from error
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        goes_on = not (job.is_finished or job.stopped_at)
        return JsonResponse({"done": job.done, "total": job.total, "told": progress(job), "goes_on": goes_on})
    return redirect("comments_job", job.pk)


@require_POST
def stop(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Let a job rest; what was decided stays."""
    if not is_moderator(request.user):
        raise PermissionDenied
    try:
        job = jobs.stop(job_id, by=request.user)
    except Job.DoesNotExist as error:
        raise Http404 from error
    return redirect("comments_job", job.pk)


def outcomes(job: Job) -> list[Item]:
    """Return what became of each comment that a job has come to; two queries, however many there are.

    Of a comment outside what the owner moderates by now nothing is read.
    """
    reached = job.ids[: job.done]
    fields = ("pk", "name", "status", "direction", "beginning")
    rows = Comment.objects.visible_to(job.by).filter(pk__in=reached).annotate(beginning=Left("body", BEGINNING))
    comments = {row["pk"]: row for row in rows.values(*fields)}
    first = ModerationEvent.objects.filter(pk__in=[event for _how, event in job.outcomes if event])
    events = first.select_related("by").in_bulk()
    return [
        Item(comments.get(pk), how, events.get(event)) for pk, (how, event) in zip(reached, job.outcomes, strict=True)
    ]


def progress(job: Job) -> str:
    """Return how far a job is, in words."""
    text = ngettext("%(done)s of %(count)s comment", "%(done)s of %(count)s comments", job.total)
    return text % {"done": job.done, "count": job.total}


def figures(items: list[Item]) -> list[str]:
    """Return the result in figures, with the names of those who were first."""
    counts = {how: sum(item.how == how for item in items) for how in (jobs.SETTLED, jobs.MISSING, jobs.REFUSED)}
    told = [gettext("done: %(count)s") % {"count": len(items) - sum(counts.values())}]
    if counts[jobs.SETTLED]:
        names = dict.fromkeys(plain_isolate(queue.name_of(item.event.by)) for item in items if item.event)
        text = gettext("decided before you: %(count)s") % {"count": counts[jobs.SETTLED]}
        told.append(f"{text} ({gettext(', ').join(names)})" if names else text)
    if counts[jobs.MISSING]:
        told.append(gettext("there no more: %(count)s") % {"count": counts[jobs.MISSING]})
    if counts[jobs.REFUSED]:
        text = gettext("refused, because you moderate their section no more: %(count)s")
        told.append(text % {"count": counts[jobs.REFUSED]})
    return told
