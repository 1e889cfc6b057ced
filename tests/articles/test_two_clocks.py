"""However many clocks run, an article goes live once."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.articles.newsroom_of_its_own import COUNT
from tests.cache.conftest import wait_until
from tests.tables import newsroom_of_its_own

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def environment(tmp_path):
    """What a process needs to work on a newsroom of its own, with the database ready."""
    with newsroom_of_its_own(tmp_path) as environment:
        yield environment


def test_two_clocks_publish_everything_once_and_stop_when_told(environment):
    def story(word: str) -> str:
        command = [sys.executable, "-m", "tests.articles.newsroom_of_its_own", word]
        return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout

    def told() -> dict:
        return json.loads(story("tell"))

    story("make")
    command = [sys.executable, "manage.py", "clock", "--every", "0.2"]
    clocks = [subprocess.Popen(command, cwd=ROOT, env=environment) for _ in range(2)]
    try:
        wait_until(lambda: sum(told()["times"]) >= COUNT - 1 and told()["given_up"], seconds=60)
    finally:
        for clock, sign in zip(clocks, (signal.SIGTERM, signal.SIGINT), strict=True):
            clock.send_signal(sign)
    assert [clock.wait(timeout=20) for clock in clocks] == [0, 0]
    assert told() == {"times": [1, 1, 0, *[1] * (COUNT - 3)], "given_up": 1}
