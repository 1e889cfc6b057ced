"""The newsroom's zone in words, wherever the newsroom is."""

import os
import subprocess
import sys
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from babel import Locale
from django.utils.formats import date_format

from newsroom.rtl import dates, zones
from tests.newsroom.checkout import ROOT

AR = Locale("ar")


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Riyadh", "بتوقيت الرياض"),
        ("Africa/Cairo", "بتوقيت القاهرة"),
        ("Egypt", "بتوقيت القاهرة"),
        ("Asia/Beirut", "بتوقيت بيروت"),
        ("Africa/Casablanca", "بتوقيت الدار البيضاء"),
        ("Asia/Hebron", "بتوقيت الخليل"),
        ("UTC", "بالتوقيت العالمي المنسق"),
        ("Etc/UTC", "بالتوقيت العالمي المنسق"),
        ("Etc/GMT-3", "بتوقيت غرينتش+3"),
        ("Etc/GMT+3", "بتوقيت غرينتش-3"),
        ("GMT", "بتوقيت غرينتش"),
        ("America/Argentina/Buenos_Aires", "بتوقيت الأرجنتين"),  # CLDR names no such city
    ],
)
def test_a_zone_is_said_by_its_city_or_what_is_nearest(zone, said):
    assert zones.words(zone, AR) == said


def test_no_zone_of_the_world_is_said_in_latin_letters():
    assert [
        zone for zone in available_timezones() if any("A" <= letter <= "z" for letter in zones.words(zone, AR))
    ] == []


def test_a_stamp_for_colleagues_names_the_zone():
    moment = datetime(2026, 11, 23, 14, 5, tzinfo=ZoneInfo("Asia/Riyadh"))
    assert dates.stamp_in_zone(moment) == "الاثنين 23 نوفمبر 2026، 14:05 بتوقيت الرياض"
    assert date_format(moment, "DATETIME_FORMAT") == "23 نوفمبر 2026، 14:05 بتوقيت الرياض"
    assert date_format(moment, "SHORT_DATETIME_FORMAT") == "23/11/2026، 14:05 بتوقيت الرياض"


def test_the_panels_formats_follow_time_zone():
    say = "import django; django.setup(); from django.utils.formats import date_format; from datetime import datetime;"
    say += "print(date_format(datetime(2026, 11, 23, 14, 5), 'DATETIME_FORMAT'))"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "TIME_ZONE": "Africa/Cairo"}
    environment |= {"PYTHONIOENCODING": "utf-8"}
    told = subprocess.run([sys.executable, "-c", say], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert told.stdout.decode().strip() == "23 نوفمبر 2026، 14:05 بتوقيت القاهرة"
