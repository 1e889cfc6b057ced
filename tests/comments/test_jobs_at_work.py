"""Two windows on one job at once, and one that undoes it meanwhile: each comment is decided once, or not at all."""

import json

import pytest

from tests.tables import newsroom_of_its_own, run_in

pytestmark = pytest.mark.slow

AT_WORK = "tests.comments.jobs_at_work"
COMMENTS, WINDOWS = 120, 3


def test_windows_on_one_job_take_turns_and_decide_nothing_twice(tmp_path):
    with newsroom_of_its_own(tmp_path) as environment:
        run_in(environment, AT_WORK, "make", COMMENTS)
        run_in(environment, AT_WORK, "work", WINDOWS)
        told = json.loads(run_in(environment, AT_WORK, "tell"))

    assert told == {
        "approved": COMMENTS,
        "events": COMMENTS,
        "decisions": 1,
        "outcomes": COMMENTS,
        "drifts": 0,
    }


def test_what_is_undone_from_another_window_while_it_runs_is_undone_whole_and_goes_no_further(tmp_path):
    with newsroom_of_its_own(tmp_path) as environment:
        run_in(environment, AT_WORK, "make", COMMENTS)
        undone = json.loads(run_in(environment, AT_WORK, "work_and_undo", WINDOWS))
        told = json.loads(run_in(environment, AT_WORK, "tell"))

    assert 0 < undone["decided"] < COMMENTS
    assert (undone["refusals"], undone["is_stopped"]) == (1, True)
    assert told == {
        "approved": 0,
        "events": 2 * undone["decided"],
        "decisions": 2,
        "outcomes": undone["decided"],
        "drifts": 0,
    }
