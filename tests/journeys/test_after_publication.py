"""What a newsroom does about what readers have seen: correct it, mend it, withdraw it, take it down for the law."""

import re

from tests.journeys.test_for_everybody import faults

TEXT = "ورد في نسخة سابقة أن الافتتاح يوم السبت، والصواب يوم الجمعة."
WHY = "حكم المحكمة رقم 17"
MENDED = "عنوان بلا خطأ طباعي"
UPDATED = "آخر تحديث"


def test_a_correction_is_said_on_the_article_and_on_the_page_of_all(visit):
    reader, chief = visit(360), visit()
    address, number = last_story(reader)
    chief.sign_in("chief")
    page = chief.page
    page.goto(f"/admin/pages/{number}/edit/")
    page.locator(".w-slim-header").get_by_role("button", name="الإجراءات").click()
    page.get_by_role("link", name="حال المادة").click()
    page.select_option("#correct_kind", label="تصحيح")
    page.fill("#correct_text", TEXT)
    do(page, "انشر التصويب")
    chief.picture("after-corrected")

    for url in (address, "/corrections/"):
        reader.page.goto(url)
        said = read(reader)
        assert re.search(r"تصحيح \(.+، \d\d:\d\d\):", said)
        assert TEXT in said
        assert reader.overflow() <= 0
        reader.picture("after-correction-on-the-article" if url == address else "after-corrections")

    page.get_by_role("button", name="اسحب التصويب").click()
    page.wait_for_selector(".messages .success")
    reader.page.goto(address)
    assert TEXT not in read(reader)


def test_a_story_is_mended_withdrawn_and_taken_down_at_one_address(visit):
    reader, chief = visit(), visit()
    _address, number = last_story(reader)
    chief.sign_in("chief")
    page = chief.page
    page.goto(f"/admin/pages/{number}/edit/")
    page.fill("#id_title", MENDED)
    press(page, "نشر تصويب طفيف")
    reader.page.goto(f"/a/{number}/")
    address = reader.page.url
    assert reader.page.locator("main h1").inner_text() == MENDED
    assert UPDATED not in read(reader)

    page.goto(f"/admin/articles/{number}/desk/")
    page.get_by_role("link", name="اسحب المادة").click()
    page.locator("main form [type=submit]").click()
    page.wait_for_selector(".messages .success")
    assert reader.page.goto(address).status == 410
    assert faults(reader.page) == []
    publish(page, number)
    assert (reader.page.goto(address).status, reader.page.url) == (200, address)
    assert UPDATED not in read(reader)

    page.goto(f"/admin/articles/{number}/desk/")
    page.fill("#take_down_reason", WHY)
    do(page, "حجب قانوني")
    chief.picture("after-taken-down")
    assert reader.page.goto(address).status == 410
    assert WHY not in reader.page.content()
    do(page, "رفع الحجب")
    publish(page, number)
    assert (reader.page.goto(address).status, reader.page.url) == (200, address)


def test_the_sheet_works_without_a_script_on_a_telephone(visit):
    chief = visit(360, script=False)
    _address, number = last_story(chief)
    chief.sign_in("chief")
    page = chief.page
    page.goto(f"/admin/articles/{number}/desk/")
    assert chief.overflow() <= 0
    page.fill("#hold_reason", "ننتظر ردّ البلدية")
    page.get_by_role("button", name="أوقف المادة").click()
    page.get_by_text("موقوفة: لا تُنشر أي نسخة").wait_for()
    assert "ننتظر ردّ البلدية" in read(chief)
    chief.picture("after-held-360")
    page.get_by_role("button", name="رفع الإيقاف").click()
    page.get_by_role("button", name="أوقف المادة").wait_for()
    assert "ننتظر ردّ البلدية" not in read(chief)


def last_story(reader) -> tuple[str, str]:
    """Return the address and the number of the last story of the first section."""
    reader.page.goto("/")
    reader.page.goto(reader.page.locator("nav.sections a").first.get_attribute("href"))
    links = reader.page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    address = [link for link in links if re.search(r"/\d+/", link or "")][-1]
    return address, re.search(r"/(\d+)/", address)[1]


def read(visitor) -> str:
    """Return what stands on the page."""
    return visitor.page.locator("main").inner_text()


def do(page, label: str) -> None:
    """Press a button of the sheet, and wait until it is told that it is done."""
    page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_selector(".messages .success")


def publish(page, number: str) -> None:
    """Publish from the editor."""
    page.goto(f"/admin/pages/{number}/edit/")
    press(page, "نشر")


def press(page, label: str) -> None:
    """Press a button of the editor's footer, opening its menu where the button is inside."""
    button = page.locator("footer").get_by_role("button", name=re.compile(f"^\\s*{label}"))
    if not button.first.is_visible():
        page.locator("footer .w-dropdown__toggle").click()
    button.first.click()
    page.wait_for_selector(".messages .success")
