"""The queue at /admin/comments/: what awaits a moderator, and a conversation."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from comments import queue, rendering
from comments import reasons as why
from comments.cursors import BadCursor
from comments.filters import AGES, TRUST, Filters, Unknown
from comments.models import Comment, Reason
from newsroom.teams.models import User
from newsroom.teams.rights import moderated_teams

# What may be done with the comments of each tab.
OFFERED = {
    queue.Status.PENDING: ("approve", "reject", "spam"),
    queue.Status.APPROVED: ("reject", "spam"),
    queue.Status.REJECTED: ("approve", "spam"),
    queue.Status.SPAM: ("approve", "reject"),
}
LONGEST_THREAD = 200
_ANSWERED = "_is_a_moderator"


def is_moderator(user: User) -> bool:
    """Say whether ``user`` moderates anything at all."""
    if not hasattr(user, _ANSWERED):  # one request asks several times: each item of the menu, and the page
        teams = moderated_teams(user)
        setattr(user, _ANSWERED, teams is None or teams.exists())
    return getattr(user, _ANSWERED)


class ModeratorsView(WagtailAdminTemplateMixin, TemplateView):
    """A page for those who moderate something; what its address asks for is 404 where it is not theirs."""

    page_title = gettext_lazy("Readers' comments")
    header_icon = "comment"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_moderator(request.user):
            raise PermissionDenied
        try:
            return super().dispatch(request, *args, **kwargs)
        except (BadCursor, Unknown) as error:
            raise Http404 from error

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def asked_status(self) -> str:
        """Return the tab that the address names; the first where it names none."""
        status = self.request.GET.get("status", queue.Status.PENDING)
        if status not in queue.TABS:
            raise Unknown
        return status


class QueueView(ModeratorsView):
    """One tab of the queue."""

    template_name = "comments/panel/queue.html"

    def get_context_data(self, **kwargs) -> dict:
        status, after = self.asked_status(), self.request.GET.get("after", "")
        filters, seen = Filters.parse(self.request.GET, self.request.user), queue.of(self.request.user)
        comments = filters.narrow(seen)
        page, tabs = queue.page(comments, seen, status, after, filters), queue.tabs(comments, filters)
        return super().get_context_data(**kwargs) | {
            "tabs": tabs,
            "here": next(tab for tab in tabs if tab.status == status),
            "newest": max(tab.newest or 0 for tab in tabs),
            "status": status,
            "after": after,
            "page": page,
            "offered": OFFERED[status],
            "reasons": Reason.choices,
            "filters": filters,
            "codes": why.LABELS.items(),
            "ages": AGES.items(),
            "kinds_of_trust": TRUST.items(),
        }


class ThreadView(ModeratorsView):
    """The conversation that a comment stands in, with the status of each."""

    template_name = "comments/panel/thread.html"
    page_title = gettext_lazy("The conversation")

    def get_context_data(self, **kwargs) -> dict:
        seen = queue.of(self.request.user)
        asked = seen.filter(pk=self.kwargs["comment_id"]).select_related("article__page_ptr").first()
        if asked is None:
            raise Unknown
        root = asked.thread_id or asked.pk
        found = seen.filter(Q(pk=root) | Q(thread=root)).select_related("parent").order_by("created_at", "pk")
        shown = found.defer("html", "email_encrypted", "email_hash")[:LONGEST_THREAD]
        # A reader's own wish: what is removed is shown to nobody.
        rows = [
            (comment, None, ())
            if comment.status == Comment.Status.REMOVED
            else (comment, rendering.quoted(comment.body), OFFERED[comment.status])
            for comment in shown
        ]
        return super().get_context_data(**kwargs) | {
            "asked": asked,
            "rows": rows,
            "reasons": Reason.choices,
            "back": f"{queue.url(asked.status)}#c{asked.pk}" if asked.status in queue.TABS else queue.url("pending"),
        }
