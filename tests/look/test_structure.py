"""What every kind of public page owes a reader who does not see it: names, order, and little to wait for."""

import gzip
from collections import Counter
from itertools import pairwise
from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from articles import corrections, workflow
from articles.blocks import BodyBlock
from articles.models import Correction
from articles.styleguide import specimens
from comments import moderation, posting
from newsroom.look.stylesheet import STYLESHEET
from newsroom.teams.models import Person
from tests import cast
from tests.comments.test_readers import OURS, letters, link
from tests.look.page import Page

pytestmark = pytest.mark.django_db

SITE = STYLESHEET.parent.parent.parent
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LANDMARKS = {"nav": "navigation", "aside": "complementary", "section": "region", "form": "form"}
PRESSED = {"a", "button", "input", "select", "textarea", "summary", "label"}
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
# A page that search engines may keep says of itself what it is, and where it is.
KEPT = ("/", "/politics/", "/team/news/", "/author/salma/", "/corrections/", "/search/")

WRONG = "/search/?since=2026-13-40&section=x&until=1&q=" + "ا" * 300
OTHERS = (
    *("/sport/", "/nowhere/", "/comments/confirm/used/", "/account/login/", "/account/password/reset/"),
    *("/search/?q=الميناء", "/search/?q=زرافة", WRONG),
)
BAD_DAYS = ("400.html", "403.html", "403_csrf.html", "404.html", "410.html", "429.html", "500.html")


def every_block(picture) -> list:
    """Return a body with one of each block."""
    shown = {"picture": picture.pk, "caption": ""}

    def item(value):
        return {"type": "item", "value": value, "id": str(uuid4())}

    facts = [item({"label": label, "text": text}) for label, text in specimens.FACTS]
    table = {"table": specimens.TABLE, "names_rows": True, "source": "اتحاد اللعبة"}
    blocks = [("paragraph", words) for words in specimens.PARAGRAPHS] * 8
    blocks += [("heading", "عنوان فرعي"), ("quotation", specimens.QUOTATION), ("pull_quote", specimens.PULL_QUOTE)]
    blocks += [("list", [item(words) for words in specimens.ITEMS]), ("table", table), ("table", table)]
    blocks += [("fact_box", {"title": "بطاقة معلومات", "facts": facts}), ("embed", specimens.EMBED)]
    blocks += [("picture", shown), ("gallery", [item(shown), item(shown)])]
    return BodyBlock().to_python([{"type": name, "value": value} for name, value in blocks])


@pytest.fixture
def fullest(house, people):
    """The fullest article: every block, topics, a correction, what to read next, a page of comments with answers."""
    picture = cast.picture()
    Person.objects.create(name="سلمى", slug="salma")
    for number in range(4):
        cast.live_article(house.politics, title=f"خبر آخر {number}", lead=picture)
    story = cast.live_article(house.politics, lead=picture, body=every_block(picture), kicker="خاص")
    wrong = "ورد في نسخة سابقة أن النتيجة 1-3، والصواب 3-1."
    corrections.correct(story, kind=Correction.Kind.CORRECTION, text=wrong, by=people.chief)
    said = "شكرًا على هذا التقرير الوافي. متى يُفتح الميناء للزوّار، وهل الدخول إليه مجاني؟"
    for number in range(20):
        first = posting.post(story, name=f"قارئ {number}", email=f"r{number}@example.com", body=f"{said} {number}")
        moderation.approve([first.pk], by=people.moderator)
        answer = {"name": "سلمى", "email": "s@example.com", "body": f"{number} {said}", "parent": first}
        moderation.approve([posting.post(story, **answer).pk], by=people.moderator)
    story.refresh_from_db()
    return story


def faults(page: Page) -> list[str]:
    """Return what is wrong with a page, in words; nothing where nothing is."""
    ids = Counter(element.get("id") for element in page.root.iter() if element.get("id"))
    found = [f"HTML: {code}" for code in page.errors]
    found += [f"#{name} stands here {count} times" for name, count in ids.items() if count > 1]
    for element in page.root.iter():
        for pointer in POINTERS:
            found += [f"{pointer} leads to no #{to}" for to in element.get(pointer, "").split() if to not in ids]
        if element.tag in {"a", "button"}:
            found += [f"{inner.tag} in {element.tag}" for inner in element.iter() if inner is not element
                      and inner.tag in PRESSED]  # fmt: skip
        if element.tag == "img" and element.get("alt") is None:
            found.append("a picture without alt")
        if element.tag in HEADINGS and not "".join(element.itertext()).strip():
            found.append(f"an empty {element.tag}")
    return found + steps(page) + unnamed(page)


def steps(page: Page) -> list[str]:
    """Return where a heading is missing between two, and whether the page has its one first heading and its main."""
    levels = [int(element.tag[1]) for element in page.root.iter() if element.tag in HEADINGS]
    jumps = [f"h{before} is followed by h{level}" for before, level in pairwise(levels) if level > before + 1]
    once = [f"{tag}: {count}" for tag in ("h1", "main", "title") if (count := len(page.select(tag))) != 1]
    return jumps + once


def unnamed(page: Page) -> list[str]:
    """Return landmarks that have no name, or share one with another of their kind."""
    by_id = {element.get("id"): element for element in page.root.iter() if element.get("id")}
    names = []
    for element in page.root.iter():
        role = element.get("role") or LANDMARKS.get(element.tag)
        if role not in {*LANDMARKS.values(), "search"}:
            continue
        labels = [by_id[one] for one in element.get("aria-labelledby", "").split()]
        name = element.get("aria-label") or " ".join("".join(label.itertext()).strip() for label in labels)
        if name or element.tag in {"nav", "aside"}:
            names.append((role, name))
    return [f"two landmarks are {pair}" for pair, count in Counter(names).items() if count > 1 or not pair[1]]


def test_the_fullest_article_holds_together_open_refused_and_answered(fullest, client):
    pages = {
        "read": client.get(fullest.url),
        "refused": client.post(f"/comments/{fullest.pk}/", {"name": "", "email": "x", "body": ""}),
        "answered": client.get(f"/comments/{fullest.pk}/reply/{fullest.comments.first().pk}/"),
        "read on": client.get(f"/comments/{fullest.pk}/"),
    }

    assert {name: faults(Page(answer.content.decode())) for name, answer in pages.items()} == {
        name: [] for name in pages
    }


def test_the_fullest_article_with_its_style_and_scripts_arrives_in_thirty_kilobytes(fullest, client):
    scripts = [SITE / "site" / "js" / "site.js", SITE / "comments" / "comments.js"]
    parts = [client.get(fullest.url).content, STYLESHEET.read_bytes(), *(script.read_bytes() for script in scripts)]

    assert sum(len(gzip.compress(part)) for part in parts) <= 30_000


def test_every_comment_is_an_item_of_a_list_under_its_writers_name(fullest, client):
    page = Page(client.get(fullest.url).content.decode())
    opening = page.select("ol", id="comments-list")[0]
    names = [element.get("aria-labelledby") for element in page.select(".comment")]

    assert [(item.tag, item[0].tag) for item in opening] == [("li", "article")] * 20
    assert len(page.select(".comment__answers")) == 20
    assert [page.text("bdi", id=name) for name in names[:2]] == [["قارئ 19"], ["سلمى"]]
    assert len(set(names)) == 40


@pytest.mark.parametrize("path", [*KEPT, *OTHERS])
def test_a_page_that_is_no_article_holds_together(article, client, path):
    Person.objects.create(name="سلمى", slug="salma")

    assert faults(Page(client.get(path).content.decode())) == []


def test_the_archive_holds_together_to_the_day(article, client):
    day = f"/archive/{timezone.localdate(article.first_published_at):%Y/%m/%d}/"
    pages = [Page(client.get(path).content.decode()) for path in (day, day[:-3], day[:-6], "/archive/")]

    assert [faults(page) for page in pages] == [[], [], [], []]
    assert min(len(page.content("description")) for page in pages) > 20


def test_colleagues_specimens_hold_together(house, people, client):
    client.force_login(people.chief)

    assert faults(Page(client.get("/styleguide/").content.decode())) == []


@pytest.mark.parametrize("name", BAD_DAYS)
def test_a_page_of_a_bad_day_holds_together(name, rf):
    assert faults(Page(render_to_string(name, request=rf.get("/")))) == []


def test_a_withdrawn_article_and_a_refused_form_hold_together(article, client):
    workflow.withdraw(article, by=None)
    pages = [client.get(article.url), Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x"})]

    assert [(page.status_code, faults(Page(page.content.decode()))) for page in pages] == [(410, []), (403, [])]


def test_the_questions_behind_a_letters_link_hold_together_asked_and_left_unanswered(article, client):
    facts = {"name": "سلمى", "email": "salma@example.com", "visitor": "198.51.100.1"}
    mine = [posting.post(article, body=f"قلت هذا {said}", **facts) for said in ("أمس", "واليوم")]
    address = link(letters()[-1])
    asked = client.get(address)
    left = client.post(address, {"shown": [comment.pk for comment in mine]}, headers=OURS)
    pages = [Page(answer.content.decode()) for answer in (asked, left)]

    assert [len(page.select("fieldset")) for page in pages] == [2, 2]
    assert [faults(page) for page in pages] == [[], []]


@pytest.mark.parametrize("path", KEPT)
def test_what_may_be_found_describes_itself_and_says_where_it_is(article, client, path):
    Person.objects.create(name="سلمى", slug="salma")
    page = Page(client.get(path).content.decode())

    assert len(page.content("description")) > 20
    assert page.content("robots") is None
    assert [link.get("href").partition("//")[2].partition("/")[2] for link in page.select("link", rel="canonical")] == [
        path[1:]
    ]


def test_what_somebody_looked_for_is_not_to_be_found(article, client):
    answer = client.get("/search/?q=الميناء")

    assert (answer["X-Robots-Tag"], Page(answer.content.decode()).content("robots")) == ("noindex", "noindex")
    assert "X-Robots-Tag" not in client.get("/search/")
