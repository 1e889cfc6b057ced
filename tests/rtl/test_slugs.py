"""The readable part of an address keeps its Arabic and nothing that an address cannot carry."""

import pytest
from django.core.validators import validate_unicode_slug
from hypothesis import example, given

from newsroom.rtl.slugs import MAX_LENGTH, slug
from tests.rtl.texts import any_text


@pytest.mark.parametrize(
    ("headline", "address"),
    [
        ("زلزال يضرب المغرب", "زلزال-يضرب-المغرب"),
        ("إلى/على", "إلى-على"),
        ("نموٌّ بنسبة 0.25%", "نمو-بنسبة-0-25"),
        ("GPT‑5 وصل", "gpt-5-وصل"),
        ("كـــتاب الرحمـٰن", "كتاب-الرحمن"),
        ("مُؤتمرٌ في الأُردن", "مؤتمر-في-الأردن"),
        ("ا\u0654حمد", "أحمد"),
        ("١٢ قتيلًا في ۲۰۲۶", "12-قتيلا-في-2026"),
        ("«القمّة» تبدأ؛ و«الوفود» تصل…", "القمة-تبدأ-و-الوفود-تصل"),
        ("\u202eadmin\u200b", "admin"),
        ("snake_case – dash", "snake-case-dash"),
        ("İstanbul Café", "istanbul-café"),
    ],
)
def test_a_headline_becomes_an_address(headline, address):
    assert slug(headline) == address


@pytest.mark.parametrize("headline", ["", "!!!", "ـــ", "👍", "\u200f"])
def test_a_headline_without_words_takes_the_fallback(headline):
    assert slug(headline, fallback="1847") == "1847"
    assert slug(headline) == ""


def test_a_long_headline_is_cut_between_words():
    assert slug("كلمة " * 30) == "-".join(["كلمة"] * 14)
    assert slug("ا" * 35 + " " + "ب" * 34 + " ج") == "ا" * 35 + "-" + "ب" * 34
    assert slug("ا" * 90) == "ا" * MAX_LENGTH


@given(any_text)
@example("İ" * 80)
@example("ﷺ" * 10)
def test_every_slug_is_fit_for_its_field_and_made_once(text):
    made = slug(text)

    assert len(made) <= MAX_LENGTH
    assert slug(made) == made
    if made:
        validate_unicode_slug(made)
        assert not made.startswith("-")
        assert not made.endswith("-")
        assert "--" not in made


def test_a_pile_of_marks_costs_no_time():
    assert slug("a" + "\u0301\u0316" * 200_000) == "á"
