"""What an article is made of: its words and its pictures."""

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.blocks import StructValue

    from articles.models import ArticlePage
    from newsroom.images.models import Picture

_TAG = re.compile(r"<[^>]*>")
_END = re.compile(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>")


def plain(article: "ArticlePage") -> str:
    """Return the words of the body, one block a line.

    Tables and fact boxes count; captions of pictures, titles of videos and of «read also» do not.
    """
    return "\n".join(filter(None, (_words(block.block_type, block.value) for block in article.body)))


def _words(kind: str, value) -> str:
    match kind:
        case "paragraph":
            return _text(value.source)
        case "list":
            return "\n".join(_text(item.source) for item in value)
        case "quotation":
            return f"{value['text']}\n{value['source']}".strip()
        case "table":
            return _of_the_table(value)
        case "fact_box":
            facts = (f"{fact['label']} {_text(fact['text'].source)}".strip() for fact in value["facts"])
            return "\n".join([value["title"], *facts]).strip()
        case "heading" | "pull_quote":
            return str(value)
    return ""


def _of_the_table(value: "StructValue") -> str:
    table = value["table"]
    headings = " ".join(column["heading"] for column in table.columns)
    rows = (" ".join(cell or "" for cell in row["values"]) for row in table.row_data)
    return "\n".join([table.caption, headings, *rows]).strip()


def _text(markup: str) -> str:
    return unescape(_TAG.sub("", _END.sub("\n", markup))).strip()


def pictures(article: "ArticlePage") -> "Iterator[Picture | None]":
    """Yield the pictures of the body in their order; None stands for one that was deleted since."""
    for block in article.body:
        if block.block_type == "picture":
            yield block.value["picture"]
        elif block.block_type == "gallery":
            yield from (item["picture"] for item in block.value)
        elif block.block_type == "embed" and block.value["poster"]:
            yield block.value["poster"]


def lead_pictures(article: "ArticlePage") -> "Iterator[Picture | None]":
    """Yield the lead picture and those that make a gallery of it; None stands for one that was deleted since."""
    if article.lead:
        yield article.lead
    yield from (block.value["picture"] for block in article.lead_gallery)


def parts(article: "ArticlePage", kind: str) -> Iterator:
    """Yield what the blocks of one kind hold, in their order."""
    return (block.value for block in article.body if block.block_type == kind)
