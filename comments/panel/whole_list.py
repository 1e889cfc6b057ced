"""All that match: one decision about everything that stands in a tab, as the filters leave it."""

from comments import queue
from comments.filters import Filters
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
