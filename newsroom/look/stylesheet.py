"""The stylesheet of the public site: one block a file under `css/`, joined into the one file that readers fetch.

`manage.py build_stylesheet` writes it; a test holds that what is committed equals what the blocks say. No tool but
Python is needed, and a reader pays one request.
"""

import re
from pathlib import Path

BLOCKS = Path(__file__).parent / "css"
STYLESHEET = Path(__file__).parent.parent / "static" / "site" / "css" / "site.css"

HEAD = "/* Made from newsroom/look/css/ by `manage.py build_stylesheet`: change it there. */\n"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def joined() -> str:
    """The blocks in the order of their names, without comments, indentation and blank lines."""
    lines: list[str] = []
    for block in sorted(BLOCKS.glob("*.css")):
        text = COMMENT.sub("", block.read_text(encoding="utf-8"))
        lines += (line.strip() for line in text.splitlines())
    return HEAD + "".join(f"{line}\n" for line in lines if line)
