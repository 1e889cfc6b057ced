"""Ways out of the discussion that a comment holds: links, numbers to call, names on other networks."""

from itertools import pairwise

import pytest
from hypothesis import given

from comments.checks import contacts
from comments.reasons import Submission, places
from tests.rtl.texts import any_text


def found(text: str) -> dict[str, list[str]]:
    submission = Submission(None, "سلمى", text)
    checks = (contacts.links, contacts.disguised_links, contacts.telephone_numbers, contacts.handles)
    return {
        reason["code"]: [text[start:end] for start, end in reason["spans"]]
        for check in checks
        for reason in check(submission)
    }


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("زوروا https://shop.example/a?b=1 الآن", {"link": ["https://shop.example/a?b=1"]}),
        ("موقع www.shop.example، وغيره", {"link": ["www.shop.example"]}),
        ("shop.com فقط", {"link": ["shop.com"]}),
        ("HTTPS://BIT.LY/3xYz", {"short_link": ["HTTPS://BIT.LY/3xYz"]}),
        ("زوروا shop [.] com وhxxps://shop.example/a", {"disguised_link": ["shop [.] com"]}),
        ("زوروا hxxps://shop.example/a", {"disguised_link": ["hxxps://shop.example/a"]}),
        ("زوروا shop نقطة كوم", {"disguised_link": ["shop نقطة كوم"]}),
        ("https://pаypal.com", {"link": ["https://pаypal.com"], "disguised_link": ["https://pаypal.com"]}),
        ("https://xn--pypal-4ve.com", {k: ["https://xn--pypal-4ve.com"] for k in ("link", "disguised_link")}),
        ("https://bank.com@x.ru/", {k: ["https://bank.com@x.ru/"] for k in ("link", "disguised_link")}),
        ("https://موقع.وزارة-الأوقاف.مصر/a", {"link": ["https://موقع.وزارة-الأوقاف.مصر/a"]}),
        ("راسلني على wa.me/966500000000", {"messenger_link": ["wa.me/966500000000"]}),
        ("واتساب ٠٥٥١٢٣٤٥٦٧", {"telephone": ["٠٥٥١٢٣٤٥٦٧"]}),
        ("اتصل +966 (55) 123-4567", {"telephone": ["+966 (55) 123-4567"]}),
        ("جوال 55123456 للتواصل", {"telephone": ["55123456"]}),
        ("تابعوني @best_deals", {"handle": ["@best_deals"]}),
        ("#عروض #خصم #مجانا", {"topic_signs": ["#عروض", "#خصم", "#مجانا"]}),
    ],
)
def test_a_way_out_is_told_with_its_place(text, reasons):
    assert found(text) == reasons


@pytest.mark.parametrize(
    "text",
    [
        "في 2026-11-28 عند 14:05",
        "في 28.11.2026 فقط",
        "ارتفع السعر إلى 1,250,000,000 دولار",
        "بلغ العدد 12345678 نسمة",
        "النسبة 3.14159265358 تقريبًا",
        "فاز 3-2 ثم 10-12",
        "#الميناء مدينتي",
        "سلمى@الميناء",
        "أ.ب.ت وغيرها",
        "من 2001 إلى 2009",
    ],
)
def test_honest_numbers_and_words_are_none(text):
    assert found(text) == {}


@given(any_text)
def test_any_text_is_read_and_every_place_lies_in_it(text):
    submission = Submission(None, text, text)
    reasons = [
        reason
        for check in (contacts.links, contacts.disguised_links, contacts.telephone_numbers, contacts.handles)
        for reason in check(submission)
    ]
    marks = places(reasons)
    assert all(0 <= start < end <= len(text) for start, end in marks)
    assert all(before[1] < after[0] for before, after in pairwise(marks))
