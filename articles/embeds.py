"""Videos and posts of other sites: which links are known, and where the frame is that shows them.

A link is read, never asked: nothing here touches the network. What is shown before a reader presses the button comes
from the paper alone, so the other site learns nothing of who reads. The frames' hosts are the only foreign ones that a
page may load from, and only the page that holds them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit

from django.utils.translation import gettext_lazy as _

LONGEST = 2000
_IN_FRONT = re.compile(r"^(?:www|m|mobile|web)\.")
_FRAME = re.compile(r'\bdata-frame="(https://[a-z0-9.-]+)/')


@dataclass(frozen=True)
class Embed:
    """What a link leads to: its ``site``, ``url`` (without trackers), ``frame``, and ``shape`` (wide, tall, post)."""

    site: str
    url: str
    frame: str
    shape: str

    @property
    def is_video(self) -> bool:
        """Whether it is played; a post is read."""
        return self.shape != "post"


@dataclass(frozen=True)
class Link:
    """A link taken apart: its path, and the first value of each name of its query."""

    path: str
    query: dict[str, str]

    def match(self, pattern: str) -> re.Match[str] | None:
        """Match the whole path, with or without a slash at its end; digits and letters are ASCII's."""
        return re.fullmatch(pattern + "/?", self.path, re.ASCII)

    def value(self, name: str, pattern: str) -> str:
        """Return a value of the query that looks as it must, else nothing."""
        found = self.query.get(name, "")
        return found if re.fullmatch(pattern, found, re.ASCII) else ""


def read(address: str) -> Embed | None:
    """Return what the link of a known site leads to; None for every other text."""
    address = address.strip()
    if len(address) > LONGEST or not address.isprintable():
        return None
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    # The whole of it must be the name of a host: with a reader's name or a port, empty or not, it is none that we know.
    reader = _SITES.get(_IN_FRONT.sub("", parts.netloc.lower()))
    if reader is None or parts.scheme not in {"http", "https"}:
        return None
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return reader(Link(parts.path, query))


def frame_hosts(html: str) -> list[str]:
    """Return the hosts whose frames a baked page may open, each once."""
    return sorted(set(_FRAME.findall(html)))


def _youtube(link: Link) -> Embed | None:
    name = r"[\w-]{11}"
    path = link.match(rf"/(shorts|live|embed|v)/({name})")
    key = path[2] if path else link.value("v", name) if link.match("/watch") else ""
    return _youtube_video(key, link, is_short=bool(path) and path[1] == "shorts")


def _youtube_by_short_link(link: Link) -> Embed | None:
    path = link.match(r"/([\w-]{11})")
    return _youtube_video(path[1] if path else "", link)


def _youtube_video(key: str, link: Link, *, is_short: bool = False) -> Embed | None:
    if not key:
        return None
    seconds = (link.value("t", r"\d{1,5}s?") or link.value("start", r"\d{1,5}")).rstrip("s")
    url = f"https://www.youtube.com/watch?v={key}"
    frame = f"https://www.youtube-nocookie.com/embed/{key}?autoplay=1&rel=0"
    if seconds:
        url, frame = f"{url}&t={seconds}s", f"{frame}&start={seconds}"
    return Embed(_("YouTube"), url, frame, "tall" if is_short else "wide")


def _vimeo(link: Link) -> Embed | None:
    found = link.match(r"/(?:video/|channels/\w+/)?(\d{5,12})(?:/([0-9a-f]{6,20}))?")
    if not found:
        return None
    secret = found[2] or link.value("h", r"[0-9a-f]{6,20}")
    url, frame = f"https://vimeo.com/{found[1]}", f"https://player.vimeo.com/video/{found[1]}?dnt=1&autoplay=1"
    if secret:
        url, frame = f"{url}/{secret}", f"{frame}&h={secret}"
    return Embed(_("Vimeo"), url, frame, "wide")


def _x(link: Link) -> Embed | None:
    found = link.match(r"/(\w{1,20}|i/web)/status/(\d{1,20})(?:/(?:photo|video)/\d)?")
    if not found:
        return None
    frame = f"https://platform.twitter.com/embed/Tweet.html?dnt=true&id={found[2]}&lang=ar"
    return Embed(_("X"), f"https://x.com/{found[1]}/status/{found[2]}", frame, "post")


def _instagram(link: Link) -> Embed | None:
    found = link.match(r"(?:/[\w.]{1,30})?/(p|reel|reels|tv)/([\w-]{5,40})")
    if not found:
        return None
    url = f"https://www.instagram.com/{'reel' if found[1] == 'reels' else found[1]}/{found[2]}/"
    return Embed(_("Instagram"), url, f"{url}embed/captioned/", "post")


def _facebook(link: Link) -> Embed | None:
    page = r"/[\w.-]{1,80}"
    video = link.match(rf"{page}/videos/(?:[\w.-]+/)?(\d{{5,20}})") or link.match(r"/reel/(\d{5,20})")
    key = video[1] if video else link.value("v", r"\d{5,20}") if link.match("/watch") else ""
    if key:
        return _facebook_frame("video", f"https://www.facebook.com/watch/?v={key}", "wide")
    posts, photos = rf"{page}/posts/(?:[\w.-]{{1,200}}/)?\w{{5,100}}", rf"{page}/photos/[\w.-]+(?:/\d{{5,20}})?"
    if link.match(posts) or link.match(photos):
        return _facebook_frame("post", f"https://www.facebook.com{link.path}", "post")
    story, owner = link.value("story_fbid", r"\w{5,100}"), link.value("id", r"\d{5,20}")
    if link.match(r"/(?:permalink|story)\.php") and story and owner:
        return _facebook_frame("post", f"https://www.facebook.com/permalink.php?story_fbid={story}&id={owner}", "post")
    picture = link.value("fbid", r"\d{5,20}") if link.match(r"/photo(?:\.php)?") else ""
    return _facebook_frame("post", f"https://www.facebook.com/photo/?fbid={picture}", "post") if picture else None


def _facebook_frame(kind: str, url: str, shape: str) -> Embed:
    words = "false" if kind == "video" else "true"
    frame = f"https://www.facebook.com/plugins/{kind}.php?href={quote(url, safe='')}&show_text={words}"
    return Embed(_("Facebook"), url, frame, shape)


def _tiktok(link: Link) -> Embed | None:
    found = link.match(r"/(@[\w.]{1,30})/video/(\d{10,25})")
    if not found:
        return None
    frame = f"https://www.tiktok.com/player/v1/{found[2]}?autoplay=1&rel=0"
    return Embed(_("TikTok"), f"https://www.tiktok.com/{found[1]}/video/{found[2]}", frame, "tall")


def _telegram(link: Link) -> Embed | None:
    found = link.match(r"(?:/s)?/([A-Za-z]\w{3,31})/(\d{1,10})")
    if not found:
        return None
    url = f"https://t.me/{found[1]}/{found[2]}"
    return Embed(_("Telegram"), url, f"{url}?embed=1&mode=tme", "post")


_SITES: dict[str, Callable[[Link], Embed | None]] = {
    "youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtube_by_short_link,
    "vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
    "x.com": _x,
    "twitter.com": _x,
    "instagram.com": _instagram,
    "facebook.com": _facebook,
    "tiktok.com": _tiktok,
    "t.me": _telegram,
    "telegram.me": _telegram,
}
