"""However many clocks run, each letter is sent once; what a killed clock had in its hands is tried again."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.cache.conftest import wait_until
from tests.newsroom.checkout import ROOT
from tests.tables import newsroom_of_its_own

pytestmark = pytest.mark.slow
COUNT = 200


def post_all() -> None:
    """Post two hundred letters in one transaction: run in a process of its own."""
    from django.db import transaction

    from newsroom.outbox.posting import post

    with transaction.atomic():
        for number in range(COUNT):
            post(kind="test", key=f"{number}", subject=f"letter {number}", text="نص", to=f"r{number}@example.org")


def tell() -> None:
    """Print how many letters were sent, and how many tries it took."""
    from django.db.models import Sum

    from newsroom.outbox.models import Letter

    print(Letter.objects.exclude(sent_at=None).count(), Letter.objects.aggregate(tries=Sum("tries"))["tries"])


def run(word: str, environment: dict[str, str]) -> list[int]:
    command = [sys.executable, "-m", "tests.outbox.test_two_clocks", word]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return [int(figure) for figure in done.stdout.split()]


def subjects(folder: Path) -> Counter[str]:
    """Return how often each letter lies in the files of the mails; a file may hold several."""
    mails = "".join(path.read_text() for path in folder.glob("mail/*.log"))
    return Counter(re.findall(r"^Subject: (.+)$", mails, re.MULTILINE))


def test_two_clocks_send_each_letter_once(tmp_path):
    with newsroom_of_its_own(tmp_path) as environment:
        run("post_all", environment)
        command = [sys.executable, "manage.py", "clock", "--every", "0.1"]
        clocks = []
        try:
            for number in range(2):
                with (tmp_path / f"clock{number}").open("w") as log:
                    clocks.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log))
            wait_until(lambda: subjects(tmp_path).total() >= COUNT, seconds=400)
        finally:
            for clock in clocks:
                clock.terminate()
            codes = [clock.wait(timeout=120) for clock in clocks]
        assert (codes, run("tell", environment)) == ([0, 0], [COUNT, COUNT])
        assert subjects(tmp_path) == {f"letter {number}": 1 for number in range(COUNT)}


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    {"post_all": post_all, "tell": tell}[sys.argv[1]]()
