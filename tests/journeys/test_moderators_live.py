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
    moderator.page.wait_for_function("!document.querySelector('[data-decided]')")
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
