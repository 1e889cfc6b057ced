"""A week begins where the newsroom's readers begin it."""

import pytest
from django.utils import translation

from newsroom.rtl import weeks


@pytest.fixture(autouse=True)
def arabic():
    with translation.override("ar"):
        yield


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Africa/Cairo", "السبت"),
        ("Asia/Baghdad", "السبت"),
        ("Asia/Kuwait", "السبت"),
        ("Asia/Riyadh", "الأحد"),
        ("Asia/Dubai", "الاثنين"),
        ("Africa/Casablanca", "الاثنين"),
        ("Europe/London", "السبت"),
        ("UTC", "السبت"),
    ],
)
def test_it_begins_as_in_the_country_of_the_zone(settings, zone, first):
    settings.TIME_ZONE = zone
    assert weeks.day_names()[0][1] == first


@pytest.mark.parametrize(("word", "first"), [("saturday", "السبت"), ("sunday", "الأحد"), ("monday", "الاثنين")])
def test_the_setting_comes_before_the_country(settings, word, first):
    settings.WEEK_STARTS = word
    assert weeks.day_names()[0][1] == first


def test_each_day_has_a_letter_of_its_own(settings):
    settings.WEEK_STARTS = "saturday"
    assert [letter for letter, _name in weeks.day_names()] == ["س", "ح", "ن", "ث", "ر", "خ", "ج"]


@pytest.mark.parametrize("word", ["saturday", "sunday", "monday"])
def test_a_month_holds_each_of_its_days_once_in_weeks_of_seven(settings, word):
    settings.WEEK_STARTS = word
    laid_out = weeks.of_month(2024, 2)
    assert {len(week) for week in laid_out} == {7}
    assert [day.day for week in laid_out for day in week if day] == list(range(1, 30))
    assert {day.weekday() for day in (week[0] for week in laid_out) if day} == {weeks.begins()}
