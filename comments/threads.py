"""The conversations below an article: those who opened one newest first, their answers oldest first."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe

from articles.models import ArticlePage
from comments.cursors import Cursor
from comments.models import Comment

PAGE_SIZE = 20
# Built once: to put these two together anew for each page would cost twice what asking them costs.
_OPENING = Comment.objects.opening().order_by("-created_at", "-pk").values_list("pk", "status", "html", "created_at")
_ANSWERS = (
    Comment.objects.approved().order_by("created_at", "pk").values_list("pk", "thread_id", "parent_id", "html", "name")
)


@dataclass
class Shown:
    """A comment as the page shows it; without HTML it is a tombstone over its answers."""

    pk: int
    html: SafeString | None
    answers: list["Shown"] = field(default_factory=list)
    # To whom, where that is somebody else than who opened the conversation.
    answered_pk: int | None = None
    answered_name: str = ""


@dataclass(frozen=True)
class Conversations:
    """One page of conversations, and the cursor of the next one (or nothing)."""

    threads: list[Shown]
    after: str


def page(article: ArticlePage, after: str = "") -> Conversations:
    """Return the conversations below ``article`` after a cursor; two queries. Raises BadCursor."""
    opening = _OPENING.filter(article=article)
    if after:
        opening = opening.filter(Cursor.parse(after).earlier("created_at"))
    rows = list(opening[: PAGE_SIZE + 1])
    threads = {pk: Shown(pk, _html(status, html)) for pk, status, html, _created in rows[:PAGE_SIZE]}
    _add_answers(threads)
    if len(rows) <= PAGE_SIZE:
        return Conversations(list(threads.values()), "")
    pk, *_rest, created_at = rows[PAGE_SIZE - 1]
    return Conversations(list(threads.values()), str(Cursor(created_at, pk)))


def _add_answers(threads: dict[int, Shown]) -> None:
    names: dict[int, str] = {}
    for pk, thread, parent, html, name in _ANSWERS.filter(thread__in=threads):
        answered = names.get(parent, "")
        shown = Shown(pk, _html(Comment.Status.APPROVED, html), answered_pk=parent, answered_name=answered)
        threads[thread].answers.append(shown)
        names[pk] = name


def _html(status: str, html: str) -> SafeString | None:
    # Safe: written by comments.rendering at approval, from escaped text.
    return mark_safe(html) if status == Comment.Status.APPROVED else None  # noqa: S308
