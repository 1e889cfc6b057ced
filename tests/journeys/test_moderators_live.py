"""Two moderators at one queue: what one does, the other sees without loading the page anew; and one card at a time."""

import pytest

from tests.journeys.test_moderators_keys import count, here, keyboard


def looks(moderator):
    """Let the page ask now what is new, instead of in fifteen seconds."""
    moderator.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@pytest.fixture
def two(readers_write, visit):
    """A moderator and the editor-in-chief, each at the queue with the same three comments."""

    def two(word, **options):
        address = readers_write(3, word)
        people = []
        for role in ("moderator", "chief"):
            person = visit(**options)
            person.sign_in(role)
            person.page.goto(address)
            people.append(person)
        return people

    return two


def test_what_a_colleague_decides_greys_out_in_place_and_comes_back(two):
    moderator, chief = two("حيّة")
    keyboard(chief)("KeyA")
    chief.page.wait_for_selector(".queue-card__done >> text=نُشر")

    looks(moderator)

    card = moderator.page.wait_for_selector(".queue-card[data-decided]")
    assert card.query_selector(".queue-card__decided").inner_text().endswith(": نُشر")
    assert card.query_selector(".queue-card__decided bdi").inner_text()
    assert {button.is_disabled() for button in card.query_selector_all("button[name=press]")} == {True}
    assert moderator.page.locator("article.queue-card").count() == 3
    assert [count(moderator, status) for status in ("pending", "approved")] == [2, 1]
    moderator.picture("queue-live-decided")

    press = keyboard(moderator)
    for code in ("KeyS", "KeyR", "KeyX"):
        press(code)
    assert count(moderator, "spam") == 0
    press("KeyJ")
    assert here(moderator).split()[1] == "1"

    keyboard(chief)("KeyU")
    chief.page.wait_for_selector("[data-told] >> text=عاد")
    looks(moderator)
    moderator.page.wait_for_selector(".queue-card:not([data-decided])[data-status=pending] >> text=0")
    moderator.page.locator("[data-decided]").first.wait_for(state="detached")
    assert [count(moderator, status) for status in ("pending", "approved")] == [3, 0]


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)])
def test_a_colleague_at_a_card_is_seen_there(two, width, dark):
    moderator, chief = two("حاضرة", width=width, dark=dark)
    with chief.page.expect_response(lambda answer: "at=" in answer.url):
        keyboard(chief)("KeyJ")

    looks(moderator)

    seen = moderator.page.wait_for_selector("article.queue-card:nth-of-type(2) .queue-card__present")
    assert seen.query_selector("bdi").inner_text()
    assert moderator.overflow() == 0
    moderator.picture(f"queue-live-present-{width}-{'dark' if dark else 'light'}")


@pytest.mark.parametrize(("width", "dark"), [(360, False), (360, True), (1280, False), (1280, True)])
def test_one_card_at_a_time_is_looked_at(readers_write, at_the_queue, width, dark):
    moderator = at_the_queue(readers_write(2, "كبيرة https://user@shop.example/a?b"), width=width, dark=dark)
    name = f"queue-single-{width}-{'dark' if dark else 'light'}"
    moderator.picture(f"{name}-before")
    moderator.page.click("[data-single-button]")
    assert shown(moderator) == ["0"]
    assert moderator.page.locator("[data-here] .queue-card__text b").inner_text() == "shop.example"
    assert moderator.overflow() == 0
    moderator.picture(name)


def shown(moderator):
    """Return the numbers of the comments whose text can be read on the page."""
    texts = moderator.page.locator(".queue-card__text").all()
    return [text.inner_text().split()[-1] for text in texts if text.is_visible()]


def test_one_card_at_a_time_is_worked_with_an_arabic_layout_and_remembered_for_the_tab(readers_write, at_the_queue):
    moderator = at_the_queue(readers_write(4, "واحدًا"))
    press = keyboard(moderator)
    assert shown(moderator) == ["0", "1", "2", "3"]

    press("KeyZ")
    assert shown(moderator) == ["0"]
    press("KeyJ")
    press("KeyJ")
    assert shown(moderator) == ["2"]
    press("KeyK")
    assert shown(moderator) == ["1"]
    press("KeyA")
    moderator.page.wait_for_selector(".queue-card__done >> text=نُشر")
    assert (shown(moderator), moderator.page.locator(".queue-card__done").is_visible()) == (["2"], True)
    moderator.page.click("[data-step='1']")
    assert shown(moderator) == ["3"]

    moderator.page.reload()
    moderator.page.wait_for_selector("form[data-single]")
    assert shown(moderator) == ["0"]
    press("KeyR")
    press("Escape")
    assert shown(moderator) == ["0"]
    press("Escape")
    assert shown(moderator) == ["0", "2", "3"]
    moderator.page.reload()
    moderator.page.wait_for_selector("[data-here]")
    assert shown(moderator) == ["0", "2", "3"]
    press("KeyZ")
    press("Slash")
    assert moderator.page.evaluate("document.activeElement.name") == "q"
