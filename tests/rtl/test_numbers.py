"""Digits and separators follow the newsroom's settings; what an English page shows stays English."""

import datetime as dt

import pytest
from django.utils import translation

from newsroom.rtl import dates, numbers, reading

DAY = dt.date(2026, 1, 9)
MONTHS = {
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "ar-SY": [
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
        *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
    ],
    "ar-MA": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر".split(),
    "ar-DZ": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split(),
}


@pytest.mark.parametrize(
    ("locale", "digits", "shown"),
    [
        ("ar", "latn", "1,234,567.5"),
        ("ar-SY", "latn", "1,234,567.5"),
        ("ar-MA", "latn", "1.234.567,5"),
        ("ar-DZ", "latn", "1.234.567,5"),
        ("ar", "arab", "١٬٢٣٤٬٥٦٧٫٥"),
        ("ar-MA", "arab", "١٬٢٣٤٬٥٦٧٫٥"),
    ],
)
def test_a_number_has_the_newsrooms_digits_and_separators(settings, locale, digits, shown):
    settings.ARABIC_LOCALE, settings.DIGITS = locale, digits
    assert numbers.grouped(1_234_567.5) == shown


@pytest.mark.parametrize("locale", MONTHS)
def test_each_of_the_four_months_styles_names_twelve_months(settings, locale):
    settings.ARABIC_LOCALE = locale
    assert [dates.day(dt.date(2026, month, 1)).split(" ", 2)[2] for month in range(1, 13)] == [
        f"{name} 2026" for name in MONTHS[locale]
    ]


def test_dates_relative_times_and_reading_times_follow_the_digits(settings):
    settings.DIGITS = "arab"
    now = dt.datetime(2026, 1, 9, 12, 5, tzinfo=dt.UTC)
    assert dates.day(DAY) == "الجمعة ٩ يناير ٢٠٢٦"
    assert dates.stamp(now).endswith("٠٥")
    assert dates.ago(now - dt.timedelta(minutes=5), now=now) == "قبل ٥ دقائق"
    assert reading.label(11) == "١١ دقيقة للقراءة"


def test_an_english_page_and_the_machines_keep_ascii_digits(settings):
    settings.DIGITS, settings.ARABIC_LOCALE = "arab", "ar-MA"
    with translation.override("en"):
        assert (numbers.grouped(1234.5), dates.day(DAY)) == ("1,234.5", "Friday 9 January 2026")
    assert dates.iso(DAY) == "2026-01-09"
