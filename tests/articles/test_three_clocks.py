"""However many clocks run, and whatever becomes of one: each article goes live once, on time, and never early."""

import json
import re
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection

from tests.articles.newsroom_of_its_own import AHEAD, COUNT
from tests.articles.saboteur import LIVE_AT_LEAST
from tests.cache.conftest import wait_until
from tests.tables import newsroom_of_its_own

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


class Newsroom:
    """Two hundred scheduled articles in a database of their own, and the clocks that run over them."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment | {"DJANGO_SETTINGS_MODULE": "tests.articles.sabotaged"}
        self.run("make")

    @property
    def made(self) -> dict:
        return json.loads((self.folder / "made.json").read_text())

    def run(self, word: str) -> str:
        command = [sys.executable, "-m", "tests.articles.newsroom_of_its_own", word]
        environment = self.environment | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    def tell(self) -> dict:
        return json.loads(self.run("tell"))

    def start_clock(self, name: str, **environment: str) -> subprocess.Popen:
        command = [sys.executable, "manage.py", "clock", "--every", "0.2"]
        with (self.folder / f"{name}.log").open("w") as log:
            return subprocess.Popen(command, cwd=ROOT, env=self.environment | environment, stdout=log, stderr=log)

    def done_by(self, name: str) -> int:
        """Return how many articles a clock says that it published."""
        return len(re.findall(r"wagtail: Published: ", (self.folder / f"{name}.log").read_text()))

    def ticks(self, name: str) -> bool:
        return "The clock ticks" in (self.folder / f"{name}.log").read_text()

    def ask(self, question: str) -> list[tuple]:
        """Ask the database past Django, from here: starting a process for each look would take seconds."""
        address = self.environment["DATABASE_URL"]
        if connection.vendor == "sqlite":
            import sqlite3

            paper = sqlite3.connect(address.removeprefix("sqlite:///"), timeout=20)
        else:
            import psycopg

            paper = psycopg.connect(address)
        try:
            return paper.execute(question).fetchall()
        finally:
            paper.close()

    def live(self) -> int:
        return self.ask("SELECT count(*) FROM came_live")[0][0]

    def scheduled(self) -> int:
        return self.ask("SELECT count(*) FROM wagtailcore_revision WHERE approved_go_live_at IS NOT NULL")[0][0]


@pytest.fixture
def newsroom(tmp_path):
    with newsroom_of_its_own(tmp_path) as environment:
        yield Newsroom(tmp_path, environment)


def test_three_clocks_one_killed_publish_everything_once_and_nothing_early(newsroom, capsys):
    victim = newsroom.start_clock("victim", VICTIM="1")
    clocks = {}
    try:
        wait_until(lambda: newsroom.done_by("victim"), seconds=180)  # it has its share before the others join in
        clocks = {name: newsroom.start_clock(name) for name in ("first", "second")}
        wait_until((newsroom.folder / "under-the-axe").exists, seconds=180)
        wait_until(lambda: all(map(newsroom.ticks, clocks)), seconds=180)
        live_when_it_fell = newsroom.live()
        victim.send_signal(signal.SIGKILL)  # between the work and its commit
        assert victim.wait() == -signal.SIGKILL
        wait_until(lambda: newsroom.scheduled() == AHEAD, seconds=400)
        newsroom.run("promise")
        wait_until(lambda: newsroom.scheduled() == 0, seconds=400)
    finally:
        victim.kill()
        for clock, sign in zip(clocks.values(), (signal.SIGTERM, signal.SIGINT), strict=False):
            clock.send_signal(sign)
        codes = [clock.wait(timeout=120) for clock in (victim, *clocks.values())]

    told = newsroom.tell()
    broken = newsroom.made["broken"]
    due = {int(page): datetime.fromisoformat(at) for page, at in newsroom.made["due"].items()}
    whole = sorted(set(due) - {broken})
    came_live = {page: datetime.fromisoformat(at) for page, at in told["came_live"]}
    delays = {page: (came_live[page] - due[page]).total_seconds() for page in whole}
    with capsys.disabled():
        done = {name: newsroom.done_by(name) for name in (*clocks, "victim")}
        promised = sorted(delays[page] for page in whole[-AHEAD:])
        print(f"\n{connection.vendor}: {figures(promised, done, live_when_it_fell)}")
    assert codes == [-signal.SIGKILL, 0, 0]
    assert LIVE_AT_LEAST <= live_when_it_fell <= COUNT - 20
    # Each once: by the database's own count, by the history, and as readers have it.
    assert sorted(page for page, _at in told["came_live"]) == whole
    assert sorted(told["published"]) == whole
    assert sorted(int(page) for page in told["public"]) == whole
    # Each stands in the search and in the register once, also the one that was at hand when the axe fell.
    assert sorted(told["found"]) == sorted(told["entered"]) == whole
    # None early: by the database's clock, and by the moment that readers are told.
    assert {page: delay for page, delay in delays.items() if delay < 0} == {}
    assert all(datetime.fromisoformat(told["public"][str(page)]) >= due[page] for page in whole)
    # The broken one is told once, and bothers nobody any more.
    assert (told["reported"], told["scheduled"]) == ([broken], 0)


def figures(promised: list[float], done: dict[str, int], live_when_it_fell: int) -> str:
    """Return the figures of a run in one line."""
    share = ", ".join(f"{name} {count}" for name, count in done.items())
    return (
        f"{sum(done.values())} of {COUNT} live, by {share}, killed at {live_when_it_fell}; the {AHEAD} that came due "
        f"while the clocks ran went live {promised[0]:.3f} to {promised[-1]:.3f} s after their moment"
    )
