"""The conversations below an article: those who opened one newest first, their answers oldest first."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe

from articles.models import ArticlePage
from comments.cursors import Cursor
from comments.models import Comment

PAGE_SIZE = 20
# A discussion of so many comments is asked for whole, a longer one by its conversations.
FEW = 100
# Built once: to put a query together anew for each page costs more than asking it.
_OPENING = Comment.objects.opening().order_by("-created_at", "-pk").values_list("pk", "status", "html", "created_at")
_APPROVED = (
    Comment.objects.approved()
    .order_by("created_at", "pk")
    .values_list("pk", "thread_id", "parent_id", "html", "name", "created_at")
)
# A comment that opens a conversation: its id, its HTML (none for a tombstone), its moment.
Opening = tuple[int, str | None, datetime]


@dataclass
class Shown:
    """A comment as the page shows it; without HTML it is a tombstone over its answers."""

    pk: str  # as the page writes it: a number would be asked for its digits and its separators each time
    html: SafeString | None
    answers: list["Shown"] = field(default_factory=list)
    # To whom, where that is somebody else than who opened the conversation.
    answered_pk: str = ""
    answered_name: str = ""


@dataclass(frozen=True)
class Conversations:
    """One page of conversations, and the cursor of the next one (or nothing)."""

    threads: list[Shown]
    after: str


def page(article: ArticlePage, after: str = "", approved: int | None = None) -> Conversations:
    """Return the conversations below ``article`` after a cursor. Raises BadCursor.

    ``approved`` is how many comments there are, where that is known: few are one query (and one more for tombstones),
    many, or those after a cursor, two.
    """
    few = not after and approved is not None and approved <= FEW
    opening, answers = _whole(article) if few else _after(article, after)
    # Safe: written by comments.rendering at approval, from escaped text.
    threads = {pk: Shown(str(pk), html and mark_safe(html)) for pk, html, _moment in opening[:PAGE_SIZE]}  # noqa: S308
    _add_answers(threads, answers)
    if len(opening) <= PAGE_SIZE:
        return Conversations(list(threads.values()), "")
    pk, _html, moment = opening[PAGE_SIZE - 1]
    return Conversations(list(threads.values()), str(Cursor(moment, pk)))


def _whole(article: ArticlePage) -> tuple[list[Opening], list[tuple]]:
    """Return all that opens a conversation, newest first, and all answers, oldest first."""
    rows = list(_APPROVED.filter(article=article))
    answers = [row for row in rows if row[1] is not None]
    opening = {row[0]: (row[0], row[3], row[5]) for row in rows if row[1] is None}
    if gone := {row[1] for row in answers} - opening.keys():
        moments = Comment.objects.filter(pk__in=gone).values_list("pk", "created_at")
        opening |= {pk: (pk, None, moment) for pk, moment in moments}
    return sorted(opening.values(), key=lambda row: (row[2], row[0]), reverse=True), answers


def _after(article: ArticlePage, after: str) -> tuple[list[Opening], list[tuple]]:
    """Return what opens a conversation after the cursor, one more than a page of them, and the answers to a page."""
    opening = _OPENING.filter(article=article)
    if after:
        opening = opening.filter(Cursor.parse(after).earlier("created_at"))
    rows = [
        (pk, html if status == Comment.Status.APPROVED else None, moment)
        for pk, status, html, moment in opening[: PAGE_SIZE + 1]
    ]
    return rows, list(_APPROVED.filter(thread__in=[row[0] for row in rows[:PAGE_SIZE]]))


def _add_answers(threads: dict[int, Shown], answers: list[tuple]) -> None:
    names: dict[int, str] = {}
    for pk, thread, parent, html, name, _moment in answers:
        names[pk] = name
        if thread in threads:
            answered = names.get(parent, "")
            shown = mark_safe(html)  # noqa: S308 - as above
            threads[thread].answers.append(Shown(str(pk), shown, answered_pk=str(parent), answered_name=answered))
