"""The bodies of the demo's articles: the parts of a manuscript as the editor's form would hold them."""

from html import escape

from articles.blocks import BodyBlock
from articles.models import ArticlePage
from newsroom.images.models import Picture
from newsroom.seeding.manuscripts import Block, blocks, cells, picture
from newsroom.seeding.pictures import Album

Parts = list[tuple[str, object]]


def body(text: str, album: Album, articles: dict[str, ArticlePage]) -> Parts:
    """Return the parts of a body; ``articles`` are those that it may tell the reader to read."""
    parts: Parts = []
    for block in blocks(text):
        kind, value = block.kind, _value(block, album, articles)
        if kind == "paragraph" and parts and parts[-1][0] == kind:
            parts[-1] = (kind, parts[-1][1] + value)
        else:
            parts.append((kind, value))
    return parts


def shown(album: Album, picture: str, caption: str = "") -> dict[str, Picture | str]:
    """Return a picture of the album as the editor puts it into a text."""
    return {"picture": album.picture(picture), "caption": caption}


def _value(block: Block, album: Album, articles: dict[str, ArticlePage]) -> object:
    match block.kind:
        case "paragraph":
            return _paragraph(block.text)
        case "list":
            return [_paragraph(item) for item in block.items]
        case "quotation":
            return {"text": block.text, "source": block.also}
        case "picture":
            return shown(album, block.also, block.text)
        case "gallery":
            return [shown(album, *picture(line)) for line in block.items]
        case "embed":
            return {"link": block.also, "title": block.text, "poster": album.picture(next(iter(block.items), None))}
        case "fact_box":
            facts = (cells(line) for line in block.items)
            return {"title": block.text, "facts": [{"label": label, "text": _paragraph(fact)} for label, fact in facts]}
        case "table":
            return {"table": _table(block), "names_rows": True, "source": block.also}
        case "read_also":
            return articles[block.also]
    return block.text


def _table(block: Block) -> object:
    headings, *rows = map(cells, block.items)
    table = BodyBlock().child_blocks["table"].child_blocks["table"]
    columns = [
        {"type": "number" if heading.startswith("# ") else "text", "heading": heading.removeprefix("# ")}
        for heading in headings
    ]
    return table.to_python({"caption": block.text, "columns": columns, "rows": [{"values": row} for row in rows]})


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"
