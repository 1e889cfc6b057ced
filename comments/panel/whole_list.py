"""All that match: one decision about everything that stands in a tab, as the filters leave it."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from wagtail.admin import messages

from comments import jobs, queue
from comments.filters import Filters, number
from comments.models import Reason
from comments.panel.queue import OFFERED, ModeratorsView


class WholeListView(ModeratorsView):
    """All that stands in a tab now, as the filters leave it: asks for the decision about exactly these."""

    template_name = "comments/panel/whole_list.html"

    def get_context_data(self, **kwargs) -> dict:
        status, filters = self.asked_status(), Filters.parse(self.request.GET, self.request.user)
        comments = filters.narrow(queue.of(self.request.user))
        ids = queue.snapshot(comments, status)
        return super().get_context_data(**kwargs) | {
            "ids": ids,
            "count": len(ids),
            "total": comments.filter(status=status).count(),
            "status": status,
            "tab": queue.TABS[status],
            "back": queue.url(status, filters=filters),
            "offered": OFFERED[status],
            "reasons": Reason.choices,
            "filters": filters,
        }

    def post(self, request: HttpRequest) -> HttpResponseRedirect:
        """Store what is decided about the comments that were shown, do the first portion, and lead to the job."""
        filters = Filters.parse(request.GET, request.user)
        seen, ids = request.POST.get("seen", ""), map(number, request.POST.getlist("comment"))
        verb, reason = [*request.POST.get("press", "").split(":"), ""][:2]
        if seen not in queue.TABS or verb not in OFFERED[seen] or (verb == "reject") != (reason in Reason.values):
            raise Http404
        try:
            job = jobs.begin(
                [pk for pk in ids if pk is not None], verb, reason, by=request.user, seen=seen, filters=filters.asked
            )
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
            return redirect(queue.url(seen, filters=filters))
        jobs.work(job.pk, by=request.user)
        return redirect("comments_job", job.pk)
