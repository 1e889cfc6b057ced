"""Days, moments and relative time, in grammatical Arabic and in the newsroom's own zone."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from newsroom.rtl import dates

NOON = dt.datetime(2026, 11, 23, 11, 5, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def riyadh():
    with timezone.override(ZoneInfo("Asia/Riyadh")), translation.override("ar"):
        yield


def test_a_day_has_no_comma_and_ascii_digits():
    assert dates.day(dt.date(2026, 1, 9)) == "الجمعة 9 يناير 2026"


def test_a_stamp_has_the_arabic_comma_and_24_hours():
    assert dates.stamp(NOON) == "الاثنين 23 نوفمبر 2026، 14:05"
    assert dates.stamp(dt.datetime(2026, 1, 9, 2, 5, tzinfo=dt.UTC)) == "الجمعة 9 يناير 2026، 05:05"


def test_the_day_is_the_readers_not_that_of_utc():
    assert dates.day(dt.datetime(2026, 1, 8, 21, 30, tzinfo=dt.UTC)) == "الجمعة 9 يناير 2026"


def test_a_naive_moment_is_in_the_current_zone():
    assert dates.iso(dt.datetime(2026, 1, 9, 0, 30)) == "2026-01-09T00:30:00+03:00"  # noqa: DTZ001


def test_machines_read_the_moment_with_its_offset():
    assert dates.iso(NOON.replace(microsecond=7)) == "2026-11-23T14:05:00+03:00"
    assert dates.iso(dt.date(2026, 1, 9)) == "2026-01-09"


@pytest.mark.parametrize(
    ("locale", "month"),
    [("ar", "يناير"), ("ar-SY", "كانون الثاني"), ("ar-DZ", "جانفي")],
)
def test_a_setting_chooses_the_names_of_the_months(settings, locale, month):
    settings.ARABIC_LOCALE = locale

    assert dates.day(dt.date(2026, 1, 9)) == f"الجمعة 9 {month} 2026"


@pytest.mark.parametrize(("locale", "month"), [("ar", "نوفمبر"), ("ar-SY", "تشرين الثاني"), ("ar-MA", "نونبر")])
def test_a_month_alone_and_with_its_year(settings, locale, month):
    settings.ARABIC_LOCALE = locale

    assert dates.month(dt.date(2026, 11, 23)) == month
    assert dates.month_of_year(dt.date(2026, 11, 23)) == f"{month} 2026"


def test_an_english_page_reads_in_english():
    with translation.override("en"):
        assert dates.day(NOON) == "Monday 23 November 2026"
        assert dates.stamp(NOON) == "Monday 23 November 2026, 14:05"


@pytest.mark.parametrize(
    ("passed", "phrase"),
    [
        (dt.timedelta(), "الآن"),
        (dt.timedelta(seconds=-30), "الآن"),
        (dt.timedelta(seconds=59), "الآن"),
        (dt.timedelta(minutes=1), "قبل دقيقة واحدة"),
        (dt.timedelta(minutes=2), "قبل دقيقتين"),
        (dt.timedelta(minutes=3, seconds=59), "قبل 3 دقائق"),
        (dt.timedelta(minutes=10), "قبل 10 دقائق"),
        (dt.timedelta(minutes=11), "قبل 11 دقيقة"),
        (dt.timedelta(minutes=59, seconds=59), "قبل 59 دقيقة"),
        (dt.timedelta(hours=1), "قبل ساعة واحدة"),
        (dt.timedelta(hours=2), "قبل ساعتين"),
        (dt.timedelta(hours=3), "قبل 3 ساعات"),
        (dt.timedelta(hours=23, minutes=59), "قبل 23 ساعة"),
        (dt.timedelta(days=1), "أمس"),
        (dt.timedelta(days=2), "قبل يومين"),
        (dt.timedelta(days=3), "قبل 3 أيام"),
        (dt.timedelta(days=7), "قبل 7 أيام"),
        (dt.timedelta(days=8), "الأحد 15 نوفمبر 2026"),
        (dt.timedelta(hours=-3), "الاثنين 23 نوفمبر 2026"),
    ],
)
def test_how_long_ago_is_said_in_grammatical_arabic(passed, phrase):
    with time_machine.travel(NOON, tick=False):
        assert dates.ago(NOON - passed) == phrase


def test_now_can_be_handed_in():
    assert dates.ago(NOON, now=NOON + dt.timedelta(minutes=5)) == "قبل 5 دقائق"


def test_yesterday_is_the_calendars_yesterday():
    saturday_late = dt.datetime(2026, 11, 21, 20, 0, tzinfo=dt.UTC)
    monday_early = dt.datetime(2026, 11, 22, 21, 30, tzinfo=dt.UTC)

    assert dates.ago(saturday_late, now=monday_early) == "قبل يومين"


def test_a_clock_change_does_not_add_an_hour():
    before = dt.datetime(
        2026, 10, 29, 20, 30, tzinfo=dt.UTC
    )  # 23:30 of summer in Cairo, half an hour before the change

    with timezone.override(ZoneInfo("Africa/Cairo")):
        assert dates.ago(before, now=before + dt.timedelta(hours=1)) == "قبل ساعة واحدة"


@given(st.integers(0, 8 * 24 * 60))
def test_a_moment_of_the_last_week_never_reads_as_a_bare_number_of_one_or_two(minutes):
    phrase = dates.ago(NOON - dt.timedelta(minutes=minutes), now=NOON)

    assert not {"0", "1", "2"} & set(phrase.split()[1:2])
