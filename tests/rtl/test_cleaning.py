"""What is taken out of a text so that it cannot turn its neighbours round, and what must never be taken out."""

import unicodedata

import pytest
from hypothesis import example, given

from newsroom.rtl.bidi import clean_body, clean_line, clean_name, had_hidden_marks, is_blank, plain_isolate
from tests.rtl.texts import any_text, hidden

MARKS = "\u061c\u200e\u200f"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"

SACRED = ["1448 هـ", "الرحمـٰن", "محمد ﷺ", "﴿بِسْمِ ٱللَّهِ الرَّحْمَـٰنِ الرَّحِيمِ﴾", "الآية ۝", "محمَّد", "محم\u0651\u064eد", "كِتابٌ"]


@pytest.mark.parametrize("text", SACRED)
def test_headlines_and_bodies_keep_arabic_as_it_was_typed(text):
    assert clean_line(text) == text
    assert clean_body(text) == text


@given(any_text)
@example("a" + "\u0344" * 12)
@example("\u0958" + "\u093c" * 11)
def test_no_hidden_sign_is_left_in_a_name(text):
    cleaned = clean_name(text)

    assert not set(cleaned) & set(hidden() + "\u0640\n\t")
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert cleaned.encode().decode() == cleaned


@given(any_text)
def test_no_hidden_sign_is_left_in_a_headline(text):
    cleaned = clean_line(text)

    assert not set(cleaned) & set(hidden(but=MARKS) + "\n\t")
    assert not had_hidden_marks(cleaned)
    assert cleaned == cleaned.strip()
    assert cleaned.encode().decode() == cleaned


@given(any_text)
def test_no_hidden_sign_is_left_in_a_body(text):
    cleaned = clean_body(text)

    assert not set(cleaned) & set(hidden(but=MARKS))
    assert not had_hidden_marks(cleaned)
    assert cleaned.encode().decode() == cleaned


@pytest.mark.parametrize("clean", [clean_name, clean_line, clean_body])
@given(text=any_text)
@example(text="a" + "\u0344" * 12)
@example(text="\u0958" + "\u093c" * 11)
@example(text=" \u200c \u200d ")
def test_cleaning_twice_is_cleaning_once(clean, text):
    assert clean(clean(text)) == clean(text)


@given(any_text)
def test_a_body_keeps_its_joiners_and_direction_marks(text):
    kept = "\u200c\u200d\u200e\u200f\u061c"

    assert [sign for sign in clean_body(text) if sign in kept] == [sign for sign in text if sign in kept]


def test_a_name_loses_what_could_pass_for_another_name():
    assert clean_name("\u202eحـــرير  \u200bأحمد\u200f ") == "حرير أحمد"


def test_two_ways_to_type_a_name_become_one():
    assert clean_name("ا\u0654حمد") == "أحمد"
    assert clean_name("محم\u0651\u064eد") == clean_name("محم\u064e\u0651د")


def test_a_joiner_stays_inside_a_name_and_goes_at_its_edge():
    assert clean_name("\u200cمی\u200cنا\u200d") == "می\u200cنا"
    assert clean_name(FAMILY) == FAMILY


def test_a_headline_stands_on_one_line():
    assert clean_line("  عاجل:\r\n زلزال\tفي\u2028البحر ") == "عاجل: زلزال في البحر"


def test_a_headline_keeps_its_no_break_spaces():
    assert clean_line("1448\u00a0هـ") == "1448\u00a0هـ"


def test_a_detached_hamza_joins_its_letter():
    assert clean_line("ا\u0654ُ و\u0654 ي\u0654 cafe\u0301") == "أُ ؤ ئ café"


def test_a_body_keeps_its_lines_and_its_family():
    assert clean_body(f"سطر\r\nسطر\rسطر\u2029سطر  {FAMILY}\n\nمی\u200cخواهم\x00") == (
        f"سطر\nسطر\nسطر\nسطر  {FAMILY}\n\nمی\u200cخواهم"
    )


def test_a_pile_of_marks_is_cut_and_costs_no_time():
    for clean in (clean_name, clean_line, clean_body):
        assert len(clean("a" + "\u0301\u0316" * 200_000)) <= 11


@pytest.mark.parametrize(
    "text",
    ["", " \t\r\n", "\u00a0\u3000", "ـــ", "\u200b\u200c\u200d\u2060\ufeff", "\u200f\u202e\u2066", "\u064e\u0651", "\u3164\u115f", "\u2800", "\x00", "\ud800", "\ufe0f"],  # noqa: E501
)  # fmt: skip
def test_a_text_that_shows_nothing_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["ن", "…", "؟", "1", "👍", "ـ.ـ", "ﷺ", "۝", "\ue000"])
def test_a_text_that_shows_something_is_not_blank(text):
    assert not is_blank(text)


@given(any_text)
def test_what_is_blank_once_cleaned_was_blank_before(text):
    assert is_blank(text) == is_blank(clean_body(text))


@pytest.mark.parametrize("text", ["\u202eadmin", "قال\u2067", "فر\u200bيق", "ok\ufeff", "a\u00adb"])
def test_the_moderator_is_told_of_hidden_marks(text):
    assert had_hidden_marks(text)


@pytest.mark.parametrize("text", [*SACRED, FAMILY, "C++\u200e لغة", "سطر\r\nسطر", "می\u200cخواهم"])
def test_the_moderator_is_not_told_of_ordinary_writing(text):
    assert not had_hidden_marks(text)


def test_a_plain_isolate_cannot_be_broken_out_of():
    assert plain_isolate("C++\u2069\r\nBcc: x") == "\u2068C++ Bcc: x\u2069"
    assert plain_isolate("\u202e ") == ""
