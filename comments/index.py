"""The search of the queue: every comment's words, folded as the public search folds them; no bound but the filters'."""

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from comments.models import Comment, CommentEntry
from newsroom.rtl.terms import stem, words

MOST_WORDS = 16
_SQLITE = "SELECT rowid FROM comments_commententry_fts WHERE comments_commententry_fts MATCH %s"
_POSTGRESQL = "SELECT comment_id FROM comments_commententry WHERE terms @@ to_tsquery('simple', %s)"


def enter(comment: Comment) -> None:
    """Write what a comment is found by. Call it inside the transaction that stores the comment."""
    CommentEntry.objects.create(comment=comment, words=found_by(comment.name, comment.body))


def found_by(name: str, body: str) -> str:
    """Return the words of a name and a text, and the stems of those that have one of their own."""
    spoken = dict.fromkeys(words(f"{name}\n{body}"))
    return " ".join([*spoken, *dict.fromkeys(stem(word) for word in spoken if stem(word) not in spoken)])


def holding(comments: QuerySet[Comment], typed: str) -> QuerySet[Comment]:
    """Return those of ``comments`` that hold every word typed: itself, its stem, or a word that begins with it."""
    asked = words(typed)[:MOST_WORDS]
    if not asked:
        return comments.none()
    # Words hold letters and digits only: nothing in them is a sign of either database's language.
    if connection.vendor == "postgresql":
        wanted = " & ".join(f"('{word}':* | '{stem(word)}')" for word in asked)
        return comments.filter(pk__in=RawSQL(_POSTGRESQL, [wanted]))  # noqa: S611 - what was typed is a parameter
    wanted = " AND ".join(f'("{word}"* OR "{stem(word)}")' for word in asked)
    return comments.filter(pk__in=RawSQL(_SQLITE, [wanted]))  # noqa: S611 - what was typed is a parameter
