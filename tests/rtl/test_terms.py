"""The words of the search: what careful and hurried hands write comes out the same, and nothing is lost."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from newsroom.rtl.terms import stem, terms, tokens, words

ANY = st.text(st.characters(codec=None), max_size=200)
LETTERS_AND_DIGITS = regex.compile(r"[\p{L}\p{N}]+")
HURRIED = str.maketrans("أإآةى", "اااهي")


@pytest.mark.parametrize(
    ("careful", "hurried"),
    [
        ("المدرسة", "المدرسه"),
        ("أسماء", "اسما"),
        ("مصطفى", "مصطفي"),
        ("إيران", "ايران"),
        ("مُحَمَّدٌ", "محمد"),
        ("كـــتاب", "كتاب"),
        ("ﻻ نهاية", "لا نهاية"),
        ("١٢٣", "123"),
        ("مسؤول", "مسوول"),
    ],
)
def test_a_careful_and_a_hurried_hand_write_the_same_term(careful, hurried):
    assert terms(careful) == terms(hurried)


@pytest.mark.parametrize(
    ("written", "found_by"),
    [("والمدرسة", "مدرسة"), ("بالمدينة", "مدينة"), ("للميناء", "ميناء"), ("المعلمون", "معلمين"), ("كتابها", "كتاب")],
)
def test_a_word_is_found_with_what_arabic_writes_together_with_it(written, found_by):
    assert terms(written) == terms(found_by)


def test_three_letters_are_left_of_a_word_at_least():
    assert [stem(word) for word in ("وطن", "البن", "ولد", "يان")] == ["وطن", "البن", "ولد", "يان"]


def test_words_that_stand_in_every_text_are_no_terms_but_stay_words_of_a_phrase():
    assert (terms("ما هو الميناء"), words("ما هو الميناء")) == (["مينا"], ["ما", "هو", "المينا"])


def test_digits_beside_arabic_letters_are_words_of_their_own_and_beside_latin_ones_are_not():
    assert words("كوفيد19 و G20") == ["كوفيد", "19", "و", "g20"]


def test_one_sign_may_hold_several_words():
    assert words("محمد ﷺ") == ["محمد", *words("صلى الله عليه وسلم")]


@given(ANY)
def test_every_word_stands_where_it_says(text):
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert LETTERS_AND_DIGITS.fullmatch(token.folded)


@given(ANY)
def test_terms_hold_letters_and_digits_only_and_come_out_the_same_again(text):
    found = terms(text)
    assert all(LETTERS_AND_DIGITS.fullmatch(term) for term in found)
    assert words(" ".join(words(text))) == words(text)


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةى ", max_size=80))
def test_a_hurried_hand_finds_what_a_careful_one_wrote(text):
    assert terms(text.translate(HURRIED)) == terms(text)
