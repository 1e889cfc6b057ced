"""``manage.py clock``: the one long-running helper. It publishes and expires on time; safe to run twice."""

import logging
import signal
from threading import Event

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

# What is done at each tick, in this order; each is a function without arguments, and may be missing in no way.
DUTIES = (
    "articles.schedule.publish_due",
    "articles.schedule.expire_due",
    "articles.baking.rebake_stale",
    "articles.bin.empty_due",
)


class Command(BaseCommand):
    """Ticks every few seconds until it is told to stop; what is under way is finished first."""

    help = "Publishes and expires on time. Safe to run twice."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """``--once``: one tick. ``--every``: seconds between two ticks."""
        parser.add_argument("--once", action="store_true", help="Tick once and stop.")
        parser.add_argument("--every", type=float, default=2.0, help="Seconds between two ticks (default: 2).")

    def handle(self, *args, once: bool, every: float, **options) -> None:
        """Tick until SIGTERM or SIGINT."""
        duties = [import_string(path) for path in getattr(settings, "CLOCK_DUTIES", DUTIES)]
        stopped = Event()
        if not once:
            for sign in (signal.SIGTERM, signal.SIGINT):
                signal.signal(sign, lambda *_sign: stopped.set())
            logger.info("The clock ticks")
        while not stopped.is_set():
            tick(duties)
            if once:
                return
            close_old_connections()
            stopped.wait(every)
        logger.info("The clock stands still")


def tick(duties) -> None:
    """Do every duty once; one that fails is told in the log and does not keep the next from its turn."""
    for duty in duties:
        try:
            duty()
        except OperationalError:
            logger.warning("%s waits for the next tick: the database is busy", duty.__qualname__)
        except Exception:
            logger.exception("%s failed", duty.__qualname__)
