"""Ways out of the discussion: links, telephone numbers, names on other networks, rows of topic signs."""

import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

import idna
import regex

from comments.checks import scripts
from comments.reasons import Reason, Submission
from newsroom.rtl.folding import fold

SHORTENERS = frozenset(
    "bit.ly tinyurl.com t.co goo.gl is.gd ow.ly cutt.ly rb.gy shorturl.at t.ly buff.ly rebrand.ly linktr.ee".split()
)
MESSENGERS = frozenset("wa.me t.me telegram.me api.whatsapp.com chat.whatsapp.com m.me".split())
TOPIC_SIGNS = 3
# Each begins where no word is under way, and no part of it can be read in two ways: any text is read once.
_LINKS = regex.compile(
    r"(?<![\w@./-])(?:https?://[^\s<>\"'«»،؛؟]++|www\.[^\s<>\"'«»،؛؟]++"
    r"|(?:[a-z0-9-]++\.){1,4}+(?:com|net|org|info|me|ly|co|io|gl|gd|ru|xyz|top|shop|online|site|link|club)\b(?:/[^\s<>\"'«»،؛؟]*+)?)",
    regex.IGNORECASE,
)
_DISGUISED = regex.compile(
    r"(?<![\w@./-])(?:hxxps?://[^\s<>\"'«»،؛؟]++|[a-z0-9-]{2,63}+"
    r"(?: ?[\[({] ?(?:\.|dot|نقطة|نقطه|دوت) ?[\])}] ?| (?:dot|نقطة|نقطه|دوت) )"
    r"(?:com|net|org|info|me|co|io|ru|xyz|top|shop|online|site|club|كوم|نت)\b)",
    regex.IGNORECASE,
)
_HANDLES = regex.compile(r"(?<![\w.@/])@[A-Za-z0-9_]{3,30}+(?![\w@.])")
_TOPICS = regex.compile(r"(?<![\w&/])#[\w]{2,}+")
_NUMBERS = regex.compile(r"(?<![\w.,:/+-])[+(]{0,2}+\d(?:[ .()-]{0,2}+\d){6,16}+(?![\w:/]|[.,]\d)")
_DATES = regex.compile(r"(?:\d{4}[.-]\d{1,2}[.-]\d{1,2}|\d{1,2}[.-]\d{1,2}[.-]\d{4})\b.*")
_CALLS = regex.compile(
    r"واتس|وتس|اتصل|اتصال|جوال|موبايل|هاتف|تليفون|تلفون|رقم|تواصل|whats|phone|call|tel", regex.IGNORECASE
)
_REACH = 24  # how far before a number the word stands that says it is one to call
LONGEST_NUMBER = 15  # digits (ITU-T E.164)


def links(submission: Submission) -> Iterator[Reason]:
    """Tell of addresses; of those whose goal cannot be seen, apart."""
    found = list(links_in(submission.body))
    for code, hosts in (("messenger_link", MESSENGERS), ("short_link", SHORTENERS)):
        if spans := [[start, end] for start, end, host in found if host in hosts]:
            yield {"code": code, "field": "body", "spans": spans}
    if spans := [[start, end] for start, end, host in found if host not in MESSENGERS | SHORTENERS]:
        yield {"code": "link", "field": "body", "spans": spans}


def links_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the links of a text: from where to where, and the host ("" where it cannot be told)."""
    return ((link.start(), link.end(), _host(link[0])) for link in _LINKS.finditer(text))


def disguised_links(submission: Submission) -> Iterator[Reason]:
    """Tell of links written so that no filter sees them, and of hosts that are not what they look like."""
    spans = [list(link.span()) for link in _DISGUISED.finditer(submission.body)]
    for link in _LINKS.finditer(submission.body):
        if "@" in link[0].partition("//")[2].partition("/")[0] or scripts.are_mixed(_shown(_host(link[0]))):
            spans.append(list(link.span()))
    if spans:
        yield {"code": "disguised_link", "field": "body", "spans": sorted(spans)}


def telephone_numbers(submission: Submission) -> Iterator[Reason]:
    """Tell of numbers to call, whatever digits they are written with; of no date, sum or score."""
    text = _in_ascii_digits(submission.body)
    if spans := [list(number.span()) for number in _NUMBERS.finditer(text) if _is_called(number, text)]:
        yield {"code": "telephone", "field": "body", "spans": spans}


def handles(submission: Submission) -> Iterator[Reason]:
    """Tell of names on other networks, and of rows of topic signs."""
    if spans := [list(handle.span()) for handle in _HANDLES.finditer(submission.body)]:
        yield {"code": "handle", "field": "body", "spans": spans}
    topics = [list(topic.span()) for topic in _TOPICS.finditer(submission.body)]
    if len(topics) >= TOPIC_SIGNS:
        yield {"code": "topic_signs", "field": "body", "spans": topics}


def _host(link: str) -> str:
    try:
        host = urlsplit(link if "//" in link else f"//{link}").hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.")


def _shown(host: str) -> str:
    """Return a host as a browser shows it."""
    try:
        return idna.decode(host) if "xn--" in host else host
    except (idna.IDNAError, UnicodeError):
        return host


def _in_ascii_digits(text: str) -> str:
    """Return the text with its digits in ASCII, each sign in its place."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _is_called(number: regex.Match, text: str) -> bool:
    digits = "".join(filter(str.isdigit, number[0]))
    if len(digits) > LONGEST_NUMBER or _DATES.fullmatch(number[0].strip("(+ ")):
        return False
    if number[0].startswith(("+", "(+", "00", "0")):
        return len(digits) >= 9
    before = fold(text[max(0, number.start() - _REACH) : number.start()])
    return bool(_CALLS.search(before))
