"""What a moderator has before them: one tab of comments, a page of it, and the counts of all tabs."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy

from comments import reasons as why
from comments import rendering
from comments.cursors import Cursor
from comments.models import Comment, ModerationEvent
from newsroom.teams.models import User

PAGE_SIZE = 25
Status = Comment.Status
TABS = {
    Status.PENDING: pgettext_lazy("tab of the queue", "Awaiting review"),
    Status.APPROVED: pgettext_lazy("tab of the queue", "Published"),
    Status.REJECTED: pgettext_lazy("tab of the queue", "Rejected"),
    Status.SPAM: pgettext_lazy("tab of the queue", "Spam"),
}


@dataclass(frozen=True)
class Tab:
    """One status, as a tab shows it."""

    status: str
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Card:
    """One comment, with all that a decision needs; no address of its writer."""

    comment: Comment
    text: str
    # The last decision about it, where there is one.
    event: ModerationEvent | None
    reasons: list[str]


@dataclass(frozen=True)
class Page:
    """A page of a tab, and the address of the next one (or nothing)."""

    cards: list[Card]
    next_url: str


def url(status: str, after: str = "") -> str:
    """Return the address of a tab of the queue."""
    asked = {"status": status} | ({"after": after} if after else {})
    return f"{reverse('comments_queue')}?{urlencode(asked)}"


def tabs(user: User) -> list[Tab]:
    """Return the tabs with their true counts; two queries."""
    counts = Comment.objects.visible_to(user).at_hand().counted_by_status()
    return [Tab(status, str(label), counts[status], url(status)) for status, label in TABS.items()]


def page(user: User, status: str, after: str = "") -> Page:
    """Return a page of a tab: the oldest that await review first, of the others the latest decision first.

    Four queries, however many comments. Raises BadCursor.
    """
    comments = _of(user, status, after)
    shown, more = comments[:PAGE_SIZE], len(comments) > PAGE_SIZE
    cards = [_card(comment) for comment in shown]
    if not more:
        return Page(cards, "")
    last = shown[-1]
    moment = last.created_at if status == Status.PENDING else last.decided_at
    return Page(cards, url(status, str(Cursor(moment, last.pk))))


def _of(user: User, status: str, after: str) -> list[Comment]:
    events = ModerationEvent.objects.select_related("by").order_by("-pk")
    found = (
        Comment.objects.visible_to(user)
        .at_hand()
        .filter(status=status)
        .select_related("article__page_ptr", "parent")
        .defer("article__body", "html", "email_encrypted", "email_hash", "parent__html")
        .prefetch_related(Prefetch("events", events, to_attr="history"))
    )
    cursor = Cursor.parse(after) if after else None
    if status == Status.PENDING:
        found = found.filter(cursor.later("created_at")) if cursor else found
        return list(found.order_by("created_at", "pk")[: PAGE_SIZE + 1])
    found = found.filter(cursor.earlier("decided_at")) if cursor else found
    return list(found.order_by("-decided_at", "-pk")[: PAGE_SIZE + 1])


def _card(comment: Comment) -> Card:
    # A label for each code, once: name and text may both hold hidden marks.
    codes = dict.fromkeys(reason.get("code", "") for reason in comment.reasons)
    labels = [str(why.LABELS.get(code, code)) for code in codes]
    event = comment.history[0] if comment.history else None
    return Card(comment, rendering.quoted(comment.body, why.places(comment.reasons)), event, labels)


def name_of(user: User | None) -> str:
    """Return how a colleague (None: the house) is called in a sentence; never by an address."""
    if user is None:
        return gettext("the section's policy")
    return user.get_full_name() or gettext("a colleague")
