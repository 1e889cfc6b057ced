"""What a page weighs on its way to a reader: itself and all that it asks for, but the pictures of its articles."""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from newsroom.benchmarks import load

BROTLI = {"Accept-Encoding": "br"}
STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
SCRIPT = re.compile(r'<script [^>]*src="([^"]+)"')
ICON = re.compile(r'<link rel="icon" href="([^"]+)"')
FACE = re.compile(r'url\("?([^")]+\.woff2)"?\)')
LOADED = re.compile(r'<(?:script|img|source|iframe|link rel="(?:stylesheet|preload|icon)")[^>]*?(?:src|href)="([^"]+)"')


@dataclass
class Weight:
    """Bytes as sent, by kind; how many requests; and the hosts, other than the site's own, that a page asks."""

    html: int
    style: int = 0
    script: int = 0
    fonts: int = 0
    icons: int = 0
    requests: int = 1
    elsewhere: list[str] = field(default_factory=list)

    @property
    def words(self) -> int:
        """What must arrive before a page can be read and used."""
        return self.html + self.style + self.script


def of_page(port: int, path: str) -> Weight:
    """Return what the page at ``path`` weighs; all faces are counted, also those that it has no letter of."""
    sent = _fetch(port, path, BROTLI)[1]
    text = _fetch(port, path, {})[0].decode()
    weight = Weight(html=sent, elsewhere=[one for one in LOADED.findall(text) if "//" in one])
    for address in STYLE.findall(text):
        weight.style += _fetch(port, address, BROTLI)[1]
        sheet = _fetch(port, address, {})[0].decode()
        faces = FACE.findall(sheet)
        weight.fonts += sum(_fetch(port, urljoin(address, face), {})[1] for face in faces)
        weight.requests += 1 + len(faces)
    for address in SCRIPT.findall(text):
        weight.script += _fetch(port, address, BROTLI)[1]
        weight.requests += 1
    for address in ICON.findall(text):
        weight.icons += _fetch(port, address, BROTLI)[1]
        weight.requests += 1
    return weight


def _fetch(port: int, path: str, headers: dict[str, str]) -> tuple[bytes, int]:
    _headers, body = load.fetch(port, load.request(port, path, headers))
    return body, len(body)
