"""What the demo's readers answered, and what its moderator decided."""

from datetime import datetime, timedelta

from articles.models import ArticlePage
from comments import moderation, posting
from comments.models import Comment
from newsroom.seeding.manuscripts import moment
from newsroom.teams.models import User

# A moderator needs some minutes; the answer must not lie in the future.
_DECIDED_AFTER = timedelta(minutes=3)


def load_comments(article: ArticlePage, rows: list[dict], *, moderator: User, now: datetime) -> list[Comment]:
    """Post the readers' comments below a newly loaded article and decide about them; return them.

    In the order of the file: an answer stands below the comment that it answers, which must be approved by then.
    ``after`` counts from the article's first publication; a comment that would come later than ``now`` comes now.
    """
    posted: dict[str, Comment] = {}
    for row in rows:
        at = min(moment(row["after"], article.first_published_at), now)
        posted[row["id"]] = posting.post(
            article,
            name=row["name"],
            email=row["email"],
            body=row["body"],
            parent=posted.get(row.get("reply_to")),
            at=at,
        )
        _decide(posted[row["id"]].pk, row, by=moderator, at=min(at + _DECIDED_AFTER, now))
    # Only now: a comment that is removed keeps the answers that it had.
    for row in rows:
        if row["status"] == "removed":
            moderation.remove([posted[row["id"]].pk], by=moderator, at=now)
    return list(posted.values())


def _decide(pk: int, row: dict, *, by: User, at: datetime) -> None:
    if row["status"] in {"approved", "removed"}:
        moderation.approve([pk], by=by, at=at)
    elif row["status"] == "rejected":
        moderation.reject([pk], row["reason"], by=by, at=at)
    elif row["status"] == "spam":
        moderation.mark_spam([pk], by=by, at=at)
