"""What a process does in the test of moderators at work: ``make``, ``moderate WHO SEED``, ``post SEED``, ``tell``."""

import json
import os
import random
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

WAITING, POSTED, ROUNDS = 30, 20, 20


def make() -> None:
    """Build the house with two articles and comments that await review."""
    from tests import cast

    house = cast.build_house()
    cast.hire(house)
    articles = [cast.live_article(house.politics, title=f"مادة {number}") for number in range(2)]
    for number in range(WAITING):
        _write(articles[number % 2], number)


def _write(article, number: int) -> None:
    from comments import posting

    posting.post(article, name="قارئ", email=f"reader{number}@example.com", body=f"تعليق رقم {number}")


def moderate(who: str, seed: str) -> None:
    """Decide, change one's mind and undo, in batches that overlap with another moderator's."""
    from django.core.exceptions import ValidationError

    from comments import moderation
    from comments.models import Comment, Decision
    from newsroom.teams.models import User

    by, chance = User.objects.get(email=f"{who}@example.org"), random.Random(seed)
    for _ in range(ROUNDS):
        ids = list(Comment.objects.values_list("pk", flat=True))
        chosen, seen = chance.sample(ids, 8), chance.choice(["pending", "pending", "approved", "rejected"])
        verb = chance.choice(["approve", "approve", "reject", "spam", "undo"])
        if verb == "approve":
            moderation.approve(chosen, by=by, seen=seen)
        elif verb == "reject":
            moderation.reject(chosen, "abuse", by=by, seen=seen)
        elif verb == "spam":
            moderation.mark_spam(chosen, by=by, seen=seen)
        elif decisions := list(Decision.objects.standing().values_list("pk", flat=True)):
            try:
                moderation.undo(chance.choice(decisions), by=by)
            except ValidationError:
                print("the other one undid it first")


def post(seed: str) -> None:
    """Write comments, below either article by turns."""
    from articles.models import ArticlePage

    articles = list(ArticlePage.objects.order_by("pk"))
    for number in range(POSTED):
        _write(articles[number % 2], WAITING + number)


def tell() -> None:
    """Print what is true at the end."""
    from comments import recount
    from comments.models import Comment, Discussion, ModerationEvent

    broken = 0
    for comment in Comment.objects.prefetch_related("events"):
        history = [*comment.events.order_by("pk")]
        steps = ["pending", *(event.after for event in history)]
        chained = [event.before for event in history] == steps[:-1]
        broken += not (chained and steps[-1] == comment.status)
    counted = sum(Discussion.objects.values_list("approved_count", flat=True))
    print(
        json.dumps(
            {
                "comments": Comment.objects.count(),
                "drifts": len(recount.drifts()),
                "counted_is_true": counted == Comment.objects.approved().count(),
                "broken_histories": broken,
                "moderators": ModerationEvent.objects.values("by").distinct().count(),
            }
        )
    )


if __name__ == "__main__":
    import django

    django.setup()
    {"make": make, "moderate": moderate, "post": post, "tell": tell}[sys.argv[1]](*sys.argv[2:])
