"""``manage.py clock``: the one long-running helper. It publishes and expires on time; safe to run twice."""

import logging
import signal
import time
from collections.abc import Callable, Sequence
from threading import Event, Thread

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections, connection, connections
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

# Each duty is a function without arguments. What was promised to the minute waits for nothing else.
PROMISES = ("articles.schedule.on_time",)
# The rest, in this order, in a thread of its own: a mail server that is slow keeps no article from its minute.
DUTIES = (
    "articles.baking.rebake_stale",
    "articles.bin.empty_due",
    "articles.search.on_postgresql.count_terms",
    "newsroom.outbox.delivery.deliver_due",
    "comments.guard.forget_old",
    "comments.pace.forget_old",
    "comments.likeness.forget_old",
    "comments.bans.forget_networks",
    "comments.recount.nightly",
    "comments.lessons.nightly",
    "comments.jobs.forget_old",
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
        promises, duties = ([import_string(path) for path in paths] for paths in (PROMISES, DUTIES))
        if once:
            tick(promises)
            tick(duties)
            return
        stopped = Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_sign: stopped.set())
        logger.info("The clock ticks")
        rest = Thread(target=keep_ticking, args=(duties, every, stopped), name="the rest")
        rest.start()
        try:
            keep_ticking(promises, every, stopped)
        finally:
            stopped.set()
            rest.join()
        logger.info("The clock stands still")


def keep_ticking(duties: Sequence[Callable[[], object]], every: float, stopped: Event) -> None:
    """Tick until ``stopped``, every so many seconds and just after each full minute, for which things are set."""
    while not stopped.is_set():
        tick(duties)
        stopped.wait(min(every, 60 - time.time() % 60 + 0.01))
    connections.close_all()


def tick(duties: Sequence[Callable[[], object]]) -> None:
    """Do every duty once; one that fails is told in the log and does not keep the next from its turn."""
    for duty in duties:
        if not connection.in_atomic_block:
            close_old_connections()  # one that broke, or is too old, is replaced
        try:
            duty()
        except (OperationalError, InterfaceError):
            logger.warning("%s waits for the next tick: the database is busy", duty.__qualname__)
        except Exception:
            logger.exception("%s failed", duty.__qualname__)
