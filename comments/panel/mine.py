"""My last decisions: what I decided about comments, how each stands now, and the way back."""

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext_lazy

from comments.models import Comment, Decision, Job, ModerationEvent
from comments.panel.queue import ModeratorsView
from newsroom.teams.models import User

SHOWN = 50
COMMENTS_SHOWN = 5
UNFINISHED = 10


def of(user: User) -> QuerySet[Decision]:
    """Return the last decisions of ``user``, the latest first; four queries with reading, however many comments.

    Each with ``count`` (its comments), ``shown`` (the events of the first few, with their comments), ``stands`` (it was
    not undone) and ``is_last`` (there is a comment about which nobody decided since). What ``user`` moderates no more
    is not among them.
    """
    mine = ModerationEvent.objects.filter(comment__in=Comment.objects.visible_to(user))
    later = ModerationEvent.objects.filter(comment=OuterRef("comment"), pk__gt=OuterRef("pk"))
    last = ModerationEvent.objects.filter(~Exists(later), decision=OuterRef("pk"))
    shown = mine.select_related("comment").defer("comment__html", "comment__email_encrypted").order_by("pk")
    found = Decision.objects.filter(Exists(mine.filter(decision=OuterRef("pk"))), by=user).order_by("-at", "-pk")
    return (
        Decision.objects.filter(pk__in=list(found.values_list("pk", flat=True)[:SHOWN]))
        .annotate(count=Count("events"), stands=Exists(Decision.objects.standing().filter(pk=OuterRef("pk"))))
        .annotate(is_last=Exists(last))
        .select_related("job")
        .prefetch_related(Prefetch("events", shown[:COMMENTS_SHOWN], to_attr="shown"))
        .order_by("-at", "-pk")
    )


class MineView(ModeratorsView):
    """What I decided last, and the lists that I left unfinished."""

    template_name = "comments/panel/mine.html"
    page_title = gettext_lazy("My last decisions")

    def get_context_data(self, **kwargs) -> dict:
        jobs = Job.objects.filter(by=self.request.user).order_by("-at")[:UNFINISHED]
        undone = set(Decision.objects.exclude(undone_by=None).filter(job__in=list(jobs)).values_list("pk", flat=True))
        return super().get_context_data(**kwargs) | {
            "decisions": list(of(self.request.user)),
            "unfinished": [job for job in jobs if not job.is_finished and job.decision_id not in undone],
        }
