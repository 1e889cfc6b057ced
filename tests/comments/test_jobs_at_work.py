"""Two windows on one job at once: each comment is decided once, in one decision."""

import json
import subprocess
import sys

import pytest

from tests.newsroom.checkout import ROOT
from tests.tables import newsroom_of_its_own

pytestmark = pytest.mark.slow

COMMENTS, WINDOWS = 120, 3


def test_windows_on_one_job_take_turns_and_decide_nothing_twice(tmp_path):
    with newsroom_of_its_own(tmp_path) as environment:

        def run(*words: object) -> str:
            command = [sys.executable, "-m", "tests.comments.jobs_at_work", *map(str, words)]
            done = subprocess.run(
                command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
            )
            assert done.returncode == 0, done.stderr
            return done.stdout

        run("make", COMMENTS)
        run("work", WINDOWS)
        told = json.loads(run("tell"))

    assert told == {
        "approved": COMMENTS,
        "events": COMMENTS,
        "decisions": 1,
        "outcomes": COMMENTS,
        "drifts": 0,
    }
