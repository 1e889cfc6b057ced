"""Takes out of a typed body what no text may hold: direction overrides, invisible signs, links that lead nowhere."""

import re
from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.rich_text import RichText

from newsroom.rtl.bidi import clean_body, clean_line

PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
NO_NUMBER = re.compile(r'\bid="(?!\d{1,18}")[^"]*"')


def clean(block: blocks.Block, value: Any) -> Any:
    """Return the value of a block as it was typed, its texts cleaned, whatever blocks it is made of."""
    match block:
        case blocks.StreamBlock():
            for child in value:
                child.value = clean(child.block, child.value)
        case blocks.ListBlock():
            for child in value.bound_blocks:
                child.value = clean(child.block, child.value)
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                value[name] = clean(child, value[name])
        case TypedTableBlock():
            _clean_table(value)
        case _:
            return _clean_text(block, value)
    return value


def _clean_table(table: TypedTable) -> None:
    table.caption = clean_line(table.caption or "")
    for column in table.columns:
        column["heading"] = clean_line(column["heading"] or "")
    for row in table.row_data:
        cells = zip(table.columns, row["values"], strict=True)
        row["values"] = [clean(column["block"], cell) for column, cell in cells]


def _clean_text(block: blocks.Block, value: Any) -> Any:
    match block:
        case blocks.RichTextBlock():
            return RichText(_sound_links(clean_body(value.source)))
        case blocks.TextBlock():
            return clean_body(value or "")
        case blocks.CharBlock():
            return clean_line(value or "")
    return value


def _sound_links(source: str) -> str:
    """Let a page link made by hand lead nowhere where it names no number: asking for that page would raise."""
    return PAGE_LINK.sub(lambda link: NO_NUMBER.sub('id="0"', link[0]), source)
