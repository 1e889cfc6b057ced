"""`{% load rtl %}`: what a template writes on the page."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone, translation

MOMENT = dt.datetime(2026, 11, 23, 11, 5, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def riyadh():
    with timezone.override(ZoneInfo("Asia/Riyadh")), translation.override("ar"):
        yield


def rendered(filter_name, value):
    return Template(f"{{% load rtl %}}{{{{ value|{filter_name} }}}}").render(Context({"value": value}))


@pytest.mark.parametrize(
    ("filter_name", "value", "shown"),
    [
        ("direction", "Apple تكشف عن هاتف", "rtl"),
        ("direction", "Thank you", "ltr"),
        ("direction", None, "rtl"),
        ("day", MOMENT, "الاثنين 23 نوفمبر 2026"),
        ("stamp", MOMENT, "الاثنين 23 نوفمبر 2026، 14:05"),
        ("isodate", MOMENT, "2026-11-23T14:05:00+03:00"),
        ("isodate", dt.date(2026, 1, 9), "2026-01-09"),
        ("reading_time", 2, "دقيقتان للقراءة"),
        ("number", 1234, "1,234"),
        ("number", 1234567, "1,234,567"),
        ("number", Decimal("1234.5"), "1,234.5"),
        ("number", 0, "0"),
        ("join_names", ["سلمى", "", "هدى", "يوسف"], "سلمى وهدى ويوسف"),
        ("join_names", ["سلمى"], "سلمى"),
        ("join_names", ["وائل", "وليد"], "وائل ووليد"),
        ("join_names", [], ""),
        ("plain_isolate", "C++", "\u2068C++\u2069"),
    ],
)
def test_a_filter_shows_its_value_in_arabic(filter_name, value, shown):
    assert rendered(filter_name, value) == shown


def test_ago_counts_from_the_moment_of_rendering():
    with time_machine.travel(MOMENT + dt.timedelta(minutes=3), tick=False):
        assert rendered("ago", MOMENT) == "قبل 3 دقائق"


@pytest.mark.parametrize("filter_name", ["day", "stamp", "ago", "isodate", "reading_time", "number", "join_names"])
def test_nothing_to_show_shows_nothing(filter_name):
    assert rendered(filter_name, None) == ""


def test_a_name_cannot_bring_markup_into_the_page():
    assert rendered("join_names", ["<b>سلمى</b>", "{0}"]) == "&lt;b&gt;سلمى&lt;/b&gt; و{0}"
    assert rendered("plain_isolate", "<script>") == "\u2068&lt;script&gt;\u2069"
