"""What an article is made of: its words and its pictures."""

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.models import ArticlePage
    from newsroom.images.models import Picture

_TAG = re.compile(r"<[^>]*>")
_END = re.compile(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>")


def plain(article: "ArticlePage") -> str:
    """Return the words of the body, one block a line; captions and the titles of «read also» are not counted."""
    return "\n".join(filter(None, (_words(block.block_type, block.value) for block in article.body)))


def _words(kind: str, value) -> str:
    if kind == "paragraph":
        return _text(value.source)
    if kind == "list":
        return "\n".join(_text(item.source) for item in value)
    if kind == "quotation":
        return f"{value['text']}\n{value['source']}".strip()
    return str(value) if kind in {"heading", "pull_quote"} else ""


def _text(markup: str) -> str:
    return unescape(_TAG.sub("", _END.sub("\n", markup))).strip()


def pictures(article: "ArticlePage") -> "Iterator[Picture | None]":
    """Yield the pictures of the body in their order; None stands for one that was deleted since."""
    for block in article.body:
        if block.block_type == "picture":
            yield block.value["picture"]
