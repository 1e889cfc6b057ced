"""What two windows on one job do at once: ``make COMMENTS``, ``work WINDOWS``, ``tell``; each window is a process."""

import json
import multiprocessing
import os
import sys

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
    from django.db import connections

    connections.close_all()
    fork = multiprocessing.get_context("fork")
    crowd = [fork.Process(target=go_on) for _ in range(windows)]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join()
    sys.exit(any(process.exitcode for process in crowd))


def go_on() -> None:
    """Do one portion after the other, as a page with a script does."""
    from comments import jobs
    from comments.models import Job

    jobs.PORTION = 7
    job = Job.objects.select_related("by").get()
    while not job.is_finished:
        job = jobs.work(job.pk, by=job.by)


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
    {"make": make, "work": work, "tell": tell}[sys.argv[1]](*map(int, sys.argv[2:]))
