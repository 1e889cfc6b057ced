"""Limits count what a person sees; reading time counts what a person reads."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from newsroom.rtl import graphemes, reading
from tests.rtl.texts import any_text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", 0),
        ("abc", 3),
        ("a\r\nb", 3),
        ("👨\u200d👩\u200d👧\u200d👦", 1),
        ("🇯🇴", 1),
        ("مُ", 1),
        ("مُحَمَّدٌ", 4),
        ("e\u0301", 1),
        ("ب" + "\u064e" * 50, 1),
    ],
)
def test_length_is_what_a_person_sees(text, seen):
    assert graphemes.length(text) == seen


@given(any_text)
def test_length_is_never_more_than_the_code_points(text):
    assert 0 <= graphemes.length(text) <= len(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("وقالت الوزارة، أمس: «نعم».", 4),
        ("مُحَمَّدٌ كـــتب", 2),
        ("iPhone_17 في 2026", 4),
        ("می\u200cخواهم", 1),
        ("… – !", 0),
    ],
)
def test_words_are_runs_of_letters_and_digits(text, words):
    assert reading.words(text) == words


def test_arabic_is_read_at_180_words_a_minute():
    assert reading.minutes("كلمة " * 304) == 2
    assert reading.minutes("كلمة " * 500) == 3
    assert reading.minutes("كَلِمَةٌ " * 500) == 3


def test_english_is_read_faster():
    assert reading.minutes("word " * 500) == 2


def test_a_picture_takes_six_seconds():
    assert reading.minutes("كلمة " * 180, pictures=4) == 1
    assert reading.minutes("كلمة " * 180, pictures=6) == 2


def test_nothing_takes_less_than_a_minute():
    assert reading.minutes("") == 1


@given(any_text, st.integers(0, 50))
def test_more_pictures_never_take_less_time(text, pictures):
    assert reading.minutes(text, pictures) <= reading.minutes(text, pictures + 1)


@pytest.mark.parametrize(
    ("minutes", "phrase"),
    [
        (0, "أقل من دقيقة للقراءة"),
        (1, "دقيقة واحدة للقراءة"),
        (2, "دقيقتان للقراءة"),
        (3, "3 دقائق للقراءة"),
        (10, "10 دقائق للقراءة"),
        (11, "11 دقيقة للقراءة"),
        (99, "99 دقيقة للقراءة"),
        (100, "100 دقيقة للقراءة"),
        (103, "103 دقائق للقراءة"),
    ],
)
def test_reading_time_is_said_in_each_of_the_six_forms(minutes, phrase):
    with translation.override("ar"):
        assert reading.label(minutes) == phrase


def test_the_seed_story_takes_two_minutes():
    with translation.override("ar"):
        assert reading.label(reading.minutes("كلمة " * 304)) == "دقيقتان للقراءة"
