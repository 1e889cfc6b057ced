"""Moderators decide over each other while readers write: nothing is lost, nothing counted twice.

Twenty of each on PostgreSQL; on SQLite, which has one lock for all, three are as good as forty.
"""

import json

import pytest
from django.db import connection

from tests.comments.people_at_work import WAITING
from tests.tables import newsroom_of_its_own, run_in

pytestmark = pytest.mark.slow

# Moderators, the rounds of each; readers, the comments of each.
AT_WORK = {"postgresql": (20, 6, 20, 5), "sqlite": (2, 20, 1, 20)}[connection.vendor]


def test_counts_equal_a_recount_and_every_history_is_whole(tmp_path):
    moderators, _rounds, readers, posts = AT_WORK
    with newsroom_of_its_own(tmp_path) as environment:
        run_in(environment, "tests.comments.people_at_work", "make", moderators)
        run_in(environment, "tests.comments.people_at_work", "work", *AT_WORK)
        told = json.loads(run_in(environment, "tests.comments.people_at_work", "tell"))

    assert told == {
        "comments": WAITING + readers * posts,
        "drifts": 0,
        "counted_is_true": True,
        "broken_histories": 0,
        "moderators": moderators,
    }
