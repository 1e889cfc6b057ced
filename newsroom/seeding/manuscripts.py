"""Reads the text files of ``seeds/``: facts as YAML between two lines of dashes, then words in a small markup.

A blank line ends a block. ``## `` opens a heading, ``> `` a quotation (its last line ``> — who``), ``>> `` a pull
quote, ``- `` an item of a list; ``![key]`` is a picture, with a caption of its own after it; ``@read-also: key`` is
another article.
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
    if part.startswith(">> "):
        return Block("pull_quote", _lines(part, ">> "))
    if part.startswith("> "):
        words, _dash, source = _lines(part, "> ").partition("— ")
        return Block("quotation", words.strip(), source.strip())
    if part.startswith("## "):
        return Block("heading", part[3:])
    if part.startswith("- "):
        return Block("list", items=[line.removeprefix("- ") for line in part.splitlines()])
    if part.startswith("@read-also:"):
        return Block("read_also", also=part.removeprefix("@read-also:").strip())
    if picture := _PICTURE.fullmatch(part):
        return Block("picture", picture[2], picture[1])
    return Block("paragraph", " ".join(part.split()))


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
