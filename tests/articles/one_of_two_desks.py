"""What a process does in the test of two desks: ``make`` the house, or ``act`` on a pair of articles, when told."""

import sys
from functools import wraps
from itertools import count

from tests.articles import one_of_two_hands

NAMES = ("الأولى", "الثانية")
_pairs = count()


def pair() -> list[list[int]]:
    """Publish two articles of two sections, on one topic and by one person, each of which tells to read the other.

    Return, of each, its id and that of a version with another headline, topic and by-line, which nobody published.
    """
    from articles import workflow
    from articles.models import Byline, SectionPage
    from newsroom.teams.models import Person
    from tests import cast

    person, _made = Person.objects.get_or_create(name="هند", slug="hind")
    sections = SectionPage.objects.order_by("path")
    number = next(_pairs)
    names = [f"{name} {number:03}" for name in NAMES]
    drafts = [cast.draft(section, title=f"القديمة {name}") for section, name in zip(sections, names, strict=True)]
    found = []
    for draft, other in (drafts, reversed(drafts)):
        draft.tags.set(["بحر"])
        draft.byline = [Byline(person=person)]
        draft.body = [("paragraph", "<p>نصّ.</p>"), ("read_also", other)]
        workflow.publish(draft, draft.save_revision(clean=False), by=None)
    for draft, name in zip(drafts, names, strict=True):
        version = one_of_two_hands.stored(draft.pk).get_latest_revision_as_object()
        version.title = f"الجديدة {name}"
        version.tags.set(["بحر", name])
        version.byline = [Byline(team=version.section.team), Byline(person=person)]
        found.append([draft.pk, version.save_revision(clean=False).pk])
    return found


def publish(*, pk: int, version: int) -> None:
    from wagtail.models import Revision

    from articles import workflow

    workflow.publish(one_of_two_hands.stored(pk), Revision.objects.get(pk=version), by=None)


def withdraw(*, pk: int) -> None:
    from articles import workflow

    workflow.withdraw(one_of_two_hands.stored(pk), by=None)


def save_person() -> None:
    from newsroom.teams.models import Person

    Person.objects.get(slug="hind").save()


def save_section(*, pk: int) -> None:
    one_of_two_hands.stored(pk).section.save_revision().publish()


def count_words() -> None:
    from django.db import connection

    from articles.search import on_postgresql

    if connection.vendor == "postgresql":  # SQLite counts by itself
        on_postgresql.count_anew()


def bake() -> None:
    """Let the clock bake everything anew, as after a change of a template."""
    from articles import baking
    from articles.models import Publication

    Publication.objects.filter(listed_at__isnull=False).update(renderer=0)
    while baking.rebake_stale():
        pass


def tell(*, pk: int) -> dict:
    """Say how an article stands before its readers, and whether search and register hold what a recount gives."""
    from django.db import transaction

    from articles.models import ArticlePage, Entry, Publication
    from tests.articles.everything_public import rows, written_anew

    article = one_of_two_hands.stored(pk)
    public = Publication.objects.get(pk=pk)
    with transaction.atomic():
        kept, anew = rows(), written_anew()
        transaction.set_rollback(True)
    return {
        "live": article.live,
        "title": article.title,
        "told": [title for title in ArticlePage.objects.values_list("title", flat=True) if title in public.story_html],
        "entries": Entry.objects.filter(article=pk).count(),
        "wrong": [name for name in kept if kept[name] != anew[name]],
    }


def told(verb):
    """Let a verb that breaks say how."""
    from django.db import DatabaseError

    @wraps(verb)
    def tried(**facts):
        try:
            return verb(**facts)
        except DatabaseError as error:
            return repr(error)

    return tried


VERBS = (pair, publish, withdraw, save_person, save_section, count_words, bake, tell)
one_of_two_hands.VERBS = {verb.__name__: told(verb) for verb in VERBS}

if __name__ == "__main__":
    import django

    django.setup()
    {"make": one_of_two_hands.make, "act": one_of_two_hands.act}[sys.argv[1]]()
