"""Reads the text files of ``seeds/``: facts as YAML between two lines of dashes, then words in a small markup.

A blank line ends a block. ``## `` opens a heading, ``> `` a quotation (its last line ``> — who``), ``>> `` a pull
quote, ``- `` an item of a list; ``![key]`` is a picture, with a caption of its own after it, and several lines of them
are a gallery; ``@read-also: key`` is another article. ``[[ `` opens a fact box, whose lines are ``- label | fact``;
``|+ `` a table: its title, ``| `` its rows (the first has the headings, ``# `` before one of figures), ``|= `` its
source. ``@embed: link | title | key`` is a video or a post, with a picture in front of it or none.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import yaml
from django.conf import settings

FOLDER = settings.BASE_DIR / "seeds"
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_SHIFT = re.compile(r"([+-]?)(\d+)([mhd])")
_PICTURE = re.compile(r"!\[([\w-]+)\]\s*(.*)")


class Unreadable(ValueError):
    """A file of the demo does not say what it should; the message names the file."""


@dataclass(frozen=True)
class Manuscript:
    """One text file: its name without the ending, its facts, its words."""

    key: str
    facts: dict
    text: str


@dataclass(frozen=True)
class Block:
    """A part of a body: its kind (a block of ``articles.blocks``), its words, and what goes with them."""

    kind: str
    text: str = ""
    also: str = ""
    items: list[str] = field(default_factory=list)


def read_all(room: str) -> list[Manuscript]:
    """Return the files of one folder of ``seeds/`` in the order of their ``order``, then of their names."""
    found = [read(path) for path in sorted((FOLDER / room).glob("*.md"))]
    return sorted(found, key=lambda manuscript: (manuscript.facts.get("order", 0), manuscript.key))


def read(path: Path) -> Manuscript:
    """Read one file; raises Unreadable where the facts are missing or no YAML."""
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise Unreadable(f"{path.name}: the facts belong between two lines of three dashes")
    try:
        facts = yaml.safe_load(parts[1])
    except yaml.YAMLError as error:
        raise Unreadable(f"{path.name}: {error}") from error
    return Manuscript(path.stem, facts, parts[2].strip())


def sheet(name: str) -> dict:
    """Return what one YAML file of ``seeds/`` holds."""
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def blocks(text: str) -> list[Block]:
    """Return the parts of a body in their order; neighbouring paragraphs stay blocks of their own here."""
    return [_block(part.strip()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _block(part: str) -> Block:
    if part.startswith("## "):
        return Block("heading", part[3:])
    if part.startswith("- "):
        return Block("list", items=[line.removeprefix("- ") for line in part.splitlines()])
    if part.startswith(">"):
        return _quoted(part)
    if part.startswith("!["):
        return _pictured(part)
    if part.startswith(("[[ ", "|+ ")):
        return _boxed(part)
    if part.startswith("@embed:"):
        link, title, *poster = cells(part.removeprefix("@embed:"))
        return Block("embed", title, link, poster)
    if part.startswith("@read-also:"):
        return Block("read_also", also=part.removeprefix("@read-also:").strip())
    return Block("paragraph", " ".join(part.split()))


def _quoted(part: str) -> Block:
    if part.startswith(">> "):
        return Block("pull_quote", _lines(part, ">> "))
    words, _dash, source = _lines(part, "> ").partition("— ")
    return Block("quotation", words.strip(), source.strip())


def _pictured(part: str) -> Block:
    if "\n" in part:
        return Block("gallery", items=part.splitlines())
    key, caption = picture(part)
    return Block("picture", caption, key)


def _boxed(part: str) -> Block:
    """A fact box, or a table."""
    title, *lines = part.splitlines()
    if part.startswith("[[ "):
        return Block("fact_box", title[3:], items=[line.removeprefix("- ") for line in lines])
    source = lines.pop()[3:] if lines[-1].startswith("|= ") else ""
    return Block("table", title[3:], source, [line.removeprefix("| ") for line in lines])


def cells(line: str) -> list[str]:
    """Return the parts of a line between its strokes."""
    return [cell.strip() for cell in line.split("|")]


def picture(line: str) -> tuple[str, str]:
    """Return the key and the caption of a line that shows a picture."""
    found = _PICTURE.fullmatch(line)
    if found is None:
        raise Unreadable(f"no picture: {line}")
    return found[1], found[2]


def _lines(part: str, mark: str) -> str:
    return " ".join(line.removeprefix(mark).strip() for line in part.splitlines())


def moment(said: str | datetime, now: datetime) -> datetime:
    """Return the aware moment that a file names: a date with its zone, or a distance like ``-3h``, ``+1d``, ``40m``."""
    if isinstance(said, datetime):
        return said
    shift = _SHIFT.fullmatch(said)
    if shift is None:
        raise Unreadable(f"no moment: {said}")
    distance = timedelta(**{_UNITS[shift[3]]: int(shift[2])})
    return now - distance if shift[1] == "-" else now + distance
