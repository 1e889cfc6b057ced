"""However many clocks run while letters are taken back, each letter is either sent or taken back, never both."""

import os
import subprocess
import sys
import time

import pytest

from tests.cache.conftest import wait_until
from tests.newsroom.checkout import ROOT
from tests.outbox.test_two_clocks import COUNT, post_all, subjects
from tests.tables import newsroom_of_its_own

pytestmark = pytest.mark.slow


def undo() -> None:
    """Take letters back one by one, the last first, from when the first was sent; print ready, then the keys."""
    from django.db import OperationalError

    from newsroom.outbox.models import Letter
    from newsroom.outbox.posting import take_back

    print("ready", flush=True)
    while not Letter.objects.exclude(sent_at=None).exists():
        time.sleep(0.01)
    for number in reversed(range(COUNT)):
        for _again in range(100):
            try:
                print(*take_back([str(number)]))
                break
            except OperationalError:  # SQLite has one lock for all
                time.sleep(0.05)


def left() -> None:
    """Print how many letters are neither sent nor gone."""
    from newsroom.outbox.models import Letter

    print(Letter.objects.filter(sent_at=None).count())


def start(order: str, environment: dict[str, str]) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.outbox.test_two_clocks_and_an_undo", order]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def words(process: subprocess.Popen) -> list[str]:
    """Return what is left to be heard of a process, once it is through without a fault."""
    said, _ = process.communicate()
    assert process.returncode == 0
    return said.split()


def test_each_letter_is_sent_or_taken_back_and_never_both(tmp_path):
    with newsroom_of_its_own(tmp_path) as environment:
        words(start("post_all", environment))
        undoing = start("undo", environment)
        assert undoing.stdout.readline() == "ready\n"  # before the first letter leaves: the clocks may be quick
        command = [sys.executable, "manage.py", "clock", "--every", "0.05"]
        clocks = [subprocess.Popen(command, cwd=ROOT, env=environment) for _number in range(2)]
        try:
            taken_back = words(undoing)
            wait_until(lambda: words(start("left", environment)) == ["0"], seconds=400)
        finally:
            for clock in clocks:
                clock.terminate()
            codes = [clock.wait(timeout=120) for clock in clocks]
    sent = subjects(tmp_path)

    assert (codes, set(sent.values()), len(taken_back) > 0) == ([0, 0], {1}, True)
    assert sorted([*sent, *(f"letter {key}" for key in taken_back)]) == sorted(f"letter {n}" for n in range(COUNT))


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    {"post_all": post_all, "undo": undo, "left": left}[sys.argv[1]]()
