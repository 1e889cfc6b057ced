"""What a separate process does in the test of two clocks: ``make`` schedules articles, ``tell`` says how they fared."""

import json
import os
import sys
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

COUNT = 12


def make() -> None:
    """Schedule twelve articles for a moment ago; the third is put on hold afterwards."""
    from django.utils import timezone
    from wagtail.models import Revision

    from articles import workflow
    from articles.models import Publication
    from tests import cast

    house = cast.build_house()
    for number in range(COUNT):
        draft = cast.draft(house.politics, title=f"مادة {number}")
        workflow.schedule(draft, draft.latest_revision, timezone.now() + timedelta(hours=1), by=None)
        if number == 2:
            Publication.objects.filter(pk=draft.pk).update(hold_reason="ننتظر")
    past = timezone.now() - timedelta(seconds=1)
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()


def tell() -> None:
    """Print, for each article, how often it went live, and how many could not."""
    from wagtail.models import PageLogEntry

    from articles.models import ArticlePage

    published = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    times = [
        published.filter(page=pk).count() for pk in ArticlePage.objects.order_by("pk").values_list("pk", flat=True)
    ]
    given_up = PageLogEntry.objects.filter(action="articles.could_not_go_live").count()
    print(json.dumps({"times": times, "given_up": given_up}))


if __name__ == "__main__":
    import django

    django.setup()
    {"make": make, "tell": tell}[sys.argv[1]]()
