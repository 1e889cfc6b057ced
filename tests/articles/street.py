"""What passers-by see: every public page that links lead to, and the addresses that somebody may guess."""

import re
from urllib.parse import unquote

from django.conf import settings
from django.test import Client
from django.urls import reverse

from newsroom.cache.shelf import shelf

# How long a page may be kept tells when something is due; nothing else of an answer may change with a draft.
OF_THE_MOMENT = {"date", "expires", "cache-control"}
LINK = re.compile(rf'(?:href|src|action|content)="(?:{re.escape(settings.SITE_URL)})?(/(?!/|static/|media/)[^"#]*)')
MACHINES = ("/feed/", "/politics/feed/", "/feed/atom/", "/feed.json", "/sitemap.xml", "/news-sitemap.xml",
            "/robots.txt", "/corrections/", "/archive/", "/search/?q=%D8%B3%D8%B1")  # fmt: skip

Photograph = dict[str, tuple]


def guesses(article, slug: str) -> list[str]:
    """Addresses of an article that no page leads to: by number, by another slug, by its place in the tree, the panel's.

    ``slug`` is the one that its working copy would have.
    """
    pk, version = article.pk, article.latest_revision_id
    of_the_panel = ("edit", "view_draft", "preview_on_edit", "history", "usage")
    return [
        *(f"/{name}/{pk}/{end}" for name in ("politics", "sport") for end in ("", f"{article.slug}/", f"{slug}/")),
        *(f"/{name}/{word}/" for name in ("politics", "sport") for word in (article.slug, slug)),
        *(f"/a/{pk}/", f"/comments/{pk}/", f"/comments/{pk}/?after=1", f"/tag/{slug}/"),
        *(reverse(f"wagtailadmin_pages:{name}", args=(pk,)) for name in of_the_panel),
        reverse("wagtailadmin_pages:revisions_view", args=(pk, version)),
        reverse("wagtailadmin_api:pages:detail", args=(pk,)),
        *MACHINES,
    ]


def walk_anew(*probes: str) -> Photograph:
    """Return every answer to somebody without an account: what ``probes`` say, and all pages that links lead to.

    No page is taken from the cache.
    """
    shelf.clear()
    client, todo, seen = Client(), ["/", *probes], {}
    while todo:
        address = todo.pop()
        if address not in seen:
            answer = client.get(address)
            seen[address] = _told(answer)
            todo += [link.replace("&amp;", "&") for link in LINK.findall(answer.content.decode(errors="replace"))]
    return seen


def walk_again(photograph: Photograph) -> Photograph:
    """Return what the same addresses answer now, from the cache where they stand in it; and each asked by HEAD."""
    client = Client()
    return {address: _told(client.get(address)) for address in photograph} | {
        f"HEAD {address}": _told(client.head(address)) for address in photograph
    }


def comment(article, **fields) -> tuple:
    """Return the answer to a reader who comments below the article."""
    ours = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    return _told(Client().post(f"/comments/{article.pk}/", fields, headers=ours))


def differences(before: Photograph, now: Photograph) -> list[str]:
    """Return the addresses whose answers are not the same."""
    return sorted(address for address in before.keys() | now.keys() if before.get(address) != now.get(address))


def unquoted(address: str) -> str:
    """Return an address as a person reads it."""
    return unquote(address)


def _told(answer) -> tuple:
    headers = tuple(sorted((name, value) for name, value in answer.items() if name.lower() not in OF_THE_MOMENT))
    return answer.status_code, headers, answer.content.decode(errors="replace")
