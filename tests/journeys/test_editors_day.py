"""A story's life in the panel: written, handed in, approved, published, withdrawn, and back."""

import html
import re
import time

import pytest

HEADLINE = "البلدية تفتح الميناء القديم للزوّار"
PARAGRAPH = "قالت البلدية إن الميناء القديم يفتح أبوابه يوم الجمعة."
SECTION = "سياسة"
AUTOSAVE_TAKES = 3000  # ms: within so long Wagtail would have sent what it noticed


def find_section(colleague, title: str = SECTION) -> int:
    """Walk to the section as a person does, and return its number."""
    page = colleague.page
    page.goto("/admin/pages/")
    page.locator("main tr", has_text=title).locator("a[aria-label*=استكشاف], a[title*=استكشاف]").first.click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    return int(re.search(r"/admin/pages/(\d+)/", page.url)[1])


def add_paragraph(page, text: str) -> None:
    """Add a paragraph at the end of the body and type into it."""
    page.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name="فقرة").first.click()
    page.locator(".public-DraftEditor-content").last.click()
    page.keyboard.type(text)


def sign_with_team(page) -> None:
    """Sign the story with the first team offered."""
    page.click("#id_byline-ADD")
    page.locator("#id_byline-FORMS").get_by_role("button", name="اختيار فريق").last.click()
    page.locator(".modal-body table a").first.click()
    page.locator(".modal-body").wait_for(state="detached")


def press(page, label: str) -> None:
    """Press a button of the footer, opening its menu where the button is inside."""
    button = page.locator("footer").get_by_role("button", name=re.compile(f"^\\s*{label}"))
    if not button.first.is_visible():
        page.locator("footer .w-dropdown__toggle").click()
    button.first.click()


def confirm_if_asked(page) -> None:
    """Confirm the dialogue that the workflow's buttons open."""
    dialogue = page.locator(".modal-body form")
    if dialogue.count() or page.locator(".modal").count():
        dialogue.locator("[type=submit]").first.click()


def wait_until_watched(page) -> None:
    """Wait until Wagtail notices what is typed: what was typed before its first look at the form is no change to it."""
    page.wait_for_selector("html[data-watched]", state="attached")


def wait_until_kept(page, text: str) -> None:
    """Wait until autosave has brought ``text`` to the server: until a second look at the same page shows it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        answer = html.unescape(page.context.request.get(page.url).text())
        if text in re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), answer):
            return
        page.wait_for_timeout(500)
    pytest.fail(f"Autosave did not keep: {text}")


def write_story(writer, headline: str) -> int:
    """Write a story in the panel, let autosave keep it, and return its number."""
    section = find_section(writer)
    page = writer.page
    page.goto(f"/admin/pages/add/articles/articlepage/{section}/")
    wait_until_watched(page)
    page.fill("#id_title", headline)
    page.fill("#id_standfirst", "ثلاثة أرصفة تعود إلى المدينة.")
    page.fill("#id_place", "طرابلس")
    sign_with_team(page)
    page.wait_for_url("**/edit/**")  # autosave gave the new story its address
    page.wait_for_timeout(AUTOSAVE_TAKES)
    add_paragraph(page, "")
    page.keyboard.type(PARAGRAPH)
    wait_until_kept(page, PARAGRAPH)
    return int(re.search(r"/admin/pages/(\d+)/edit/", page.url)[1])


@pytest.fixture
def desk(visit):
    """The three at the desk, signed in: ``desk("writer")``."""

    def sign_in(role: str):
        colleague = visit(1280)
        colleague.sign_in(role)
        return colleague

    return sign_in


def test_a_story_goes_from_its_writer_to_the_readers_and_back(visit, desk):
    reader = visit(360)
    writer = desk("writer")
    number = write_story(writer, HEADLINE)
    short = f"/a/{number}/"

    writer.page.reload()
    assert writer.page.input_value("#id_title") == HEADLINE
    assert PARAGRAPH in writer.page.locator(".public-DraftEditor-content").last.inner_text()
    writer.picture("desk-writer")
    assert reader.page.goto(short).status == 404
    assert writer.page.locator("footer").get_by_role("button", name="نشر", exact=True).count() == 0
    press(writer.page, "تقديم")
    writer.page.wait_for_selector(".messages .success")

    editor = desk("editor")
    editor.page.goto(f"/admin/pages/{number}/edit/")
    press(editor.page, "إجازة")
    editor.page.wait_for_selector(".messages .success, .modal-body")
    confirm_if_asked(editor.page)
    editor.page.wait_for_selector(".messages .success")
    editor.picture("desk-editor")
    assert reader.page.goto(short).status == 404

    publisher = desk("publisher")
    publisher.page.goto(f"/admin/pages/{number}/edit/")
    press(publisher.page, "نشر")
    publisher.page.wait_for_selector(".messages .success")
    publisher.picture("desk-publisher")
    assert reader.page.goto(short).status == 200
    address = reader.page.url
    assert reader.page.locator("main h1").inner_text() == HEADLINE
    assert reader.page.locator(".dateline").inner_text().startswith("طرابلس")
    reader.picture("desk-live")

    publisher.page.goto(f"/admin/pages/{number}/unpublish/")
    publisher.page.locator("main form [type=submit]").click()
    publisher.page.wait_for_selector(".messages .success")
    assert reader.page.goto(address).status == 410
    reader.picture("desk-withdrawn")

    publisher.page.goto(f"/admin/pages/{number}/edit/")
    press(publisher.page, "نشر")
    publisher.page.wait_for_selector(".messages .success")
    answer = reader.page.goto(address)
    assert (answer.status, reader.page.url) == (200, address)


def test_what_a_live_story_lacks_is_told_beside_the_fields_and_the_draft_is_kept(desk):
    publisher = desk("chief")
    section = find_section(publisher)
    page = publisher.page
    page.goto(f"/admin/pages/add/articles/articlepage/{section}/")
    wait_until_watched(page)
    page.fill("#id_title", "مادة بلا توقيع ولا نص")

    press(page, "نشر")

    page.wait_for_selector(".messages .error, .messages .warning")
    told = page.locator("main").inner_text()
    assert "لا أحد يوقّع المادة" in told or "توقيع" in page.locator(".error-message, .help-critical").first.inner_text()
    assert page.input_value("#id_title") == "مادة بلا توقيع ولا نص"
    publisher.picture("desk-refused")


def test_the_live_preview_shows_a_story_that_was_never_saved(desk):
    writer = desk("writer")
    section = find_section(writer)
    page = writer.page
    page.goto(f"/admin/pages/add/articles/articlepage/{section}/")
    wait_until_watched(page)
    page.fill("#id_title", "معاينة قبل الحفظ")

    page.locator("[data-side-panel-toggle='preview']").click()
    frame = page.frame_locator("iframe[data-preview-iframe], #w-preview-iframe").first
    frame.locator("main h1").wait_for()

    assert frame.locator("main h1").inner_text() == "معاينة قبل الحفظ"
    writer.picture("desk-preview")
