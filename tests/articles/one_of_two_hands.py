"""What a process does in the test of two hands on one article: ``make`` the house, or ``act`` as the chief, when told.

Each line that comes in is a verb and what it needs; each line that goes out is what came of it.
"""

import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


DENIED = "denied"


def make() -> None:
    """Build the house and its people."""
    from tests import cast

    cast.hire(cast.build_house())


def act() -> None:
    """Do what each line says, ``after`` so many seconds; answer with the words of a refusal, or what was asked for."""
    from django.core.exceptions import PermissionDenied

    from articles.workflow import NotYet

    print(json.dumps("ready"), flush=True)
    for line in map(json.loads, sys.stdin):
        time.sleep(line.pop("after", 0))
        try:
            told = VERBS[line.pop("verb")](**line)
        except NotYet as refusal:
            told = refusal.reasons()
        except PermissionDenied:
            told = DENIED
        print(json.dumps(told), flush=True)


def chief():
    from newsroom.teams.models import User

    return User.objects.get(email="chief@example.org")


def stored(pk: int):
    from articles.models import ArticlePage

    return ArticlePage.objects.get(pk=pk)


def draft(*, live: bool = False) -> list[int]:
    """Make an article of politics, live or not, with two more versions; return its id and theirs."""
    from articles import workflow
    from articles.models import SectionPage
    from tests import cast

    article = cast.draft(SectionPage.objects.get(slug="politics"), title="الأول")
    if live:
        workflow.publish(article, article.latest_revision, by=None)
    versions = []
    for title in ("الثاني", "الثالث"):
        version = stored(article.pk)
        version.title = title
        versions.append(version.save_revision(user=chief()).pk)
    return [article.pk, *versions]


def publish(*, pk: int, version: int) -> None:
    from wagtail.models import Revision

    from articles import workflow

    workflow.publish(stored(pk), Revision.objects.get(pk=version), by=chief())


def hold(*, pk: int) -> None:
    from articles import interrupts

    interrupts.hold(stored(pk), reason="ننتظر", by=chief())


def discard(*, pk: int) -> None:
    from articles import bin as the_bin

    the_bin.discard(stored(pk), by=chief())


def move(*, pk: int) -> None:
    from articles.models import SectionPage

    stored(pk).move(SectionPage.objects.get(slug="sport"), pos="last-child", user=chief())


def tell(*, pk: int) -> dict:
    """Say how the article stands, and what its history says, oldest first."""
    from wagtail.models import Page, PageLogEntry

    article = stored(pk)
    public = article.publication
    return {
        "live": article.live,
        "version": article.live_revision_id,
        "title": article.title,
        "section": article.section.slug,
        "listed in": public.section.slug,
        "told": "story" if article.title in public.story_html else "nothing",
        "binned": public.binned_at is not None,
        "address": article.url_path.startswith(article.section.url_path),
        "tree": [list(problem) for problem in Page.find_problems()],
        "history": [
            [entry.action.rpartition(".")[2], entry.revision_id]
            for entry in PageLogEntry.objects.filter(page=pk).order_by("pk")
        ],
    }


VERBS = {verb.__name__: verb for verb in (draft, publish, hold, discard, move, tell)}

if __name__ == "__main__":
    import django

    django.setup()
    {"make": make, "act": act}[sys.argv[1]]()
