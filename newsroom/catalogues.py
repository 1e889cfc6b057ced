"""The message catalogues: which there are, compiling them, and which strings of the source they lack.

Babel does the work, because a bare machine has no GNU gettext. Nothing here needs Django to be set up.
``python -m newsroom.catalogues`` compiles every catalogue and prints what is missing, ready to paste into a ``.po``.
"""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

BASE_DIR = Path(__file__).resolve().parent.parent
PLURAL_FORMS = 6
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Templates say which room's catalogue they belong to by their first folder; all others are the newsroom's own.
TEMPLATE_ROOMS = {
    "articles": "articles",
    "comments": "comments",
    "account": "newsroom/teams",
    "allauth": "newsroom/teams",
    "mfa": "newsroom/teams",
    "teams": "newsroom/teams",
}
ROOMS = ("articles", "comments", "newsroom/teams", "newsroom/images", "newsroom/cache", "newsroom/rtl")


@dataclass(frozen=True)
class Source:
    """One string marked for translation, and where it stands."""

    msgid: str
    plural: str
    context: str
    room: str
    place: str

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue finds it by: the context (or nothing) and the English."""
        return self.context, self.msgid


def po_files() -> list[Path]:
    """Return every Arabic catalogue of ours."""
    return sorted(
        path
        for folder in ("articles", "comments", "newsroom")
        for path in (BASE_DIR / folder).glob("**/locale/*/LC_MESSAGES/django*.po")
    )


def read(path: Path) -> Catalog:
    """Read one ``.po``; a file that gettext could not read raises ``PoFileError`` or ``ValueError``."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, abort_invalid=True)


def compile_all() -> list[Path]:
    """Write the ``.mo`` beside each ``.po`` that is newer; return the catalogues that were written.

    Each file is replaced in one step, so a server that reads at the same moment sees the old one or the new one.
    """
    written = []
    for path in po_files():
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        draft = target.with_suffix(f".{os.getpid()}.draft")
        with draft.open("wb") as file:
            write_mo(file, read(path))
        draft.replace(target)
        written.append(path)
    return written


def sources() -> Iterator[Source]:
    """Yield every string that our Python and our templates mark for translation."""
    for path in _python_files():
        yield from _extracted(path.read_bytes(), path, _room_of_python(path))
    for path in sorted((BASE_DIR / "templates").glob("**/*")):
        if path.is_file() and path.suffix in {".html", ".txt", ".xml", ".json", ".js"}:
            code = templatize(path.read_text(), origin=str(path))
            # What is no message is X'd out but keeps its indentation, which would be wrong Python.
            flat = "\n".join(line.lstrip() for line in code.split("\n"))
            yield from _extracted(flat.encode(), path, _room_of_template(path))


def known() -> dict[tuple[str, str], Message]:
    """Return every message that one of our catalogues has, by context and English."""
    return {
        (message.context or "", _singular(message)): message
        for path in po_files()
        for message in read(path)
        if message.id
    }


def _singular(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (list, tuple)) else message.id


def _python_files() -> Iterator[Path]:
    for folder in ("articles", "comments", "newsroom"):
        for path in sorted((BASE_DIR / folder).glob("**/*.py")):
            if "migrations" not in path.parts:
                yield path


def _room_of_python(path: Path) -> str:
    place = path.relative_to(BASE_DIR).as_posix()
    return next((room for room in ROOMS if place.startswith(f"{room}/")), "newsroom")


def _room_of_template(path: Path) -> str:
    return TEMPLATE_ROOMS.get(path.relative_to(BASE_DIR / "templates").parts[0], "newsroom")


def _extracted(code: bytes, path: Path, room: str) -> Iterator[Source]:
    for line, found, _comments, context in extract("python", BytesIO(code), keywords=KEYWORDS):
        msgid, plural = found if isinstance(found, tuple) else (found, "")
        place = f"{path.relative_to(BASE_DIR).as_posix()}:{line}"
        # blocktranslate writes its variables as %(name)s already, and a lone % doubled.
        yield Source(msgid, plural or "", context or "", room, place)


def entry(source: Source) -> str:
    """Return the empty ``.po`` entry for a string, with its place in the source above it."""
    lines = [f"#: {source.place}"]
    if re.search(r"%\(\w+\)", source.msgid + source.plural):
        lines.append("#, python-format")
    if source.context:
        lines.append(f"msgctxt {_quoted(source.context)}")
    lines.append(f"msgid {_quoted(source.msgid)}")
    if source.plural:
        lines.append(f"msgid_plural {_quoted(source.plural)}")
        lines += [f'msgstr[{form}] ""' for form in range(PLURAL_FORMS)]
    else:
        lines.append('msgstr ""')
    return "\n".join(lines)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> int:
    """Compile every catalogue and print the strings that none of ours has; 1 where any is missing."""
    compile_all()
    have, missing = known(), {}
    for source in sources():
        if source.key not in have:
            missing.setdefault((source.room, source.key), source)
    for (room, _key), source in sorted(missing.items()):
        sys.stdout.write(f"# {room}/locale/ar/LC_MESSAGES/django.po\n{entry(source)}\n\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
