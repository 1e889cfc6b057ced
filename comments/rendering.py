"""A comment as readers see it: text turned into HTML once, at approval, and kept.

``RENDERER`` is the version of what is written here: of ``VERSION``, to be raised with any change of the HTML, and of
the settings that dates hang on. ``manage.py rebake_comments`` renders the older ones anew.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

import idna
import regex
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from comments.models import Comment
from newsroom.rtl import bidi, figures

VERSION = 4
_HANGS_ON = f"{VERSION} {settings.ARABIC_LOCALE} {settings.DIGITS} {settings.TIME_ZONE}"
RENDERER = zlib.crc32(_HANGS_ON.encode()) % 32_767 + 1
LONGEST_LINK = 2000
NEWLINE = "\n"
_BLANK_LINES = regex.compile(r"\n[ \t]*(?:\n[ \t]*)+")
# Only http and https, only where no word is under way, and never the punctuation that closes the sentence.
_LINKS = regex.compile(r"(?<![\w/@.])https?://[^\s<>\"'`«»،؛؟\p{Cf}]+", regex.IGNORECASE)
_CLOSING = ".,:;!?)]}…"
# As browsers read an address: a backslash ends the host too, and what stands before an @ is a name that may hide it.
_HOST = regex.compile(r"https?://(?:[^/?#\\]*@)?(?P<host>\[[^\]/?#\\]*\]|[^/?#\\@:]+)", regex.IGNORECASE)


def bake(comment: Comment) -> str:
    """Return the HTML of a comment: name, time and body. Nothing in it depends on the reader or on the hour."""
    return figures.in_html(render_to_string("comments/_baked.html", {"comment": comment, "body": body(comment.body)}))


def body(text: str) -> SafeString:
    """Return a comment's text as paragraphs, each with its own direction, its line breaks, and visible links."""
    return _paragraphs(text, lambda words, _place: _linked(words))


def quoted(text: str, marks: Iterable[tuple[int, int]] = ()) -> SafeString:
    """Return a comment's text for the panel: as ``body``, but a link is text that nobody can press, its host in bold.

    ``marks`` are the places to point out: [start, end) in code points, in order and without overlap.
    """
    marks = list(marks)
    return _paragraphs(text, lambda words, place: _shown(words, place, marks))


def _paragraphs(text: str, shown: Callable[[str, int], str]) -> SafeString:
    default = bidi.direction(text)
    pieces = [
        f'<p dir="{bidi.direction(words, default)}">{shown(words, place).replace(NEWLINE, "<br>")}</p>'
        for place, words in _pieces(text)
        if words.strip()
    ]
    # Safe: ``shown`` escapes every piece of the reader's text.
    return mark_safe("".join(pieces))  # noqa: S308


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Give each paragraph with its place in the text."""
    start = len(text) - len(text.lstrip(NEWLINE))
    text = text.rstrip(NEWLINE)
    for gap in _BLANK_LINES.finditer(text, start):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]


def _shown(words: str, place: int, marks: list[tuple[int, int]]) -> str:
    """Return the words with every link isolated, also one that readers are not given: the host tells where it leads."""
    pieces, done = [], 0

    def upto(end: int) -> str:
        nonlocal done
        start, done = done, end
        return _marked(words[start:end], place + start, marks)

    for found in _LINKS.finditer(words):
        address = found[0].rstrip(_CLOSING)
        if not (host := _HOST.match(address)):
            continue
        before, of_host = upto(found.start()), found.start() + host.start("host")
        scheme, name = upto(of_host), upto(of_host + len(host["host"]))
        pieces += [before, '<bdi dir="ltr">', scheme, "<b>", name, "</b>", upto(found.start() + len(address)), "</bdi>"]
    return "".join([*pieces, upto(len(words))])


def _marked(words: str, place: int, marks: list[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in ((max(start - place, 0), min(end - place, len(words))) for start, end in marks):
        if start < end:
            pieces += [escape(words[done:start]), "<mark>", escape(words[start:end]), "</mark>"]
            done = end
    return "".join([*pieces, escape(words[done:])])


def _linked(text: str) -> str:
    pieces, end = [], 0
    for found in _LINKS.finditer(text):
        address = found[0].rstrip(_CLOSING)
        if not _followable(address):
            continue
        pieces += [escape(text[end : found.start()]), _link(address)]
        end = found.start() + len(address)
    return "".join([*pieces, escape(text[end:])])


def _followable(address: str) -> bool:
    """Whether a link may stand: with a host that shows where it leads, and no user name that could hide it."""
    if len(address) > LONGEST_LINK:
        return False
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it is what checks it
        # As it stands: browsers turn «example.com。evil.example» into a host that ends otherwise than it looks.
        idna.encode(parts.hostname or "", strict=True)
    except (ValueError, idna.IDNAError):
        return False
    return "." in (parts.hostname or "") and "@" not in parts.netloc


def _link(address: str) -> str:
    shown = escape(address)
    # The whole address is what the reader presses: nothing is disguised.
    return f'<a href="{shown}" rel="nofollow ugc noopener"><bdi dir="ltr">{shown}</bdi></a>'
