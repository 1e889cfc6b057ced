"""What a separate process does in the test of three clocks.

``make`` schedules articles, ``promise`` sets those of tomorrow for the next seconds, ``tell`` says how all fared.
"""

import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

OVERDUE, AHEAD = 140, 60
COUNT = OVERDUE + AHEAD
FIRST, APART = 2.0, 0.2  # seconds from the promise to the first, and from one to the next
BROKEN = 100  # the number of the one that breaks whatever publishes it
WITNESS = {
    # The database itself writes down when an article came live, by its own clock.
    "sqlite": (
        "CREATE TABLE came_live (page integer, at text)",
        "CREATE TRIGGER witness AFTER UPDATE OF live ON wagtailcore_page WHEN NEW.live AND NOT OLD.live BEGIN"
        " INSERT INTO came_live VALUES (NEW.id, strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')); END",
    ),
    "postgresql": (
        "CREATE TABLE came_live (page integer, at timestamptz)",
        "CREATE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql AS"
        " 'BEGIN INSERT INTO came_live VALUES (NEW.id, clock_timestamp()); RETURN NEW; END'",
        "CREATE TRIGGER witness AFTER UPDATE OF live ON wagtailcore_page FOR EACH ROW"
        " WHEN (NEW.live AND NOT OLD.live) EXECUTE FUNCTION witness()",
    ),
}


def make() -> None:
    """Schedule two hundred articles, most for the minutes past, the rest for tomorrow; set the witness up."""
    from django.db import connection, transaction
    from django.utils import timezone

    from tests import cast

    now = timezone.now()
    dues = [now - timedelta(seconds=OVERDUE - number) for number in range(OVERDUE)]
    dues += [now + timedelta(days=1, seconds=number) for number in range(AHEAD)]
    with transaction.atomic(), connection.cursor() as cursor:
        house = cast.build_house()
        drafts = copies(cast.draft(house.politics, place=""), COUNT)
        schedule(drafts, dues)
        for order in WITNESS[connection.vendor]:
            cursor.execute(order)
    due = {draft.pk: moment.isoformat() for draft, moment in zip(drafts, dues, strict=True)}
    write({"due": due, "broken": drafts[BROKEN].pk})


def promise() -> None:
    """Set those of tomorrow for the next seconds, each for a moment of its own: the clocks wait for them."""
    from django.db import transaction
    from django.utils import timezone
    from wagtail.models import Revision

    made = json.loads(made_file().read_text())
    with transaction.atomic():
        now = timezone.now()
        for number, version in enumerate(Revision.objects.filter(approved_go_live_at__gt=now).order_by("pk")):
            version.approved_go_live_at = now + timedelta(seconds=FIRST + number * APART)
            made["due"][version.object_id] = version.approved_go_live_at.isoformat()
            version.content["go_live_at"] = made["due"][version.object_id]
            Revision.objects.bulk_update([version], ["approved_go_live_at", "content"])
    write(made)


def made_file() -> Path:
    return Path(os.environ["DATA_DIR"], "made.json")


def write(facts: dict) -> None:
    draft = made_file().with_suffix(".draft")
    draft.write_text(json.dumps(facts))
    draft.replace(made_file())  # whole: the clocks read it


def copies(draft, count: int) -> list:
    """Return ``count`` rows like ``draft``, each an article of its own: by the verbs it would take a minute."""
    from wagtail.models import Page

    from articles.models import ArticlePage, Publication

    section = draft.section
    rows = [Page.objects.get(pk=draft.pk) for _ in range(count)]
    for number, row in enumerate(rows):
        row.pk = row.id = row.latest_revision_id = None
        row.path = Page._get_path(section.path, draft.depth, number + 2)
        row.title = row.draft_title = f"مادة {number}"
        row.slug = f"story-{number}"
        row.url_path = f"{section.url_path}{row.slug}/"
        row.translation_key = uuid4()
    rows = Page.objects.bulk_create(rows)
    own = {field.attname: getattr(draft, field.attname) for field in ArticlePage._meta.local_concrete_fields}
    for row in rows:
        ArticlePage(**own | {"page_ptr_id": row.pk}).save_base(raw=True, force_insert=True)
    Publication.objects.bulk_create(Publication(article_id=row.pk, section=section) for row in rows)
    Page.objects.filter(pk=section.pk).update(numchild=count + 1)
    return rows


def schedule(drafts: list, dues: list[datetime]) -> None:
    """Give each draft its version, and each version its moment."""
    from wagtail.models import Page, Revision

    pattern = Revision.objects.get()
    versions = []
    for draft, due in zip(drafts, dues, strict=True):
        own = {"pk": draft.pk, "go_live_at": due.isoformat(), "latest_revision": None}
        own |= {name: getattr(draft, name) for name in "path title draft_title slug url_path".split()}
        own |= {"byline": [pattern.content["byline"][0] | {"pk": None, "article": draft.pk}]}
        version = Revision.objects.get(pk=pattern.pk)
        version.pk, version.object_id, version.approved_go_live_at = None, str(draft.pk), due
        version.object_str, version.content = draft.title, pattern.content | own
        versions.append(version)
    for draft, version in zip(drafts, Revision.objects.bulk_create(versions), strict=True):
        draft.latest_revision = version
    Page.objects.bulk_update(drafts, ["latest_revision"])


def tell() -> None:
    """Print, for each article, by whom it was seen to come live, and how often; and what was reported."""
    from django.db import connection
    from wagtail.models import PageLogEntry, Revision

    from articles.models import Entry, Publication, SearchEntry

    with connection.cursor() as cursor:
        cursor.execute("SELECT page, at FROM came_live")
        seen = [[page, at if isinstance(at, str) else at.isoformat()] for page, at in cursor.fetchall()]

    def told(action: str) -> list[int]:
        return list(PageLogEntry.objects.filter(action=action).values_list("page", flat=True))

    public = Publication.objects.exclude(listed_at=None).exclude(story_html="").filter(article__live=True)
    facts = {
        "came_live": seen,
        "published": told("wagtail.publish.scheduled"),
        "reported": told("articles.could_not_go_live"),
        "public": {row.pk: row.article.first_published_at.isoformat() for row in public.select_related("article")},
        "found": list(SearchEntry.objects.values_list("pk", flat=True)),
        "entered": list(Entry.objects.values_list("article", flat=True)),
        "scheduled": Revision.objects.exclude(approved_go_live_at=None).count(),
    }
    print(json.dumps(facts))


if __name__ == "__main__":
    import django

    django.setup()
    {"make": make, "promise": promise, "tell": tell}[sys.argv[1]]()
