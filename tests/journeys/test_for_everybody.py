"""Pages for everybody: no fault that axe knows, every stop of the keyboard in sight, nothing wider than the window."""

import json
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string

from tests.journeys.kinds import Finder
from tests.journeys.test_reader_comments import open_story, turn_to, write_comment

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# The narrowest phone, a phone, a tablet, a desk, a wide desk; and a desk (1280 by 1024) at four times the size.
SIZES = ((320, 900), (360, 900), (768, 1000), (1280, 900), (1920, 1080), (320, 256))
REFUSED, TOO_MANY = 403, 429
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


def after(page, button: str) -> int:
    """Press a button that sends a form, and return the status of the answer."""
    with page.expect_navigation() as answer:
        page.click(button)
    return answer.value.status


def answer_with(html: str):
    """Return what answers a request with this page."""
    return lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")


@dataclass
class Looks:
    """What was seen of the pages: faults that axe knows, in both themes; pages wider than the window."""

    visitor: object
    faults: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)

    def look(self) -> None:
        """Look at the page that is open, in every size, without asking for it again."""
        page = self.visitor.page
        for width, theme in ((320, "light"), (1280, "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)
            self.faults += [f"{theme}: {fault}" for fault in faults(page)]
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            self.wide += [f"{page.url} at {width} by {height}"] * bool(self.visitor.overflow())
        page.set_viewport_size({"width": 768, "height": 1000})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        self.wide += [f"{page.url} in large letters"] * bool(self.visitor.overflow())


def test_axe_finds_nothing_on_any_kind_of_page_and_nothing_is_wider_than_the_window(visit):
    looks = Looks(visit(320))
    kinds = Finder(looks.visitor.context.request).look()
    for path in kinds.values():
        looks.visitor.page.goto(path)
        looks.look()

    assert len(kinds) > 20
    assert (looks.faults, looks.wide) == ([], [])


def test_axe_finds_nothing_in_a_refused_form_nor_in_what_only_colleagues_see(visit):
    looks = Looks(visit(320))
    page = looks.visitor.page
    open_story(looks.visitor)
    page.fill("#comment-form [name=name]", "سلمى")
    # As a browser that checks nothing sends it.
    page.evaluate("document.querySelector('form#comment-form').noValidate = true")
    page.click("#comment-form button[type=submit]")
    page.wait_for_selector("[name=email][aria-invalid=true]:focus")
    looks.look()
    looks.visitor.sign_in("chief")
    page.goto("/styleguide/")
    looks.look()

    assert (looks.faults, looks.wide) == ([], [])


def test_axe_finds_nothing_on_the_pages_of_bad_days(visit):
    looks = Looks(visit(320))
    page = looks.visitor.page
    page.goto("/account/login/")
    looks.visitor.context.clear_cookies()
    page.fill("input[name=login]", "nobody@example.org")
    page.fill("input[name=password]", "nothing at all")
    seen = [after(page, "main button[type=submit]")]
    looks.look()
    while seen[-1] != TOO_MANY:  # the sixth letter to one address within a minute is one too many
        page.goto("/account/password/reset/")
        page.fill("input[name=email]", "nobody@example.org")
        seen.append(after(page, "main button[type=submit]"))
        assert len(seen) < 20
    looks.look()
    # These two are files that need nothing, for nothing works when they are shown: only their style is asked for.
    for name in ("400.html", "500.html"):
        page.route(f"**/{name}", answer_with(render_to_string(name)))
        page.goto(f"/{name}")
        looks.look()

    assert (seen[0], looks.faults, looks.wide) == (REFUSED, [], [])


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
    card = turn_to(moderator, "W" * 59)
    assert moderator.overflow() == 0
    card.get_by_role("button", name="نشر", exact=True).click()
    # Pressed before the script was there, the button is a form's and leads to a new page.
    moderator.page.wait_for_selector(":is(.queue-card__done, .messages .success):has-text('نُشر')")
    assert moderator.overflow() == 0

    reader.page.goto(story)
    shown = reader.page.locator(".comment", has_text="W" * 59)
    assert (shown.locator("a[rel='nofollow ugc noopener']").count(), reader.overflow()) == (1, 0)
    reader.picture("words-without-an-end")
