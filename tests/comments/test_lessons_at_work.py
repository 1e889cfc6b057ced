"""Two clocks learn the same night's lesson in two processes: one lesson is kept, and one is in use."""

import json

import pytest

from tests.tables import newsroom_of_its_own, run_in

pytestmark = pytest.mark.slow

AT_WORK = "tests.comments.lessons_at_work"
PROCESSES = 3


def test_of_lessons_that_are_learned_at_once_one_is_kept_and_the_one_before_is_out_of_use(tmp_path):
    with newsroom_of_its_own(tmp_path) as environment:
        run_in(environment, AT_WORK, "make")
        kept = run_in(environment, AT_WORK, "learn", PROCESSES)
        told = json.loads(run_in(environment, AT_WORK, "tell"))

    assert int(kept) == 1
    assert told == {"lessons": 2, "in_use": [True], "is_read": True}
