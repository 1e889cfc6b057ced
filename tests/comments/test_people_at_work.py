"""Two moderators decide over each other while readers write: nothing is lost, nothing counted twice."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.comments.people_at_work import POSTED, WAITING
from tests.tables import newsroom_of_its_own

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


def test_counts_equal_a_recount_and_every_history_is_whole(tmp_path):
    with newsroom_of_its_own(tmp_path) as environment:

        def start(*words: str) -> subprocess.Popen:
            command = [sys.executable, "-m", "tests.comments.people_at_work", *words]
            return subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )

        made = start("make")
        fault = made.communicate(timeout=120)[1]
        assert made.returncode == 0, fault
        crowd = [start("moderate", "moderator", "1"), start("moderate", "chief", "2"), start("post", "3")]
        faults = [process.communicate(timeout=240)[1] for process in crowd]
        assert [process.returncode for process in crowd] == [0, 0, 0], faults
        told = json.loads(start("tell").communicate(timeout=60)[0])

    assert told == {
        "comments": WAITING + POSTED,
        "drifts": 0,
        "counted_is_true": True,
        "broken_histories": 0,
        "moderators": 2,
    }
