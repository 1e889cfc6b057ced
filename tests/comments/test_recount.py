"""The counts are held against the comments each night, and a drift is an alarm."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from comments import recount
from comments.models import Discussion


@pytest.fixture(autouse=True)
def no_night_yet(monkeypatch):
    monkeypatch.setattr(recount, "_last_night", None)


@pytest.fixture
def drifted(approved, article):
    """The article, with one approved comment and a count that says seven."""
    approved()

    def drift() -> None:
        Discussion.objects.filter(page=article.pk).update(approved_count=7)

    drift()
    return drift


def at(hour: int, days: int = 1) -> datetime:
    """Return an hour of a night to come, in the newsroom's zone."""
    return timezone.localtime().replace(hour=hour, minute=10) + timedelta(days=days)


def counted(article) -> int:
    return Discussion.objects.get(page=article.pk).approved_count


def alarms(caplog) -> list[tuple]:
    return [record.args for record in caplog.records if record.name == "comments.recount"]


def test_a_count_that_drifted_is_set_right_at_night_and_told_by_its_number(drifted, article, caplog):
    with time_machine.travel(at(3)):
        recount.nightly()
    assert alarms(caplog) == [(article.pk, 7, 1)]
    assert counted(article) == 1


def test_it_is_done_once_a_night_and_not_before_the_hour(drifted, article):
    with time_machine.travel(at(2)):
        recount.nightly()
        assert counted(article) == 7
    with time_machine.travel(at(3)):
        recount.nightly()
        drifted()
        recount.nightly()
        assert counted(article) == 7
    with time_machine.travel(at(4, days=2)):
        recount.nightly()
        assert counted(article) == 1


def test_counts_that_hold_raise_no_alarm(approved, caplog):
    approved()
    with time_machine.travel(at(3)):
        recount.nightly()
    assert alarms(caplog) == []
