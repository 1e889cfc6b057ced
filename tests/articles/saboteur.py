"""What goes wrong in the test of three clocks: one article breaks whatever publishes it, one clock stops half way.

``DJANGO_SETTINGS_MODULE=tests.articles.sabotaged`` lets it in.
"""

import json
import os
import time
from pathlib import Path

from django.apps import AppConfig

LIVE_AT_LEAST = 40  # before the axe falls
PATIENCE = 600


class SaboteurConfig(AppConfig):
    name = "tests.articles.saboteur"

    def ready(self) -> None:
        """Be told of everything that is published, last of all: in the transaction, with the work done."""
        from wagtail.signals import page_published

        page_published.connect(break_one)
        if "VICTIM" in os.environ:
            page_published.connect(wait_for_the_axe)


def break_one(instance, **_rest) -> None:
    """Break on one article, as a neighbour's faulty add-on would."""
    folder = Path(os.environ["DATA_DIR"])
    if instance.pk == json.loads((folder / "made.json").read_text())["broken"]:
        raise RuntimeError("this one breaks")


def wait_for_the_axe(instance, **_rest) -> None:
    """Stand still between the work and its commit, once enough is live, and say so."""
    from articles.models import ArticlePage

    if ArticlePage.objects.live().count() > LIVE_AT_LEAST:
        Path(os.environ["DATA_DIR"], "under-the-axe").write_text(str(instance.pk))
        time.sleep(PATIENCE)
