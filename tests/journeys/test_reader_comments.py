"""A reader answers a story, a moderator decides by hand, the reader sees it: with script and without."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

RECEIVED = "وصلنا تعليقك، وهو قيد المراجعة، ويظهر إذا أُجيز نشره"


def open_story(reader) -> str:
    """Open the first story of the front page, and return its address."""
    reader.page.goto("/")
    reader.page.click(".teaser__title a >> nth=0")
    reader.page.wait_for_selector("main article h1")
    return reader.page.url.split("#")[0]


def write_comment(reader, name: str, body: str) -> str:
    """Fill the form and send it; return its address's name, one for each comment: one address may not write often."""
    who = f"reader{uuid4().hex[:6]}"
    reader.page.fill("#comment-form [name=name]", name)
    reader.page.fill("#comment-form [name=email]", f"{who}@قارئ.example")
    reader.page.fill("#comment-form [name=body]", body)
    reader.page.click("#comment-form [type=submit]")
    return who


def card_with(moderator, body: str):
    """Return the card of the queue that shows ``body``."""
    return moderator.page.locator("article.queue-card", has_text=body)


def turn_to(moderator, body: str):
    """Turn the pages of the queue, which shows the oldest first, until the card with ``body`` is there; return it."""
    moderator.page.goto("/admin/comments/")
    card = card_with(moderator, body)
    while card.count() == 0:
        with moderator.page.expect_navigation():  # the whole page: the way on stands below the last card
            moderator.page.click(".queue__next a")
    return card


@pytest.mark.parametrize(
    ("script", "width", "dark"), [(True, 360, False), (False, 1280, True)], ids=["with script", "without script"]
)
def test_a_comment_is_sent_approved_by_hand_and_read(visit, script, width, dark):
    name, body = f"ليلى {script}", f"سؤال للكاتب: متى يبدأ العمل؟\nشكرًا على الشرح ({script})"
    reader = visit(width, script=script, dark=dark)
    story = open_story(reader)

    who = write_comment(reader, name, body)
    reader.page.wait_for_url("**#comment-received")
    assert reader.page.locator("#comment-received").is_visible()
    assert RECEIVED in reader.page.locator("#comment-received").inner_text()
    assert reader.page.locator("#comments", has_text=name).count() == 0
    reader.picture(f"reader-received-{'script' if script else 'plain'}")

    moderator = visit(1280, script=False)
    moderator.sign_in("moderator")
    card = turn_to(moderator, f"({script})")
    moderator.picture(f"queue-{'script' if script else 'plain'}")
    card.get_by_role("button", name="نشر", exact=True).click()
    moderator.page.wait_for_selector(".messages .success")

    reader.page.goto(story)
    shown = reader.page.locator("#comments article", has_text=name)
    assert shown.count() == 1
    assert shown.get_attribute("id").startswith("c")
    assert who not in reader.page.content()
    assert reader.overflow() == 0
    reader.picture(f"reader-sees-it-{'script' if script else 'plain'}")

    with moderator.page.expect_navigation():
        moderator.page.click(".messages .success button")
    moderator.page.wait_for_selector(".messages .success")
    reader.page.goto(story)
    assert reader.page.locator("#comments article", has_text=name).count() == 0


def test_a_reply_stands_below_the_comment_it_answers(visit):
    reader = visit(360)
    open_story(reader)
    answered = reader.page.locator("#comments article[id^=c]").first
    answered_id = answered.get_attribute("id")[1:]

    answered.locator("a, button", has_text="ردّ").first.click()
    assert reader.page.locator("#comment-form [name=parent]").input_value() == answered_id
    write_comment(reader, "سامر", "أوافقك في هذا")

    reader.page.wait_for_url("**#comment-received")


def test_the_queue_is_used_on_a_telephone_too(visit):
    moderator = visit(360)
    moderator.sign_in("moderator")
    moderator.page.goto("/admin/comments/")

    assert moderator.page.locator("article.queue-card").count() > 0
    assert moderator.overflow() == 0
    moderator.picture("queue-360")


def test_many_are_decided_at_once_and_taken_back_at_once_without_script(visit):
    moderator = visit(1280, script=False)
    moderator.sign_in("moderator")
    moderator.page.goto("/admin/comments/?status=spam")
    before = moderator.page.locator("article.queue-card").count()
    for tick in moderator.page.locator("article.queue-card input[type=checkbox]").all()[:3]:
        tick.check()

    moderator.page.locator(".queue__bar").get_by_role("button", name="نشر", exact=True).click()
    moderator.page.wait_for_selector(".messages .success")
    expect(moderator.page.locator("article.queue-card")).to_have_count(before - 3)

    moderator.page.click(".messages .success button")
    moderator.page.wait_for_selector("text=عادت")
    expect(moderator.page.locator("article.queue-card")).to_have_count(before)
