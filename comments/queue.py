"""What a moderator has before them: one tab of comments, a page of it, and the counts of all tabs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy

from comments import clusters, rendering
from comments import reasons as why
from comments.cursors import Cursor
from comments.filters import Filters
from comments.models import Comment, ModerationEvent
from newsroom.teams.models import User

PAGE_SIZE = 25
# So many a decision about a whole list takes at most: the next press takes the next ones.
SNAPSHOT = 500
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
    url: str
    count: int
    # When the first of them was received, and the highest id; None where there are none.
    oldest: datetime | None = None
    newest: int | None = None


@dataclass(frozen=True)
class Chip:
    """A reason why a comment was held: its words, whether it is about the name, and what was found in it."""

    code: str
    label: str
    in_name: bool
    found: list[str]


@dataclass(frozen=True)
class Card:
    """One comment, with all that a decision needs; no address of its writer."""

    comment: Comment
    text: str
    # The last decision about it, where there is one.
    event: ModerationEvent | None
    reasons: list[Chip]
    section: str = ""
    # Near copies in the same tab.
    copies: int = 0
    # Of the same reader: how many comments were published, how many refused.
    published: int = 0
    refused: int = 0


@dataclass(frozen=True)
class Page:
    """A page of a tab, and the address of the next one (or nothing)."""

    cards: list[Card] = field(default_factory=list)
    next_url: str = ""


def url(status: str, after: str = "", filters: Filters | None = None) -> str:
    """Return the address of a tab of the queue."""
    asked = {"status": status} | (filters.asked if filters else {}) | ({"after": after} if after else {})
    return f"{reverse('comments_queue')}?{urlencode(asked)}"


def of(user: User) -> QuerySet[Comment]:
    """Return the comments that ``user`` may decide, of every status. One query asks who that is."""
    return Comment.objects.visible_to(user).at_hand()


def tabs(comments: QuerySet[Comment], filters: Filters | None = None) -> list[Tab]:
    """Return the tabs with the true counts of ``comments``; one query."""
    rows = comments.order_by().values_list("status").annotate(Count("pk"), Min("created_at"), Max("pk"))
    found = {status: facts for status, *facts in rows}
    return [
        Tab(status, str(label), url(status, filters=filters), *found.get(status, (0, None, None)))
        for status, label in TABS.items()
    ]


def page(
    comments: QuerySet[Comment], seen: QuerySet[Comment], status: str, after: str = "", filters: Filters | None = None
) -> Page:
    """Return a page of a tab: the oldest that await review first, of the others the latest decision first.

    ``comments`` are those that the filters leave of ``seen``, all that the moderator may decide. Five queries, however
    many there are. Raises BadCursor.
    """
    found = _ordered(comments, status, after)
    shown, more = found[:PAGE_SIZE], len(found) > PAGE_SIZE
    made = cards(shown, seen, filters)
    if not more:
        return Page(made)
    last = shown[-1]
    moment = last.created_at if status == Status.PENDING else last.decided_at
    return Page(made, url(status, str(Cursor(moment, last.pk)), filters))


def snapshot(comments: QuerySet[Comment], status: str) -> list[int]:
    """Return the ids of what stands in a tab now, in its order, five hundred at most."""
    order = ("created_at", "pk") if status == Status.PENDING else ("-decided_at", "-pk")
    return list(comments.filter(status=status).order_by(*order).values_list("pk", flat=True)[:SNAPSHOT])


def with_context(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """Return the same comments with what a card needs beside them."""
    events = ModerationEvent.objects.select_related("by").order_by("-pk")
    return (
        comments.select_related("article__page_ptr", "parent")
        .defer("article__body", "html", "email_encrypted", "parent__html", "parent__email_encrypted")
        .prefetch_related(Prefetch("events", events, to_attr="history"))
    )


def _ordered(comments: QuerySet[Comment], status: str, after: str) -> list[Comment]:
    found = with_context(comments.filter(status=status))
    cursor = Cursor.parse(after) if after else None
    if status == Status.PENDING:
        found = found.filter(cursor.later("created_at")) if cursor else found
        return list(found.order_by("created_at", "pk")[: PAGE_SIZE + 1])
    found = found.filter(cursor.earlier("decided_at")) if cursor else found
    return list(found.order_by("-decided_at", "-pk")[: PAGE_SIZE + 1])


def cards(comments: list[Comment], seen: QuerySet[Comment], filters: Filters | None = None) -> list[Card]:
    """Return the cards of comments that came ``with_context`` and stand in one tab, beside ``seen``; three queries."""
    if not comments:
        return []
    copies = clusters.sizes(comments, seen.filter(status=comments[0].status))
    records = _records(comments, seen)
    sections = {section.path: section.title for section in filters.sections} if filters else {}
    return [
        Card(
            comment,
            rendering.quoted(comment.body, why.places(comment.reasons)),
            comment.history[0] if comment.history else None,
            chips(comment),
            next((title for path, title in sections.items() if comment.article.path.startswith(path)), ""),
            copies[comment.pk],
            *records.get(comment.email_hash, (0, 0)),
        )
        for comment in comments
    ]


def _records(comments: Iterable[Comment], seen: QuerySet[Comment]) -> dict[str, tuple[int, int]]:
    """Return for each reader (by keyed hash) how many comments were published and how many refused."""
    hashes = {comment.email_hash for comment in comments} - {""}
    decided = (Status.APPROVED, Status.REJECTED, Status.SPAM)
    rows = seen.filter(email_hash__in=hashes, status__in=decided).order_by()
    found: dict[str, tuple[int, int]] = {}
    for key, status, count in rows.values_list("email_hash", "status").annotate(Count("pk")):
        published, refused = found.get(key, (0, 0))
        is_out = status == Status.APPROVED
        found[key] = (published + count, refused) if is_out else (published, refused + count)
    return found


def chips(comment: Comment) -> list[Chip]:
    """Return a chip for each reason and field, once, with the words that were found there."""
    made: dict[tuple[str, bool], Chip] = {}
    for reason in comment.reasons:
        code, in_name = reason.get("code", ""), reason.get("field") == "name"
        chip = made.setdefault((code, in_name), Chip(code, str(why.LABELS.get(code, code)), in_name, []))
        if code in why.MARKED:
            text = comment.name if in_name else comment.body
            words = (text[start:end] for start, end in reason.get("spans", []))
            chip.found.extend(word for word in words if word not in chip.found)
    return list(made.values())


def name_of(user: User | None) -> str:
    """Return how a colleague (None: the house) is called in a sentence; never by an address."""
    if user is None:
        return gettext("the section's policy")
    return user.get_full_name() or gettext("a colleague")
