"""A review as a desk has it: handed in with a note, sent back with a reason, approved, read twice, published as is."""

import re
import time
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

from tests.journeys.test_editors_day import (
    confirm_if_asked,
    find_section,
    press,
    wait_until_kept,
    wait_until_watched,
    write_story,
)

HEADLINE = f"الميناء القديم بين مراجعتين {int(time.time()) % 100_000}"  # a name of its own, however often it is walked
RULE = re.compile(rb"^-{79}$", re.MULTILINE)


def letters(paper) -> list[tuple[str, str]]:
    """Return the subject and the text of every mail that has left."""
    files = sorted((paper.data / "mail").glob("*.log"))
    mails = [mail.strip() for file in files for mail in RULE.split(file.read_bytes()) if mail.strip()]
    parsed = [message_from_bytes(mail, policy=default) for mail in mails]
    return [(mail["Subject"], mail.get_content()) for mail in parsed]


def wait_for_letter(paper, subject: str, *words: str) -> None:
    """Wait until a mail with this subject, and these words in it, has left: the clock sends it within seconds."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if any(subject in line and all(word in text for word in words) for line, text in letters(paper)):
            return
        time.sleep(1)
    raise AssertionError([line for line, _text in letters(paper)])


def waiting(colleague, headline: str):
    """Open the panel's first page and return the row of ``headline``."""
    colleague.page.goto("/admin/")
    return colleague.page.locator(".waiting__item", has_text=headline)


def look_at_it(colleague, name: str) -> None:
    """Keep pictures of the page at a desk and on a phone, where nothing may stand out at the side."""
    colleague.picture(name)
    colleague.page.set_viewport_size({"width": 360, "height": 900})
    assert colleague.overflow() <= 0
    colleague.picture(f"{name}-360")
    colleague.page.set_viewport_size({"width": 1280, "height": 900})


def hand_in(writer, note: str) -> None:
    """Press the button in the editor, say something, hand in."""
    press(writer.page, "سلّم مع ملاحظة")
    writer.page.wait_for_url("**/articles/hand-in/**")
    writer.page.fill("#id_comment", note)
    look_at_it(writer, "review-hand-in")
    writer.page.get_by_role("button", name="سلّم المادة").click()
    writer.page.locator(".messages .success", has_text="سُلّمت المادة").wait_for()


def approve(colleague, number: int) -> None:
    """Open the article from its row and approve it."""
    colleague.page.goto(f"/admin/pages/{number}/edit/")
    press(colleague.page, "إجازة")
    colleague.page.wait_for_selector(".messages .success, .modal-body")
    confirm_if_asked(colleague.page)
    colleague.page.wait_for_selector(".messages .success")


def send_back(editor, reason: str) -> None:
    """Try to send back without a word, which is refused beside the field; then say why."""
    press(editor.page, "إعادة مع ملاحظة")
    dialogue = editor.page.locator(".modal-body")
    dialogue.locator("[type=submit]").click()
    dialogue.get_by_text("قل ما الذي يجب تغييره.").wait_for()
    editor.picture("review-empty-note")
    dialogue.locator("textarea").fill(reason)
    dialogue.locator("[type=submit]").click()
    editor.page.wait_for_selector(".messages .success")


@contextmanager
def copy_edit(chief):
    """Switch the copy edit of the section on, and off again."""
    section = find_section(chief)

    def switch(on: bool) -> None:
        chief.page.goto(f"/admin/pages/{section}/edit/")
        chief.page.get_by_role("tab", name="الإعدادات").click()
        wait_until_watched(chief.page)
        chief.page.set_checked("#id_needs_copy_edit", on)
        press(chief.page, "نشر")
        chief.page.wait_for_selector(".messages .success")

    switch(True)
    try:
        yield
    finally:
        switch(False)


def go_back_and_forth(paper, writer, editor, number: int) -> None:
    """Hand in with a note, send back with a reason, change, hand in again: each finds it on the first page."""
    hand_in(writer, "الأرقام من بيان البلدية")
    wait_for_letter(paper, "للمراجعة", HEADLINE, "الأرقام من بيان البلدية", f"{paper.url}/admin/pages/{number}/edit/")

    # The editor finds it on the first page, and sends it back with a reason.
    row = waiting(editor, HEADLINE)
    assert "الأرقام من بيان البلدية" in row.inner_text()
    look_at_it(editor, "review-waiting-editor")
    row.get_by_role("link", name=HEADLINE).click()
    send_back(editor, "أضف رقم القرار")
    wait_for_letter(paper, "أُعيدت بملاحظة", "أضف رقم القرار")

    # The writer reads why, changes it and hands it in again.
    row = waiting(writer, HEADLINE)
    assert "أضف رقم القرار" in row.inner_text()
    look_at_it(writer, "review-waiting-writer")
    row.get_by_role("link", name=HEADLINE).click()
    wait_until_watched(writer.page)
    writer.page.fill("#id_standfirst", "ثلاثة أرصفة تعود بالقرار 12.")
    wait_until_kept(writer.page, "القرار 12")
    hand_in(writer, "أضفته في المقدمة")


def test_a_story_is_sent_back_read_twice_and_published_exactly_as_it_was_approved(visit, paper):
    people = {role: visit(dark=role == "publisher") for role in ("writer", "editor", "publisher", "chief")}
    for role, colleague in people.items():
        colleague.sign_in(role)
    writer, editor, publisher, chief = people.values()
    with copy_edit(chief):
        number = write_story(writer, HEADLINE)
        go_back_and_forth(paper, writer, editor, number)

        # The editor approves, a second reader reads the language.
        approve(editor, number)
        assert re.search("تنتظر: .*يوسف الكيلاني", waiting(chief, HEADLINE).inner_text())
        look_at_it(chief, "review-waiting-chief")
        wait_for_letter(paper, "للتدقيق", HEADLINE)
        assert "قيد التدقيق" in waiting(publisher, HEADLINE).inner_text()
        approve(publisher, number)
        wait_for_letter(paper, "أُجيزت", HEADLINE)

        # The writer goes on writing; what was approved is published, and nothing else.
        writer.page.goto(f"/admin/pages/{number}/edit/")
        wait_until_watched(writer.page)
        writer.page.fill("#id_title", "عنوان لم يقرأه أحد")
        wait_until_kept(writer.page, "عنوان لم يقرأه أحد")
        row = waiting(publisher, HEADLINE)
        look_at_it(publisher, "review-waiting-publisher-dark")
        row.get_by_role("link", name="عاينها وانشرها").click()
        publisher.page.get_by_text("لهذه المادة مسودة أحدث").wait_for()
        assert publisher.page.locator(".ready__title").inner_text() == HEADLINE
        look_at_it(publisher, "review-ready-dark")
        publisher.page.get_by_role("button", name="انشر هذه النسخة الآن").click()
        publisher.page.locator(".messages .success", has_text="النسخة المجازة نفسها").wait_for()
        look_at_it(publisher, "review-published-dark")
    wait_for_letter(paper, "نُشرت", HEADLINE)
    reader = visit(360)
    assert reader.page.goto(f"/a/{number}/").status == 200
    assert reader.page.locator("main h1").inner_text() == HEADLINE
    assert "القرار 12" in reader.page.locator("main").inner_text()
