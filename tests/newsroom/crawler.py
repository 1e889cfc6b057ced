"""Walks the panel as a colleague would, and reads what each page shows."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

SPOKEN = {"alt", "title", "aria-label", "placeholder", "data-title", "label"}
UNSEEN = {"script", "style", "template", "svg", "code"}
LOADED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "srcset")}
LOADING_LINKS = {"stylesheet", "icon", "shortcut icon", "apple-touch-icon", "preload", "modulepreload", "manifest"}
LEFT_OUT = (
    # Acting on these would end the session, or they answer with a part of a page, or a file.
    *("/admin/logout/", "/admin/block-preview/", "/admin/jsi18n/", "/admin/sprite/", "/admin/api/"),
    # Off the menu, the operator's: Wagtail heads its columns in English, past every catalogue.
    "/admin/sites/",
)


class Reader(HTMLParser):
    """Keeps what a page says (text and spoken attributes), where it leads, and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: set[str] = set()
        self.loaded: set[str] = set()
        self.data: list[str] = []
        self._unseen: list[str] = []
        self._json = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag in UNSEEN:
            self._unseen.append(tag)
            self._json = facts.get("type") == "application/json"
        for name, value in facts.items():
            if name in SPOKEN and value and not self._unseen:
                self.said.append(value)
            if (tag, name) in LOADED and value:
                self.loaded.add(value)
        if tag == "link" and facts.get("rel") in LOADING_LINKS:
            self.loaded.add(facts.get("href") or "")
        if tag == "a" and facts.get("href"):
            self.links.add(facts["href"])
        if tag == "input" and facts.get("type") in {"submit", "button"}:
            self.said.append(facts.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
            self._json = False

    def handle_data(self, data: str) -> None:
        if self._json:
            self.data.append(data)
        elif not self._unseen:
            self.said.append(data)


def menu_labels(node: object) -> Iterator[str]:
    """Yield every label in the sidebar's JSON (Wagtail draws it with React), and note where it leads."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in {"label", "labelText"} and isinstance(value, str):
                yield value
            else:
                yield from menu_labels(value)
    elif isinstance(node, list):
        for part in node:
            yield from menu_labels(part)


def addresses(node: object) -> Iterator[str]:
    """Yield every address in the sidebar's JSON."""
    if isinstance(node, dict):
        for value in node.values():
            yield from addresses(value)
    elif isinstance(node, list):
        for part in node:
            yield from addresses(part)
    elif isinstance(node, str) and node.startswith("/admin/"):
        yield node


def kind_of(path: str) -> str:
    """Return the view behind an address, so that one page of each kind is enough."""
    try:
        match = resolve(path)
    except Resolver404:
        return path
    numbers = re.sub(r"\d+", "#", path)
    return f"{match.view_name}:{numbers}"


def walk(client: Client, chosen: dict[str, int], start: str = "/admin/", limit: int = 200):
    """Yield (address, what it shows) for one page of each kind that can be reached from ``start``.

    ``chosen`` names the object that is ticked where an action on many is met, by model: ``{"page": 7}``.
    A link that leads nowhere is yielded with nothing read.
    """
    waiting, met = [start], {kind_of(start)}
    while waiting and limit:
        limit -= 1
        path = waiting.pop(0)
        model = path.split("/")[4] if path.startswith("/admin/bulk/") else ""
        response = client.get(path, {"id": chosen.get(model, 0)} if model else {})
        if response.status_code == 302 and response["Location"].startswith("/admin/"):
            links = {response["Location"]}
        elif response.status_code == 200 and "text/html" in response["Content-Type"]:
            reader = Reader()
            reader.feed(response.content.decode())
            yield path, reader
            links = reader.links | {link for text in reader.data for link in addresses(_parsed(text))}
        else:
            if response.status_code not in {200, 302}:
                yield path, None
            continue
        for link in sorted(links):
            address = urlsplit(urljoin(path, link))
            if address.netloc or not address.path.startswith("/admin/") or address.path.startswith(LEFT_OUT):
                continue
            if (kind := kind_of(address.path)) not in met:
                met.add(kind)
                waiting.append(address.path)


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None
