"""Scores, ranges, signs and telephone numbers run from left to right; nothing else in a text is touched."""

import time

import pytest
import regex
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from newsroom.rtl.figures import in_html, isolated

BDI = regex.compile(r'<bdi (?:class="unbroken" )?dir="ltr">|</bdi>')


def found(text: str) -> list[str]:
    return regex.findall(r'<bdi class="unbroken" dir="ltr">(.*?)</bdi>', isolated(text))


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("فاز الأهلي 3-1 على ضيفه", "3-1"),
        ("انتهت 2 - 2.", "2 - 2"),
        ("«المرفأ» 3-2 «الوادي»", "3-2"),
        ("بين 40 - 45 % منهم", "40 - 45 %"),
        ("بين 2019–2024،", "2019–2024"),
        ("من 09:00-18:00", "09:00-18:00"),
        ("هبط -5% أمس", "-5%"),
        ("ارتفع +2.5٪", "+2.5٪"),
        ("نسبة 0.25%", "0.25%"),
        ("بلغ 40-45%", "40-45%"),
        ("سعره $70.5 للبرميل", "$70.5"),
        ("بمبلغ 200€", "200€"),
        ("اتصل على +966 11 555 0199 الآن", "+966 11 555 0199"),
        ("هاتف: 011-555-0199", "011-555-0199"),
        ("٣-١", "٣-١"),
        ("يوم 2026-11-23", "2026-11-23"),
    ],
)
def test_a_figure_is_isolated(text, figure):
    assert found(text) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "في 9/1/2026 عند 14:05",
        "1,234.5 ريال",
        "كوفيد-19",
        "مقاتلة F-16 وطائرة A320-200",
        "user-1@example.org",
        "الفقرة 5.",
        "- 5 أشخاص",
    ],
)
def test_what_needs_nothing_stays_as_it_is(text):
    assert found(text) == []


def test_a_text_is_escaped_and_html_of_ours_keeps_its_tags():
    assert isolated("<b>3-1") == '&lt;b&gt;<bdi class="unbroken" dir="ltr">3-1</bdi>'
    assert in_html('<a href="/x/3-1/" title="3-1">&#x27;3-1</a>') == (
        '<a href="/x/3-1/" title="3-1">&#x27;<bdi class="unbroken" dir="ltr">3-1</bdi></a>'
    )


def test_what_is_isolated_already_is_not_isolated_again():
    assert in_html(in_html("<p>فاز 3-1</p>")) == '<p>فاز <bdi class="unbroken" dir="ltr">3-1</bdi></p>'


def test_a_web_address_keeps_its_last_slash_and_may_be_broken():
    assert isolated("على https://example.org/a/3-1/ كما هو") == (
        'على <bdi dir="ltr">https://example.org/a/3-1/</bdi> كما هو'
    )


@pytest.mark.parametrize("sign", [".", '"', "'", "»", "،", ")"])
def test_a_web_address_ends_before_the_sentence_does(sign):
    assert "https://example.org/a</bdi>" in isolated(f"https://example.org/a{sign} ثم")


@pytest.mark.parametrize(
    "markup",
    [
        '<a title="5 > 3-1">',
        "<a title='5 > 3-1' class=x>",
        '<p title="<!-- 3-1">',
        "<!-- 3-1 > 3-1 -->",
        "<!-- 3-1",
        '<svg viewBox="0 0 3-1"><text x="1">3-1</text></svg>',
        "<title>3-1</title>",
        "<textarea>\n3-1</textarea >",
        "<style>a{margin:3-1}</style>",
        '<a title="3-1',
        "<a 3-1",
    ],
)
def test_only_words_are_looked_through_for_figures(markup):
    assert in_html(f"<p>فاز 3-1{markup}") == f'<p>فاز <bdi class="unbroken" dir="ltr">3-1</bdi>{markup}'


@pytest.mark.parametrize("markup", ["</svg>", "<svg/>", "< ", "<3 ", "<br>", '<path d="M3-1"/>'])
def test_words_after_any_markup_are_words(markup):
    assert in_html(f"{markup}فاز 3-1") == f'{markup}فاز <bdi class="unbroken" dir="ltr">3-1</bdi>'


@pytest.mark.parametrize("sign", ["<", "<a ", "<!--", "<svg>", "<a b='", '<a b="', "</", "<svg", "<title></title "])
def test_no_markup_takes_long(sign):
    began = time.process_time()
    assert in_html(sign * 100_000) == sign * 100_000
    assert time.process_time() - began < 2


@given(st.text(max_size=200) | st.text("0123456789+-–%$€. ()اب&<#;", max_size=80))
def test_nothing_is_lost_or_added_but_the_isolates(text):
    assert BDI.sub("", isolated(text)) == escape(text)


@given(st.text("0123456789-– +", min_size=100, max_size=400))
def test_no_row_of_digits_takes_long(text):
    assert BDI.sub("", isolated(text * 20)) == escape(text * 20)
