"""A moderator decides about 120 comments at once: with a progress bar, and press by press without JavaScript."""

import pytest


def count(moderator, status: str) -> int:
    """Return what a tab counts."""
    return int(moderator.page.locator(f"[data-count={status}]").inner_text())


def press(moderator, button: str) -> None:
    moderator.page.get_by_role("button", name=button, exact=True).click()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_whole_list_is_worked_through_with_progress_and_undone(readers_write, at_the_queue, width):
    address = readers_write(120, "حملة")
    moderator = at_the_queue(address, width=width)
    moderator.picture(f"queue-health-{width}")
    portions = []
    moderator.page.on("request", lambda asked: portions.append(asked.url) if "/portion/" in asked.url else 0)
    moderator.page.click(".queue__whole")
    press(moderator, "مزعج")

    moderator.page.wait_for_selector("text=تمّ: 120")
    assert len(portions) == 2  # the first was done with the press
    assert moderator.page.locator(".job-items__one").count() == 120
    assert moderator.overflow() == 0
    moderator.picture(f"whole-list-result-{width}")

    moderator.page.goto("/admin/comments/mine/")
    assert moderator.page.locator(".decisions__one").first.locator("text=120 تعليقًا").count() == 1
    assert moderator.overflow() == 0
    moderator.picture(f"my-decisions-{width}")
    moderator.page.goto("/admin/")
    assert moderator.overflow() == 0
    moderator.picture(f"moderators-first-page-{width}")

    moderator.page.goto("/admin/comments/mine/")
    moderator.page.locator(".decisions__one").first.get_by_role("button", name="تراجع").click()
    moderator.page.wait_for_selector(".messages .success >> text=عاد 120 تعليقًا")
    moderator.page.goto(address)
    assert [count(moderator, status) for status in ("pending", "spam")] == [120, 0]


def test_it_is_stopped_in_the_middle_and_taken_up_again(readers_write, at_the_queue):
    moderator = at_the_queue(readers_write(120, "توقّف"))
    moderator.page.route("**/portion/", lambda route: None)  # an answer that does not come
    moderator.page.click(".queue__whole")
    press(moderator, "مزعج")
    moderator.page.wait_for_selector("[data-running]")
    moderator.picture("whole-list-running")
    press(moderator, "أوقف")
    moderator.page.wait_for_selector("text=أُوقف العمل")
    assert "50 من 120" in moderator.page.locator(".job__progress").inner_text()

    moderator.page.unroute("**/portion/")
    press(moderator, "تابع")
    moderator.page.wait_for_selector("text=تمّ: 120")


def test_a_broken_connection_is_told_and_nothing_is_lost(readers_write, at_the_queue):
    moderator = at_the_queue(readers_write(60, "انقطاع"))
    moderator.page.route("**/portion/", lambda route: route.abort())
    moderator.page.click(".queue__whole")
    press(moderator, "مزعج")
    moderator.page.wait_for_selector("text=انقطع الاتصال")

    moderator.page.unroute("**/portion/")
    press(moderator, "تابع")
    moderator.page.wait_for_selector("text=تمّ: 60")


def test_without_script_each_press_does_the_next_portion(readers_write, at_the_queue):
    address = readers_write(120, "بلا")
    moderator = at_the_queue(address, script=False, width=360)
    moderator.page.click(".queue__whole")
    assert moderator.overflow() == 0
    moderator.picture("queue-whole-list")
    press(moderator, "مزعج")
    moderator.page.wait_for_selector("text=50 من 120")
    assert moderator.overflow() == 0
    moderator.picture("whole-list-without-script")
    press(moderator, "تابع")
    moderator.page.wait_for_selector("text=100 من 120")
    press(moderator, "تابع")
    moderator.page.wait_for_selector("text=تمّ: 120")

    press(moderator, "تراجع عن القرار كله")
    moderator.page.wait_for_selector(".messages .success >> text=عاد 120 تعليقًا")
    moderator.page.goto(address)
    assert [count(moderator, status) for status in ("pending", "spam")] == [120, 0]
