"""One address of each kind of public page, as a reader of the demo finds them."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote

# What an article may hold, by what it looks like in the page.
PARTS = {
    "comments": 'class="comments__list"',
    "gallery": 'class="gallery',
    "table": 'class="table__window"',
    "fact box": 'class="fact-box"',
    "embed": "data-embed-open",
    "quotation": 'class="quotation"',
    "pull quote": 'class="pull-quote"',
    "read also": 'class="read-also"',
    "list": "<ul>",
    "corrections": 'class="corrections"',
    "author": 'class="author"',
    "topics": 'class="topics"',
    "opinion": "article--opinion",
    "English": 'lang="en" dir="ltr"',
    "gallery as its kind": 'class="gallery gallery--lead"',
}


@dataclass
class Finder:
    """Asks the paper for pages (without a browser's window) and remembers what it found."""

    request: object
    stories: dict[str, set[str]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)

    def text(self, path: str) -> str:
        """Return a page as it was sent."""
        return self.request.get(path).text()

    def first(self, pattern: str, text: str) -> str:
        """Return the first address in ``text`` that fits; fail in words where there is none."""
        found = re.search(pattern, text)
        assert found, f"no {pattern} in the demo"
        return found[1]

    def look(self) -> dict[str, str]:
        """Return an address for each kind of page."""
        front = self.text("/")
        sections = re.findall(r'class="sections__link" href="([^"]+)"', front)
        for section in sections:
            for path in re.findall(rf'href="({section}\d+/[^"]+)"', self.text(section)):
                self._remember(path)
        self.pages |= {"front": "/", "section": sections[0]} | self._fewest_stories()
        self._around_an_article()
        self._archive()
        self.pages |= {
            "search, empty": "/search/",
            "search, found": "/search/?q=" + quote("المدينة"),
            "search, nothing": "/search/?q=" + quote("قسطنطينية زرافة"),
            "search, wrong": "/search/?since=2026-13-40&section=nowhere",
            "corrections": "/corrections/",
            "missing": "/nowhere/",
            "sign-in": "/account/login/",
        }
        return self.pages

    def _remember(self, path: str) -> None:
        if path not in self.stories:
            text = self.text(path)
            self.stories[path] = {part for part, sign in PARTS.items() if sign in text}

    def _fewest_stories(self) -> dict[str, str]:
        """Return articles that together hold all that any holds, the fullest first."""
        wanted, chosen = set().union(*self.stories.values()), {}
        while wanted:
            path = max(self.stories, key=lambda story: len(self.stories[story] & wanted))
            chosen[f"article with {', '.join(sorted(self.stories[path] & wanted))}"] = path
            wanted -= self.stories[path]
        return chosen

    def _around_an_article(self) -> None:
        answered = next(path for path, parts in self.stories.items() if "comments" in parts)
        text, number = self.text(answered), re.search(r"/(\d+)/", answered)[1]
        self.pages["article with comments"] = answered
        self.pages["further comments"] = f"/comments/{number}/"
        self.pages["reply"] = self.first(rf'href="(/comments/{number}/reply/\d+/)', text)
        self.pages["used link"] = "/comments/confirm/used/"
        stories = "".join(self.text(path) for path in self._fewest_stories().values())
        for kind in ("team", "author", "tag"):
            self.pages[kind] = self.first(rf'href="(/{kind}/[^"]+)"', stories)

    def _archive(self) -> None:
        years = self.text("/archive/")
        month = self.first(r'class="calendar__link" href="([^"]+)"', years)
        day = self.first(r'class="calendar__link" href="([^"]+)"', self.text(month))
        self.pages |= {"archive, year": "/archive/", "archive, month": month, "archive, day": day}
