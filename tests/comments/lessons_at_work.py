"""What processes do that learn the same night's lesson at once: ``make``, ``learn PROCESSES``, ``tell``."""

import json
import multiprocessing
import os
import random
import sys
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

TEXTS = 100


def make() -> None:
    """Build the house, decide enough comments, and learn last night's lesson, which is in use."""
    from django.utils import timezone

    from comments import lessons, moderation
    from comments.models import Comment
    from newsroom.benchmarks import score as texts
    from tests import cast
    from tests.comments.test_lessons import INSULTS

    house = cast.build_house()
    people = cast.hire(house)
    article = cast.live_article(house.politics, title="مادة")
    chance = random.Random(7)
    honest = texts.honest(chance)
    refused = texts.refused(INSULTS, honest[TEXTS : 2 * TEXTS], chance)
    before = timezone.now() - timedelta(days=2)
    for place, (good, bad) in enumerate(zip(honest[:TEXTS], refused, strict=False)):
        facts = {"article": article, "name": "قارئ"}
        kept, taken = (
            Comment.objects.create(body=body, email_hash=f"{kind}{place}", **facts).pk
            for kind, body in (("a", good), ("r", bad))
        )
        at = before + timedelta(minutes=place)
        moderation.approve([kept], by=people.moderator, at=at)
        moderation.reject([taken], "abuse", by=people.moderator, at=at)
    small_paper()
    lessons.learn(before + timedelta(days=1))


def small_paper() -> None:
    """Let few decisions be enough."""
    from comments import learning, lessons

    lessons.FEWEST, learning.FEWEST_MEASURED = 60, 10


def learn(processes: int) -> None:
    """Let so many processes learn tonight's lesson, and keep it at the same moment; exit code 1 where one failed."""
    from django.db import connections

    small_paper()
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    ready, lessons = fork.Barrier(processes), fork.Value("i", 0)
    crowd = [fork.Process(target=learn_tonight, args=(ready, lessons)) for _ in range(processes)]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join()
    print(lessons.value)
    sys.exit(any(process.exitcode for process in crowd))


def learn_tonight(ready, kept) -> None:
    """Learn, wait until the others have, and keep the lesson; count it where it was kept."""
    from django.utils import timezone

    from comments import lessons

    keep = lessons._keep

    def keep_together(*facts) -> bool:
        ready.wait(120)
        return keep(*facts)

    lessons._keep = keep_together
    if lessons.learn(timezone.now()) is not None:
        with kept.get_lock():
            kept.value += 1


def tell() -> None:
    """Print what is true at the end."""
    from comments import lessons
    from comments.models import Lesson

    used = Lesson.objects.exclude(model=None)
    told = {
        "lessons": Lesson.objects.count(),
        "in_use": [lesson.night == Lesson.objects.latest("night").night for lesson in used],
        "is_read": lessons.current() is not None,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    import django

    django.setup()
    {"make": make, "learn": learn, "tell": tell}[sys.argv[1]](*map(int, sys.argv[2:]))
