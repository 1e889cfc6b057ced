"""Pages for everybody: no fault that axe knows, every stop of the keyboard in sight, nothing wider than the window."""

import json
import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.test_reader_comments import open_story, write_comment

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What stands round our pages in the panel is Wagtail's own.
IN_THE_PANEL = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# Where the keyboard stands: its name, its tag, whether a ring is drawn round it (or round the teaser that it opens).
STOP = """() => {
    const ringed = (one) => one !== null && (
        getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none");
    const at = document.activeElement;
    return [at.name || at.textContent.trim(), at.tagName, ringed(at) || ringed(at.closest(".teaser"))];
}"""


def faults(page, rules=RULES) -> list[str]:
    """Return what axe finds on the page, one line for each rule, with the first element that breaks it."""
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{page.url}: {fault['id']} {json.dumps(fault['nodes'][0]['target'])}" for fault in found]


def kinds_of_pages(reader) -> list[str]:
    """Return one address of each kind of public page, as a reader finds them."""
    story = urlsplit(open_story(reader)).path
    signer = reader.page.locator(".byline a").first.get_attribute("href")
    reply = reader.page.locator(".comment__reply").first.get_attribute("href").partition("#")[0]
    number = re.search(r"/(\d+)/", story)[1]
    section = f"/{story.split('/')[1]}/"
    reader.page.goto("/archive/")
    month = reader.page.locator(".calendar__link").last.get_attribute("href")
    reader.page.goto(month)
    day = reader.page.locator(".calendar__link").last.get_attribute("href")
    lists = ["/archive/", month, day, "/corrections/"]
    return ["/", section, story, signer, *lists, reply, f"/comments/{number}/", "/nowhere/", "/account/login/"]


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)], ids=["phone, light", "wide, dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(visit, width, dark):
    reader, found, wide = visit(width, dark=dark), [], []
    for path in kinds_of_pages(reader):
        reader.page.goto(path)
        found += faults(reader.page)
        wide += [path] * bool(reader.overflow())

    assert (found, wide) == ([], [])


# Stories of the demo that hold what the first one lacks: a table, a gallery, a fact box, a video, a lead gallery.
PARTS = {
    "/politics/": ["صوت واحد", "مجلس مرسى"],
    "/world/": ["الإنترنت يمر"],
    "/science/": ["آخر عتمة"],
    "/sport/": ["نادي الفجر"],
}


@pytest.mark.parametrize(("width", "dark"), [(320, False), (768, True)], ids=["phone, light", "tablet, dark"])
def test_axe_finds_nothing_in_any_part_of_a_story_and_none_is_wider_than_the_window(visit, width, dark):
    reader, found, wide = visit(width, dark=dark), [], []
    for section, headlines in PARTS.items():
        for headline in headlines:
            reader.page.goto(section)
            reader.page.locator(".teaser__title a", has_text=headline).first.click()
            reader.page.wait_for_selector(".related")
            found += faults(reader.page)
            wide += [headline] * bool(reader.overflow())

    assert (found, wide) == ([], [])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_queue(visit, dark):
    moderator, found = visit(1280, dark=dark), []
    moderator.sign_in("moderator")
    for status in ("pending", "approved", "rejected", "spam"):
        moderator.page.goto(f"/admin/comments/?status={status}")
        found += faults(moderator.page, IN_THE_PANEL)

    assert found == []


def test_the_keyboard_reaches_the_form_and_each_stop_is_seen(visit):
    reader = visit(1280)
    open_story(reader)
    stops, unseen = [], []
    for _ in range(200):
        reader.page.keyboard.press("Tab")
        stop = reader.page.evaluate(STOP)
        if stop[1] == "BODY":
            break
        stops.append(stop[0])
        unseen += [stop[0]] * (not stop[2])

    assert stops[0] == "اذهب إلى المحتوى"
    assert [stop for stop in stops if stop in {"name", "email", "body"}] == ["name", "email", "body"]
    assert unseen == []


def test_words_without_an_end_break_in_the_form_in_the_queue_and_on_the_page(visit):
    reader, name = visit(320), "W" * 59 + "ي"
    story = open_story(reader)
    body = "ا" * 700 + "W" * 700 + " https://example.com/" + "a" * 500
    write_comment(reader, name, body)
    reader.page.wait_for_url("**#comment-received")

    moderator = visit(360)
    moderator.sign_in("chief")
    moderator.page.goto("/admin/comments/")
    card = moderator.page.locator("article.queue-card", has_text="W" * 59)
    while card.count() == 0:  # the queue shows the oldest first
        moderator.page.click(".queue__next a")
    assert moderator.overflow() == 0
    card.get_by_role("button", name="نشر", exact=True).click()
    # Pressed before the script was there, the button is a form's and leads to a new page.
    moderator.page.wait_for_selector(":is(.queue-card__done, .messages .success):has-text('نُشر')")
    assert moderator.overflow() == 0

    reader.page.goto(story)
    shown = reader.page.locator(".comment", has_text="W" * 59)
    assert (shown.locator("a[rel='nofollow ugc noopener']").count(), reader.overflow()) == (1, 0)
    reader.picture("words-without-an-end")
