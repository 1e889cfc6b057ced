"""What a process does in the test of moderators at work: ``make MODERATORS``, ``work MODERATORS ROUNDS READERS POSTS``,
``tell``. Those at work are processes of their own, forked before any of them has opened the database.
"""

import json
import multiprocessing
import os
import random
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

WAITING = 30


def make(moderators: int) -> None:
    """Build the house with its moderators, two articles and comments that await review."""
    from newsroom.teams.membership import join
    from newsroom.teams.models import User
    from tests import cast

    house = cast.build_house()
    cast.hire(house)
    for number in range(moderators):
        join(User.objects.create_user(f"moderator{number}@example.org"), house.team, "moderator", by=None)
    articles = [cast.live_article(house.politics, title=f"مادة {number}") for number in range(2)]
    for number in range(WAITING):
        _write(articles[number % 2], number)


def _write(article, number: int) -> None:
    from comments import posting

    posting.post(article, name="قارئ", email=f"reader{number}@example.com", body=f"تعليق رقم {number}")


def work(moderators: int, rounds: int, readers: int, posts: int) -> None:
    """Let all of them work at once, each in a process; exit code 1 where one of them failed."""
    from django.db import connections

    connections.close_all()
    fork = multiprocessing.get_context("fork")
    crowd = [fork.Process(target=moderate, args=(number, rounds)) for number in range(moderators)]
    crowd += [fork.Process(target=post, args=(number, posts)) for number in range(readers)]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join()
    sys.exit(any(process.exitcode for process in crowd))


def moderate(number: int, rounds: int) -> None:
    """Decide, change one's mind, undo, in batches that overlap with another moderator's; at least once in earnest."""
    from django.core.exceptions import ValidationError

    from comments import moderation
    from comments.models import Comment, Decision, ModerationEvent
    from newsroom.teams.models import User

    by, chance = User.objects.get(email=f"moderator{number}@example.org"), random.Random(number)
    for turn in range(20 * rounds):
        if turn >= rounds and ModerationEvent.objects.filter(by=by).exists():
            return  # where others were always first, it takes longer
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


def post(number: int, posts: int) -> None:
    """Write comments, below either article by turns."""
    from articles.models import ArticlePage

    articles = list(ArticlePage.objects.order_by("pk"))
    for turn in range(posts):
        _write(articles[turn % 2], WAITING + number * posts + turn)


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
    {"make": make, "work": work, "tell": tell}[sys.argv[1]](*map(int, sys.argv[2:]))
