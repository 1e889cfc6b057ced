"""What a moderator opens inside a card: its keys and buttons are its own, and a chief sees an address after a click."""

import pytest

from tests.journeys.test_moderators_keys import count, keyboard, shows

NOTE = ".queue-peek .queue-card__done"


def decisions(moderator) -> list[str]:
    """Return a list that fills with what is sent to be decided."""
    sent = []
    moderator.page.on("request", lambda asked: sent.append(asked.post_data or "") if "/decide/" in asked.url else None)
    return sent


def test_a_reason_picked_inside_the_conversation_is_decided_in_there(readers_write, at_the_queue):
    moderator = at_the_queue(readers_write(2, "داخل"))
    press, page = keyboard(moderator), moderator.page
    press("KeyE")
    page.click(".queue-peek .queue__reasons summary")

    press("Digit7")

    page.wait_for_selector(NOTE)
    assert page.locator(".queue-card > .queue-card__done").count() == 0
    assert page.locator(".queue-peek button[value^=approve]").count() == 1


def test_the_card_around_follows_at_once_what_is_decided_inside_and_taken_back(readers_write, at_the_queue):
    moderator = at_the_queue(readers_write(2, "حوله"))
    press, page = keyboard(moderator), moderator.page
    page.evaluate("for (let number = 1; number < 9999; number += 1) clearInterval(number)")  # no look of its own comes
    press("KeyE")
    page.click(".queue-peek button[value^=approve]")

    page.wait_for_selector("[data-here][data-decided][data-status=approved] .queue-card__decided >> text=نُشر")
    shows(moderator, "approved", 1)
    assert count(moderator, "pending") == 1
    assert page.locator("[data-here] > .queue__buttons button:enabled").count() == 0
    assert page.locator("[data-here] .queue-peek").is_visible()
    moderator.picture("queue-peek-decided")

    page.click(".queue-peek .queue-card__done button")

    page.wait_for_selector("[data-here]:not([data-decided])[data-status=pending]")
    shows(moderator, "approved", 0)
    assert page.locator("[data-here] > .queue__buttons > button:enabled").count() == 2


def test_the_card_follows_in_a_tab_that_is_not_asked_for_news(readers_write, at_the_queue):
    address = readers_write(1, "تبويب")
    moderator = at_the_queue(address)
    press, page = keyboard(moderator), moderator.page
    press("KeyA")
    shows(moderator, "approved", 1)
    page.goto(f"{address}&status=approved")
    press("KeyE")

    page.click(".queue-peek button[value^=spam]")
    page.wait_for_selector("[data-here][data-decided][data-status=spam]")

    page.click(".queue-peek .queue-card__done button")
    page.wait_for_selector("[data-here]:not([data-decided])[data-status=approved]")


def test_a_key_means_the_card_and_never_what_is_open_in_it(readers_write, at_the_queue):
    address = readers_write(1, "مفتاح")
    moderator = at_the_queue(address)
    press, page = keyboard(moderator), moderator.page
    press("KeyA")
    shows(moderator, "approved", 1)
    page.goto(f"{address}&status=approved")
    sent = decisions(moderator)
    press("KeyE")
    page.click(".queue-peek button[value^=spam]")
    page.wait_for_selector(NOTE)

    press("KeyA")  # published comments offer no such button; what is spam by now, inside, does

    page.wait_for_selector(".queue-peek button[value^=approve]")
    assert len(sent) == 1
    page.goto(address)
    assert [count(moderator, status) for status in ("approved", "spam")] == [0, 1]


def test_whoever_closes_before_the_answer_is_told_what_was_decided(readers_write, at_the_queue):
    moderator = at_the_queue(readers_write(2, "إغلاق"))
    press, page = keyboard(moderator), moderator.page
    press("KeyE")
    page.wait_for_selector(".queue-peek .queue-thread")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/decide/**", hold)
    with page.expect_request("**/decide/**"):
        page.click(".queue-peek button[value^=approve]")
    press("Escape")
    page.wait_for_selector(".queue-peek", state="detached")

    held[0].continue_()

    page.wait_for_selector("[data-told] >> text=نُشر")


@pytest.mark.parametrize(("width", "dark"), [(360, False), (360, True), (1280, False), (1280, True)])
def test_a_chief_sees_the_address_inside_the_card_after_a_click(readers_write, visit, width, dark):
    chief, name = visit(width, dark=dark), f"{width}-{'dark' if dark else 'light'}"
    chief.sign_in("chief")
    chief.page.goto(readers_write(2, "بريد"))
    press, page = keyboard(chief), chief.page
    press("KeyE")
    page.wait_for_selector(".queue-peek .queue-thread")
    assert chief.overflow() == 0
    chief.picture(f"queue-peek-thread-{name}")
    press("KeyH")
    page.wait_for_selector(".queue-peek[data-kind=sender] .queue-thread")
    assert "@example.org" not in page.content()

    page.get_by_role("button", name="إظهار البريد").click()

    page.wait_for_selector(".queue-peek bdi >> text=reader0@example.org")
    assert chief.overflow() == 0
    chief.picture(f"queue-peek-sender-{name}")


def test_a_chief_without_script_sees_the_address_once(readers_write, visit):
    chief = visit(360, script=False)
    chief.sign_in("chief")
    chief.page.goto(readers_write(1, "بلا"))
    with chief.page.expect_navigation():
        chief.page.locator("[data-peek=sender]").click()
    record = chief.page.url

    with chief.page.expect_navigation():
        chief.page.get_by_role("button", name="إظهار البريد").click()

    assert "reader0@example.org" in chief.page.locator("main").inner_text()
    assert chief.overflow() == 0
    chief.picture("queue-sender-page-360")
    chief.page.goto(record)
    assert "@example.org" not in chief.page.content()
