"""A comment as HTML: escaped, with its lines, its visible links and its direction."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments import rendering
from newsroom.rtl import bidi

HOSTILE = st.sampled_from(
    ["<script>", '"><img src=x onerror=1>', "https://", "http://a.example/", "'", "&amp;", "\n\n"]
)


class Shape(HTMLParser):
    """Keeps the tags with their attributes, and the text."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.words = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, *sorted(name for name, _value in attrs)))

    def handle_data(self, data):
        self.words += data


def test_text_is_escaped_and_keeps_its_lines_and_paragraphs():
    assert rendering.body("سطر <b>أول</b>\nسطر ثانٍ\n\n\nفقرة & أخرى") == (
        '<p dir="rtl">سطر &lt;b&gt;أول&lt;/b&gt;<br>سطر ثانٍ</p><p dir="rtl">فقرة &amp; أخرى</p>'
    )


def test_each_paragraph_runs_its_own_way():
    assert rendering.body("Apple تكشف عن هاتفها الجديد\n\nWhy not earlier?\n\n123") == (
        '<p dir="rtl">Apple تكشف عن هاتفها الجديد</p><p dir="ltr">Why not earlier?</p><p dir="rtl">123</p>'
    )


def test_a_link_shows_where_it_leads_and_leaves_the_punctuation_outside():
    assert rendering.body("انظر https://example.com/a?b=1&c=2، ثم (http://example.org).") == (
        '<p dir="rtl">انظر <a href="https://example.com/a?b=1&amp;c=2" rel="nofollow ugc noopener">'
        '<bdi dir="ltr">https://example.com/a?b=1&amp;c=2</bdi></a>، ثم '
        '(<a href="http://example.org" rel="nofollow ugc noopener"><bdi dir="ltr">http://example.org</bdi></a>).</p>'
    )


@pytest.mark.parametrize("host", ["مثال.مصر", "xn--mgbh0fb.xn--wgbh1c", "1.1.1.1", "EXAMPLE.com:8080"])
def test_a_host_in_any_script_may_be_linked(host):
    assert f'<a href="https://{host}/"' in rendering.body(f"انظر https://{host}/ الآن")


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "https://user@evil.example/", "https://nowhere", "http://[::1", "data:text/html,x",
     "//evil.example", "https://evil.example:99999/", "xhttps://example.com", "https://example.com。evil.example/",
     "https://example.com\\.evil.example/", "https://ｅxample.com/", "https://[::1]/", "https://a..b/"],
)  # fmt: skip
def test_what_could_deceive_stays_text(text):
    assert "<a" not in rendering.body(f"اضغط {text} الآن")


@given(st.lists(st.one_of(st.text(max_size=40), HOSTILE), max_size=12).map("".join))
def test_no_text_makes_any_other_tag_and_no_letter_is_lost(text):
    text = bidi.clean_body(text)
    html = rendering.body(text)

    known = {("p", "dir"), ("br",), ("a", "href", "rel"), ("bdi", "dir")}
    shape = Shape(html)
    assert set(shape.tags) <= known
    assert "".join(shape.words.split()) == "".join(text.split())
    assert all(rel == "nofollow ugc noopener" for rel in re.findall(r'rel="([^"]*)"', html))


def test_the_baked_comment_isolates_its_name_and_says_when(approved):
    comment = approved(name="FC سلمى")

    assert f'<bdi class="comment__name" id="c{comment.pk}-name">FC سلمى</bdi>' in comment.html
    assert f'<time datetime="{comment.created_at.astimezone().isoformat(timespec="seconds")[:10]}' in comment.html
    assert comment.renderer == rendering.RENDERER


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://example.com", "https://<b>example.com</b>"),
        ("HTTP://EXAMPLE.com:8080/a?b=1", "HTTP://<b>EXAMPLE.com</b>:8080/a?b=1"),
        ("https://bank.example@evil.example/bank", "https://bank.example@<b>evil.example</b>/bank"),
        ("https://a:b@c@evil.example?x@y", "https://a:b@c@<b>evil.example</b>?x@y"),
        ("https://evil.example\\@bank.example/", "https://<b>evil.example</b>\\@bank.example/"),
        ("https://[::1]:80/", "https://<b>[::1]</b>:80/"),
        ("https://مثال.مصر/أ", "https://<b>مثال.مصر</b>/أ"),
    ],
)
def test_the_panel_shows_links_as_text_with_the_host_in_bold(link, shown):
    assert rendering.quoted(f"انظر {link}، نعم\nثم") == (
        f'<p dir="rtl">انظر <bdi dir="ltr">{shown}</bdi>، نعم<br>ثم</p>'
    )


def test_what_was_found_stays_marked_across_the_parts_of_a_link():
    text = "قل https://shop.example/a، نعم"
    at = text.index("s://")

    assert rendering.quoted(text, [(at, text.index("ample")), (text.index("/a"), len(text) - 2)]) == (
        '<p dir="rtl">قل <bdi dir="ltr">http<mark>s://</mark><b><mark>shop.ex</mark>ample</b><mark>/a</mark></bdi>'
        "<mark>، ن</mark>عم</p>"
    )


@given(st.lists(st.one_of(st.text(max_size=40), HOSTILE), max_size=12).map("".join), st.data())
def test_the_panel_makes_nothing_to_press_loses_no_letter_and_marks_exactly_what_was_found(text, data):
    text = bidi.clean_body(text)
    ends = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    marks = list(zip(ends[::2], ends[1::2], strict=False))
    html = rendering.quoted(text, marks)

    shape = Shape(html)
    assert set(shape.tags) <= {("p", "dir"), ("br",), ("bdi", "dir"), ("b",), ("mark",)}
    assert "".join(shape.words.split()) == "".join(text.split())
    marked = Shape("".join(re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL))).words
    found = "".join(text[start:end] for start, end in marks)
    assert "".join(marked.split()) == "".join(found.split())
