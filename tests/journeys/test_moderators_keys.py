"""A moderator at the keyboard, with an Arabic layout on: fifty comments in fifty keystrokes; and without script."""

import pytest

# What an Arabic keyboard writes with each key; X writes a mark that stands on the letter before it.
WRITES = {
    "KeyA": "ش",
    "KeyE": "ث",
    "KeyH": "ا",
    "KeyJ": "ت",
    "KeyK": "ن",
    "KeyR": "ق",
    "KeyS": "س",
    "KeyU": "ع",
    "KeyX": "ء",
    "KeyZ": "ئ",
    "Slash": "ظ",
}
SHIFT = 8


def keyboard(moderator):
    """Return ``press(code)``: a real key, known by its place, that writes what an Arabic layout writes."""
    board = moderator.context.new_cdp_session(moderator.page)

    def press(code: str, *, shift: bool = False) -> None:
        key = WRITES.get(code) or code[-1]
        facts = {"code": code, "key": key, "modifiers": SHIFT if shift else 0}
        board.send("Input.dispatchKeyEvent", facts | {"type": "keyDown", "text": key})
        board.send("Input.dispatchKeyEvent", facts | {"type": "keyUp"})

    return press


def here(moderator):
    """Return the text of the comment that the keys mean."""
    return moderator.page.locator("[data-here] .queue-card__text").inner_text()


def count(moderator, status: str) -> int:
    """Return what a tab counts."""
    return int(moderator.page.locator(f"[data-count={status}]").inner_text())


def shows(moderator, status: str, number: int) -> None:
    """Return once a tab counts ``number``."""
    moderator.page.wait_for_selector(f'[data-count={status}]:text-is("{number}")')


def test_fifty_comments_are_decided_in_fifty_keystrokes(readers_write, at_the_queue):
    address = readers_write(53, "خمسون")
    moderator = at_the_queue(address)
    press = keyboard(moderator)
    for number in range(50):
        moderator.page.wait_for_selector("[data-here]:not([data-done])")
        assert here(moderator).split()[1] == str(number)
        press("KeyS" if number % 10 == 9 else "KeyA")
    shows(moderator, "pending", 3)
    moderator.picture("queue-fifty-keys")

    moderator.page.goto(address)
    assert [count(moderator, status) for status in ("pending", "approved", "spam")] == [3, 45, 5]


@pytest.mark.parametrize(("width", "dark"), [(360, False), (360, True), (1280, False), (1280, True)])
def test_the_queue_with_its_filters_reasons_and_keys_is_looked_at(readers_write, at_the_queue, width, dark):
    name = f"queue-{width}-{'dark' if dark else 'light'}"
    moderator = at_the_queue("/admin/comments/", width=width, dark=dark)
    press = keyboard(moderator)
    press("KeyJ")
    press("KeyR")
    assert moderator.page.locator("[data-here] details[open]").count() == 1
    assert moderator.overflow() == 0
    moderator.picture(name)
    press("Slash", shift=True)
    assert moderator.page.locator("dialog[open]").count() == 1
    assert moderator.overflow() == 0
    moderator.picture(f"{name}-keys")


def test_a_rejection_takes_its_reason_by_number_and_is_taken_back(readers_write, at_the_queue):
    moderator = at_the_queue(readers_write(3, "رقمي"))
    press = keyboard(moderator)

    press("KeyR")
    press("Digit7")
    moderator.page.wait_for_selector(".queue-card__done >> text=رُفض")
    assert (here(moderator).split()[1], count(moderator, "pending"), count(moderator, "rejected")) == ("1", 2, 1)
    moderator.picture("queue-collapsed")

    press("KeyU")
    moderator.page.wait_for_selector("[data-told] >> text=عاد")
    assert (here(moderator).split()[1], count(moderator, "pending"), count(moderator, "rejected")) == ("0", 3, 0)


def test_keys_are_letters_while_somebody_types(readers_write, at_the_queue):
    moderator = at_the_queue(readers_write(2, "كتابة"))
    press = keyboard(moderator)

    press("Slash")
    press("KeyA")
    press("KeyS")

    assert moderator.page.input_value("[data-search]") == "شس"
    assert count(moderator, "pending") == 2


def test_two_keystrokes_at_once_decide_two_comments_and_no_comment_twice(readers_write, at_the_queue):
    address = readers_write(4, "معًا")
    moderator = at_the_queue(address)
    asked = []
    moderator.page.on(
        "request", lambda request: asked.append(request.post_data or "") if "decide" in request.url else 0
    )
    both = "for (const _ of [1, 2]) document.body.dispatchEvent(new KeyboardEvent('keydown', {0}))"
    moderator.page.evaluate(both.format("{code: 'KeyA', key: 'ش', bubbles: true, cancelable: true}"))
    held = "document.body.dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyA', repeat: true, bubbles: true}))"
    moderator.page.evaluate(held)

    shows(moderator, "pending", 2)
    assert len(asked) == 2
    moderator.page.goto(address)
    assert [count(moderator, status) for status in ("pending", "approved")] == [2, 2]


def test_ticked_ones_are_decided_at_once(readers_write, at_the_queue):
    moderator = at_the_queue(readers_write(5, "محدّدة"))
    press = keyboard(moderator)

    for code in ("KeyX", "KeyJ", "KeyJ", "KeyX"):
        press(code)
    press("KeyA", shift=True)

    shows(moderator, "approved", 2)
    assert count(moderator, "pending") == 3
    press("KeyU")
    shows(moderator, "pending", 5)


def test_who_comes_second_sees_a_fresh_card_and_who_was_first(readers_write, at_the_queue):
    address = readers_write(2, "سباق")
    first, second = at_the_queue(address), at_the_queue(address)
    second.page.route("**/comments/news/**", lambda route: route.abort())  # or the card greys out before the key
    keyboard(first)("KeyA")
    first.page.wait_for_selector(".queue-card__done >> text=نُشر")

    keyboard(second)("KeyS")

    second.page.wait_for_selector(".queue-card[data-settled][data-status=approved]")
    assert "سبقك" in second.page.locator(".queue-card__told").inner_text()
    assert here(second).split()[1] == "1"
    assert [count(second, status) for status in ("pending", "approved")] == [1, 1]
    second.picture("queue-conflict")


def test_a_failed_request_puts_the_card_back_and_says_so(readers_write, at_the_queue):
    moderator = at_the_queue(readers_write(2, "انقطاع"))
    moderator.page.route("**/decide/**", lambda route: route.abort())
    keyboard(moderator)("KeyA")

    moderator.page.wait_for_selector("[data-told] >> text=لم يُحفظ القرار")
    assert (here(moderator).split()[1], count(moderator, "pending")) == ("0", 2)
    assert moderator.page.locator(".queue-card__done").count() == 0


def test_new_ones_wait_behind_a_button_that_counts_them(readers_write, at_the_queue):
    address = readers_write(1, "جديدة")
    moderator = at_the_queue(address)
    readers_write(3, "", again=address.partition("=")[2])
    moderator.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    moderator.page.wait_for_selector("[data-news-button] >> text=3 تعليقات جديدة")
    assert moderator.page.locator("article.queue-card").count() == 1
    moderator.picture("queue-news")
    moderator.page.click("[data-news-button]")
    shows(moderator, "pending", 4)
    assert moderator.page.locator("article.queue-card").count() == 4


def test_a_campaign_is_decided_at_once_without_script(readers_write, at_the_queue):
    word = "قاطعوا هذه الشركة فورًا يا إخوتي ولا تشتروا منها شيئًا بعد اليوم أبدًا"
    moderator = at_the_queue(readers_write(12, word), script=False)
    moderator.page.locator(".queue-card__signals a", has_text="مشابه").first.click()
    moderator.picture("queue-campaign")
    assert count(moderator, "pending") == moderator.page.locator("article.queue-card").count() == 12

    for box in moderator.page.locator("article.queue-card input[type=checkbox]").all():
        box.check()
    moderator.page.locator(".queue__bar summary").click()
    moderator.page.locator(".queue__bar").get_by_role("button", name="تكرار").click()

    moderator.page.wait_for_selector(".messages .success >> text=رُفض 12 تعليقًا")
    assert [count(moderator, status) for status in ("pending", "rejected")] == [0, 12]


def test_the_conversation_and_the_senders_record_open_inside_the_card(readers_write, at_the_queue):
    moderator = at_the_queue(readers_write(2, "محادثة"), width=360, dark=True)
    press, page = keyboard(moderator), moderator.page
    press("KeyE")
    page.wait_for_selector(".queue-peek .queue-thread")
    moderator.picture("queue-conversation")
    page.click(".queue-peek button[value^=approve]")
    page.wait_for_selector(".queue-peek .queue-card__done")
    page.click(".queue-peek .queue-card__done button")
    page.wait_for_selector(".queue-peek:not(:has(.queue-card__done))")
    assert page.locator(".queue-peek button[value^=approve]").count() == 1
    press("KeyH")
    page.wait_for_selector(".queue-peek[data-kind=sender] .queue-thread")
    assert "@" not in page.inner_text(".queue-peek")
    moderator.picture("queue-sender")
    press("Escape")
    page.wait_for_selector(".queue-peek", state="detached")
    assert here(moderator).split()[1] == "0"
