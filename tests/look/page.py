"""Reads a public page as a browser and a validator would."""

import html5lib


class Page:
    """A parsed page: `select("h1")`, `select(".byline")`, `select("a", href="#comment-form")`."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        self.root = parser.parse(html)
        self.errors = [code for _place, code, _facts in parser.errors]

    def select(self, what: str, **attributes: str) -> list:
        """Elements of a tag, or of a `.class`, with these attributes, in the order of the page."""
        found = []
        for element in self.root.iter():
            if not isinstance(element.tag, str):
                continue
            fits = what[1:] in element.get("class", "").split() if what.startswith(".") else element.tag == what
            if fits and all(element.get(name) == value for name, value in attributes.items()):
                found.append(element)
        return found

    def text(self, what: str, **attributes: str) -> list[str]:
        """The words of each such element, spaces collapsed."""
        return [" ".join("".join(element.itertext()).split()) for element in self.select(what, **attributes)]

    def content(self, name: str) -> str | None:
        """What a `<meta>` says, by its `property` or `name`."""
        for meta in self.select("meta"):
            if name in (meta.get("property"), meta.get("name")):
                return meta.get("content")
        return None

    def place(self, element) -> int:
        """Where an element stands in the page."""
        return list(self.root.iter()).index(element)
