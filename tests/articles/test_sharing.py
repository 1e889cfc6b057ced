"""What the links under an article hand to another app: the headline as it was written, and the short address."""

from types import SimpleNamespace
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from articles import addresses, sharing

HEADLINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=120)


@given(HEADLINES)
def test_every_app_is_handed_the_headline_as_it_was_written(headline):
    links = {
        link["name"]: urlsplit(link["url"]) for link in sharing.share(SimpleNamespace(title=headline, pk=7))["links"]
    }
    short = addresses.short(7)
    handed = {name: parse_qs(link.query) for name, link in links.items()}
    assert handed["whatsapp"] == {"text": [f"{headline}\n{short}"]}
    assert handed["telegram"] == handed["x"] == {"text": [headline], "url": [short]}
    assert handed["facebook"] == {"u": [short]}


@given(HEADLINES)
def test_a_letter_says_what_was_written_without_plus_signs_for_spaces(headline):
    letter = next(
        link["url"] for link in sharing.share(SimpleNamespace(title=headline, pk=7))["links"] if link["name"] == "mail"
    )
    subject, body = letter.removeprefix("mailto:?subject=").split("&body=")
    assert unquote(subject) == headline
    assert unquote(body) == f"{headline}\n{addresses.short(7)}"
    assert escape(letter).count("&") == 1
