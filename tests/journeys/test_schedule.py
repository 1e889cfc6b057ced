"""A story with a moment: scheduled in the panel, and taken to the readers by the clock."""

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.journeys.test_editors_day import press, write_story

ZONE = ZoneInfo("Asia/Riyadh")  # the newsroom's own, where TIME_ZONE says nothing else
ROOM = timedelta(minutes=2)  # a slow machine needs a part of it until the button is pressed; one minute must be left
CLOCKS_PATIENCE = timedelta(minutes=1)


def a_full_minute_ahead() -> datetime:
    """Return the first full minute that lies ``ROOM`` ahead: schedules stand to the minute."""
    return (datetime.now(ZONE) + ROOM + timedelta(minutes=1)).replace(second=0, microsecond=0)


def test_a_story_scheduled_ahead_goes_live_by_the_clock_and_not_before(visit):
    chief = visit()
    chief.sign_in("chief")
    number = write_story(chief, "مادة على موعد")
    page = chief.page
    page.locator("[data-side-panel-toggle=status]").click()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]:visible").click()
    moment = a_full_minute_ahead()
    page.fill("#id_go_live_at", f"{moment:%Y-%m-%d %H:%M}")
    # By the keyboard: a calendar opens a moment after a field is entered, and lies over the button.
    with page.expect_navigation():
        page.locator("#schedule-publishing-dialog").get_by_role("button", name="حفظ الجدول").press("Enter")
    press(page, "جدولة")
    page.locator(".messages .success").wait_for()
    chief.picture("desk-scheduled")

    reader = visit(360)
    answers = {}
    while 200 not in answers.values() and datetime.now(ZONE) < moment + CLOCKS_PATIENCE:
        status = reader.page.goto(f"/a/{number}/").status
        answers[datetime.now(ZONE)] = status
        time.sleep(1)

    assert {status for answered, status in answers.items() if answered < moment} == {404}
    assert 200 in answers.values()
    assert reader.page.locator("main h1").inner_text() == "مادة على موعد"
    reader.picture("desk-went-live-by-the-clock")
