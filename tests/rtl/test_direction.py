"""A block runs the way most of its letters run."""

import pytest
from hypothesis import given

from newsroom.rtl.bidi import LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_ISOLATE, directed, direction
from tests.rtl.texts import any_text


@pytest.mark.parametrize(
    "text",
    [
        "صباح الخير",
        "Apple تكشف عن هاتف جديد",
        "OpenAI: نموذج",
        "رأيي هنا https://example.com/a/very/long/address/indeed?with=query",
        "راسلوني somebody.with.a.long.name@example.com",
        "شكرًا @some_very_long_handle #SomeVeryLongTag",
        "هنا example.com/a/very/long/address/indeed",
        "שלום",
    ],
)
def test_arabic_runs_right_to_left_even_with_latin_in_front(text):
    assert direction(text, "ltr") == "rtl"


@pytest.mark.parametrize("text", ["Thank you for this article.", "As they say: إن شاء الله, we will see about that."])
def test_an_english_comment_runs_left_to_right(text):
    assert direction(text) == "ltr"


def test_three_letters_of_ten_are_enough():
    assert direction("اب" + "ج" + "abcdefg") == "rtl"
    assert direction("اب" + "abcdefgh") == "ltr"


@pytest.mark.parametrize("text", ["", "2026!", "👍", "https://example.com", "@someone #وسم"])
def test_a_text_without_letters_runs_as_its_page(text):
    assert direction(text) == "rtl"
    assert direction(text, default="ltr") == "ltr"


@given(any_text)
def test_every_text_has_a_direction(text):
    assert direction(text) in {"rtl", "ltr"}


@pytest.mark.parametrize("piece", ["a.", "a@", "a-", "www.", "http://", "#", "ا."])
def test_no_text_keeps_the_server_busy(piece):
    assert direction(piece * 100_000 + " نعم", "rtl") in {"rtl", "ltr"}


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Apple تكشف عن هاتف جديد", RIGHT_TO_LEFT_ISOLATE),
        ("كشفت Apple عن هاتف", RIGHT_TO_LEFT_ISOLATE),
        ("The word نعم means yes, as everybody knows", LEFT_TO_RIGHT_ISOLATE),
    ],
)
def test_a_line_of_two_scripts_is_isolated_where_no_markup_can_stand(text, opening):
    assert directed(text) == f"{opening}{text}{POP_ISOLATE}"


@pytest.mark.parametrize("text", ["", "صباح الخير", "Good morning", "2026!", "قرار 242 (1967)"])
def test_a_line_of_one_script_stays_plain(text):
    assert directed(text) == text


@given(any_text)
def test_no_line_can_close_its_isolate_or_leave_it_open(text):
    line = directed(text)
    inside = line[1:-1] if line.endswith(POP_ISOLATE) else line
    assert not set(inside) & {LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_ISOLATE, "\u2068", POP_ISOLATE}
