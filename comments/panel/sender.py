"""Whoever sent a comment: what became of their other comments, and the address, behind a click that is recorded."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from comments import bans, queue, rendering, senders
from comments.cursors import Cursor
from comments.filters import Unknown
from comments.models import Comment
from comments.panel.queue import ModeratorsView

ON_A_PAGE = 20


class SenderView(ModeratorsView):
    """The other comments of whoever sent one, the latest first."""

    template_name = "comments/panel/sender.html"
    page_title = gettext_lazy("The sender's comments")
    # Shown once, in the answer to the click.
    address = ""
    refusal = ""

    @cached_property
    def asked(self) -> Comment:
        """The comment that is asked about; Unknown where it is not the moderator's."""
        found = queue.of(self.request.user).filter(pk=self.kwargs["comment_id"]).select_related("article__page_ptr")
        if (comment := found.defer("article__body", "html").first()) is None:
            raise Unknown
        return comment

    def get_context_data(self, **kwargs) -> dict:
        after = self.request.GET.get("after", "")
        everything = senders.comments_of(self.asked, self.request.user)
        found = queue.with_context(everything).order_by("-created_at", "-pk")
        if after:
            found = found.filter(Cursor.parse(after).earlier("created_at"))
        rows = list(found[: ON_A_PAGE + 1])
        shown, more = rows[:ON_A_PAGE], len(rows) > ON_A_PAGE
        here = reverse("comments_sender", args=(self.asked.pk,))
        return super().get_context_data(**kwargs) | {
            "asked": self.asked,
            "counts": [(tab, count) for tab, count in self._counts(everything) if count],
            "banned": bans.is_banned(self.asked),
            # A reader's own wish: what is removed is shown to nobody.
            "rows": [
                (comment, None if comment.status == Comment.Status.REMOVED else rendering.quoted(comment.body))
                for comment in shown
            ],
            "next_url": f"{here}?after={Cursor(shown[-1].created_at, shown[-1].pk)}" if more else "",
            "may_see_address": senders.may_see_address(self.request.user),
            "address": self.address,
            "refusal": self.refusal,
            "back": f"{queue.url(self.asked.status)}#c{self.asked.pk}" if self.asked.status in queue.TABS else "",
        }

    @staticmethod
    def _counts(comments) -> list[tuple[str, int]]:
        found = comments.counted_by_status()
        return [(label, found[status]) for status, label in queue.TABS.items()]


class AddressView(SenderView):
    """The same page after the click: with the address in it, this once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Record who looked, and show it. A script is answered in JSON."""
        try:
            self.address = senders.show_address(self.asked, by=request.user)
        except ValidationError as error:
            self.refusal = " ".join(error.messages)
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            return JsonResponse({"address": self.address, "told": self.refusal})
        return self.get(request, *args, **kwargs)


address = never_cache(AddressView.as_view())
