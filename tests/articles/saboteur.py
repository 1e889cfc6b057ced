"""What goes wrong in the test of three clocks: one article breaks whatever publishes it, one clock stops half way.

``DJANGO_SETTINGS_MODULE=tests.articles.sabotaged`` lets it in.
"""

import json
import os
import time
from pathlib import Path

from django.apps import AppConfig
from django.db import transaction

LIVE_AT_LEAST = 40  # before the axe falls
PATIENCE = 600


class SaboteurConfig(AppConfig):
    name = "tests.articles.saboteur"

    def ready(self) -> None:
        """Be told of everything that is published, last of all: in the transaction, with the work done."""
        from wagtail.signals import page_published

        page_published.connect(break_one)
        page_published.connect(wait_for_the_axe if "VICTIM" in os.environ else leave_one_to_the_victim)


def break_one(instance, **_rest) -> None:
    """Break on one article, as a neighbour's faulty add-on would."""
    folder = Path(os.environ["DATA_DIR"])
    if instance.pk == json.loads((folder / "made.json").read_text())["broken"]:
        raise RuntimeError("this one breaks")


def wait_for_the_axe(instance, **_rest) -> None:
    """Stand still between the work and its commit, once enough is live, and say so."""
    if enough_is_live():
        under_the_axe().write_text(str(instance.pk))
        time.sleep(PATIENCE)


def leave_one_to_the_victim(instance, **_rest) -> None:
    """Once enough is live, write nothing until the victim stands still: SQLite keeps no queue of who waits to write."""

    def wait() -> None:
        deadline = time.monotonic() + PATIENCE
        while enough_is_live() and not under_the_axe().exists() and time.monotonic() < deadline:
            time.sleep(0.05)

    transaction.on_commit(wait)


def under_the_axe() -> Path:
    return Path(os.environ["DATA_DIR"], "under-the-axe")


def enough_is_live() -> bool:
    from articles.models import ArticlePage

    return ArticlePage.objects.live().count() > LIVE_AT_LEAST
