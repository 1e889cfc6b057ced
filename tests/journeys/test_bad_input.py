"""Bad input of each kind: a clear sentence beside the field, everything typed is kept, nothing half-happens."""

import pytest

from tests.journeys.test_reader_comments import open_story

GOOD = {"name": "سلمى", "email": "salma@example.org", "body": "نص واضح لا عيب فيه."}
BAD = {
    "nothing but spaces": ("name", "   "),
    "nothing but tatweel": ("body", "ـــــ"),
    "nothing but hidden marks": ("name", "\u200f\u202e\u200b"),
    "one letter": ("name", "س"),
    "too long": ("body", "ط" * 2001),
    "no address": ("email", "salma"),
    "no host": ("email", "salma@"),
    "an address too long": ("email", "s" * 250 + "@example.org"),
}


def send(reader, values: dict[str, str]):
    """Fill the form past the browser's own checks, send it, and return the answer."""
    reader.page.eval_on_selector("#comment-form", "form => form.noValidate = true")
    for name, value in values.items():
        reader.page.fill(f"#comment-form [name={name}]", value)
    with reader.page.expect_navigation() as answer:
        reader.page.click("#comment-form [type=submit]")
    return answer.value


@pytest.mark.parametrize("case", BAD)
def test_a_bad_field_is_named_and_everything_typed_is_kept(visit, case):
    field, value = BAD[case]
    reader = visit(360, dark=case == "too long")
    open_story(reader)
    typed = GOOD | {field: value}

    answer = send(reader, typed)

    assert answer.status == 422
    broken = reader.page.locator(f"#comment-form [name={field}]")
    assert broken.get_attribute("aria-invalid") == "true"
    sentence = reader.page.locator(f"#{broken.get_attribute('aria-describedby').split()[-1]}").inner_text()
    assert any("\u0600" <= letter <= "\u06ff" for letter in sentence)
    for name, text in typed.items():
        assert reader.page.locator(f"#comment-form [name={name}]").input_value() == text
    assert reader.page.locator("#comment-form [aria-invalid=true]").count() == 1
    assert reader.overflow() == 0
    reader.picture(f"bad-{case.replace(' ', '-')}")


def test_fields_that_the_form_does_not_know_change_nothing(visit):
    reader = visit(1280)
    story = open_story(reader)
    reader.page.eval_on_selector(
        "#comment-form",
        """form => { for (const [name, value] of [["status", "approved"], ["approved", "1"], ["ip", "1.2.3.4"]]) {
            const field = document.createElement("input");
            Object.assign(field, {type: "hidden", name, value}); form.append(field); } }""",
    )

    answer = send(reader, GOOD | {"name": "متسلّل"})

    assert answer.status == 200
    assert answer.url.endswith("#comment-received") or reader.page.url.endswith("#comment-received")
    reader.page.goto(story)
    assert reader.page.locator("#comments", has_text="متسلّل").count() == 0


@pytest.mark.parametrize("path", ["/politics/999999/لا-شيء/", "/nowhere/", "/a/999999/", "/comments/999999/"])
def test_what_does_not_exist_says_so_in_arabic(visit, path):
    reader = visit(360)

    answer = reader.page.goto(path)

    assert answer.status == 404
    assert reader.page.locator("html").get_attribute("dir") == "rtl"
    assert reader.page.locator("main h1").inner_text() == "هذه الصفحة ليست هنا"
    assert reader.overflow() == 0


def test_a_wrong_password_is_refused_without_saying_which_part_was_wrong(visit):
    stranger = visit(360)
    stranger.page.goto("/account/login/")
    told = []
    for login in ("nobody@example.org", stranger.paper.accounts["writer"]["login"]):
        stranger.page.fill("input[name=login]", login)
        stranger.page.fill("input[name=password]", "ليست كلمة المرور")
        with stranger.page.expect_navigation():
            stranger.page.click("main button[type=submit]")
        assert stranger.page.locator("input[name=login]").input_value() == login
        told.append(stranger.page.locator("[role=alert], .errorlist, .field__error").first.inner_text())

    assert told[0] == told[1]
    stranger.picture("login-refused")
