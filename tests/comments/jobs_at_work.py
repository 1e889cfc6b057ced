"""What two windows on one job do at once: ``make COMMENTS``, ``work WINDOWS``, ``work_and_undo WINDOWS``, ``tell``.

Each window is a process.
"""

import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from functools import partial

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


def make(comments: int) -> None:
    """Build the house, and a job about so many comments."""
    from comments import jobs, posting
    from tests import cast

    house = cast.build_house()
    people = cast.hire(house)
    article = cast.live_article(house.politics, title="مادة")
    facts = {"name": "قارئ", "body": "تعليق"}
    ids = [posting.post(article, email=f"r{n}@example.com", **facts).pk for n in range(comments)]
    jobs.begin(ids, "approve", by=people.moderator, seen="pending", filters={})


def work(windows: int) -> None:
    """Let so many windows go on with the job at once, until it is finished; exit code 1 where one failed."""
    sys.exit(_all_at_once([go_on] * windows))


def work_and_undo(windows: int) -> None:
    """Let two more windows undo it as soon as something is decided; print what came of it."""
    from comments.models import Job, ModerationEvent

    refusals = multiprocessing.get_context("fork").Value("i", 0)
    if _all_at_once([*[go_on] * windows, partial(undo, refusals), partial(undo, refusals)]):
        sys.exit(1)
    job = Job.objects.get()
    decided = ModerationEvent.objects.filter(decision=job.decision).count()
    print(json.dumps({"decided": decided, "refusals": refusals.value, "is_stopped": bool(job.stopped_at)}))


def _all_at_once(windows: list[Callable[[], None]]) -> bool:
    """Open each window in a process; return whether one failed."""
    from django.db import connections

    connections.close_all()
    crowd = [multiprocessing.get_context("fork").Process(target=window) for window in windows]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join()
    return any(process.exitcode for process in crowd)


def go_on() -> None:
    """Do one portion after the other, as a page with a script does, until there is nothing more or it is stopped."""
    from comments import jobs
    from comments.models import Job

    jobs.PORTION = 3
    job = Job.objects.select_related("by").get()
    while not (job.is_finished or job.stopped_at):
        job = jobs.work(job.pk, by=job.by)
        time.sleep(0.1)  # a page's way there and back; SQLite keeps no queue of who waits to write


def undo(refusals) -> None:
    """Undo the job's decision once there is one; count a refusal where the other window was first."""
    from django.core.exceptions import ValidationError

    from comments import moderation
    from comments.models import Job

    while (job := Job.objects.select_related("by").get()).decision_id is None:
        time.sleep(0.01)
    try:
        moderation.undo(job.decision_id, by=job.by)
    except ValidationError:
        with refusals.get_lock():
            refusals.value += 1


def tell() -> None:
    """Print what is true at the end."""
    from comments import recount
    from comments.models import Comment, Decision, Job, ModerationEvent

    job = Job.objects.get()
    told = {
        "approved": Comment.objects.approved().count(),
        "events": ModerationEvent.objects.count(),
        "decisions": Decision.objects.count(),
        "outcomes": [how for how, _event in job.outcomes].count("done"),
        "drifts": len(recount.drifts()),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    import django

    django.setup()
    {"make": make, "work": work, "work_and_undo": work_and_undo, "tell": tell}[sys.argv[1]](*map(int, sys.argv[2:]))
