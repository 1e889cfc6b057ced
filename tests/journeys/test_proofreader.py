"""«نقّح» in the editor: what is pasted in a hurry is shown, mended and taken back."""

import json
import time

import pytest

from tests.journeys.conftest import SECONDS_OF_PATIENCE
from tests.journeys.test_editors_day import find_section, wait_until_kept, wait_until_watched

HEADLINE = '"الميناء" يفتح أبوابه.. و البلدية  تحتفل, اليوم 🎉'
MENDED_HEADLINE = "«الميناء» يفتح أبوابه… والبلدية تحتفل، اليوم 🎉"
VERSE = "﴿إن مع العسر , يسرا..﴾"
# A link whose text is as it is, a bold word, a verse, and faults around them.
PARAGRAPHS = [
    {"text": f"🎉 قال, في بيان , إن الخطة جاهزة.. ثم تلا {VERSE}", "bold": "الخطة", "link": "بيان"},
    {"text": 'وأضافت "رويترز" أن موقع خبر,عاجل نشره , أولًا', "bold": '"رويترز"', "link": "خبر,عاجل"},
]
TEXTS = [paragraph["text"] for paragraph in PARAGRAPHS]
MENDED = [f"🎉 قال، في بيان، إن الخطة جاهزة… ثم تلا {VERSE}", "وأضافت «رويترز» أن موقع خبر,عاجل نشره، أولًا"]

PASTE = """([at, paragraphs]) => {
  const { ContentState, EditorState, convertFromRaw } = window.DraftJS;
  const entityMap = {}, blocks = paragraphs.map(({ text, bold, link }, key) => {
    entityMap[key] = { type: "LINK", mutability: "MUTABLE", data: { url: "https://example.org/" + key } };
    // What Draft.js stores counts code points, what it works with counts UTF-16 code units.
    const range = (part) => ({ offset: [...text.slice(0, text.indexOf(part))].length, length: [...part].length });
    return { key: "par" + key, text, type: "unstyled", depth: 0, data: {},
      inlineStyleRanges: [{ ...range(bold), style: "BOLD" }], entityRanges: [{ ...range(link), key }] };
  });
  const editor = at.draftailEditor;
  editor.onChange(EditorState.push(editor.getEditorState(), convertFromRaw({ blocks, entityMap }), "insert-fragment"));
}"""


@pytest.fixture
def editor(visit):
    """Return somebody in front of a new article: ``editor(1280)``, with pasted text in the headline and the body."""

    def open_at(width: int):
        writer = visit(width)
        writer.sign_in("writer")
        section = find_section(writer) if width > 800 else None
        page = writer.page
        if section is None:
            page.goto("/admin/pages/")
            row = page.locator("main tr", has_text="سياسة")
            section = row.locator("a[href*='/admin/pages/']").first.get_attribute("href").strip("/").split("/")[2]
        page.goto(f"/admin/pages/add/articles/articlepage/{section}/")
        wait_until_watched(page)
        page.fill("#id_title", HEADLINE)
        page.locator(".c-sf-add-button").last.click()
        page.get_by_role("option", name="فقرة").first.click()
        page.locator(".public-DraftEditor-content").wait_for()
        page.locator("#body-0-value").evaluate(f"(at, paragraphs) => ({PASTE})([at, paragraphs])", PARAGRAPHS)
        wait_for_texts(page, TEXTS)
        return writer

    return open_at


def written(page) -> list[dict]:
    """Return the paragraphs as the form would send them now."""
    return (json.loads(page.locator("#body-0-value").input_value() or "null") or {"blocks": []})["blocks"]


def wait_for_texts(page, texts: list[str]) -> None:
    """Wait until the form would send these paragraphs: the editor writes its field a moment after each change."""
    deadline = time.monotonic() + SECONDS_OF_PATIENCE
    while (now := [block["text"] for block in written(page)]) != texts and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert now == texts


def ask(page) -> None:
    page.get_by_role("button", name="نقّح", exact=True).click()
    page.locator("#proofreader-dialog[aria-hidden]").wait_for(state="detached")


def apply(page) -> None:
    page.locator("[data-proofreader-apply]").click()
    page.locator("#proofreader-dialog[aria-hidden]").wait_for(state="attached")


def test_what_was_pasted_is_shown_mended_and_taken_back(editor):
    writer = editor(1280)
    page = writer.page

    ask(page)
    writer.picture("proofreader-dialog-1280")
    shown = page.locator("[data-proofreader-changes] li")
    assert page.locator("[data-proofreader-sum]").inner_text() == "10 مواضع للتنقيح"
    assert shown.count() == 10
    assert shown.first.inner_text().startswith("العنوان الرئيس: علامتا تنصيص مستقيمتان")
    assert shown.last.inner_text().startswith("فقرة 2: فاصلة لاتينية، مسافة قبل العلامة")
    shown.filter(has_text="نقاط").first.get_by_role("checkbox").uncheck()
    apply(page)

    assert page.input_value("#id_title") == MENDED_HEADLINE.replace("…", "..")
    wait_for_texts(page, MENDED)
    for block, paragraph in zip(written(page), PARAGRAPHS, strict=True):
        (bold,), (link,) = block["inlineStyleRanges"], block["entityRanges"]
        assert marked(block, bold) == paragraph["bold"].replace('"رويترز"', "«رويترز»")
        assert marked(block, link) == paragraph["link"]
    assert page.locator("[data-proofreader-said]").inner_text() == "عُدّلت 9 مواضع."
    writer.picture("proofreader-applied-1280")

    page.locator(".public-DraftEditor-content").click()
    page.keyboard.press("Control+z")
    wait_for_texts(page, TEXTS)
    page.keyboard.press("Control+Shift+z")
    wait_for_texts(page, MENDED)
    page.locator("#id_title").click()
    page.keyboard.press("Control+z")
    assert page.input_value("#id_title") == HEADLINE
    page.keyboard.press("Control+Shift+z")

    page.get_by_role("button", name="تراجع", exact=True).click()
    assert page.input_value("#id_title") == HEADLINE
    wait_for_texts(page, TEXTS)
    assert page.locator("[data-proofreader-said]").inner_text() == "أُلغي التنقيح وعاد النص كما كان."


def marked(block: dict, span: dict) -> str:
    return block["text"][span["offset"] : span["offset"] + span["length"]]


def test_the_captions_of_the_pictures_beside_the_lead_picture_are_read_too(editor):
    writer = editor(1280)
    page = writer.page
    page.locator("section[id$='-lead_gallery-section'] .c-sf-add-button").first.click()
    page.locator("#lead_gallery-0-value-caption").fill("المرفأ , ليلًا..")

    ask(page)
    own = page.locator("[data-proofreader-changes] li", has_text="صور أخرى")
    assert own.count() == 2
    assert own.first.inner_text().startswith("صور أخرى مع الصورة الرئيسة، صورة 1: فاصلة لاتينية")
    writer.picture("proofreader-gallery-1280")
    apply(page)

    assert page.input_value("#lead_gallery-0-value-caption") == "المرفأ، ليلًا…"
    wait_for_texts(page, MENDED)


def test_a_pictures_own_caption_and_credit_are_read_where_they_are_written(visit):
    chief = visit(1280)
    chief.sign_in("chief")
    page = chief.page
    page.goto("/admin/images/")
    page.locator("main a[href*='/admin/images/']:has(img)").first.click()
    page.fill("#id_caption", 'ميناء "القمر" , ليلًا')
    page.fill("#id_credit", "سلمى , خاص")

    ask(page)
    shown = page.locator("[data-proofreader-changes] li")
    assert [each.split(":")[0] for each in shown.all_inner_texts()] == ["التعليق على الصورة"] * 2 + ["مصدر الصورة"]
    chief.picture("proofreader-picture-1280")
    apply(page)

    assert page.input_value("#id_caption") == "ميناء «القمر»، ليلًا"
    assert page.input_value("#id_credit") == "سلمى، خاص"


def test_it_is_worked_with_the_keyboard_alone_and_what_it_mended_is_saved(editor):
    page = editor(1280).page
    page.locator("#id_title").focus()

    page.keyboard.press("Control+Alt+n")
    page.locator("#proofreader-dialog[aria-hidden]").wait_for(state="detached")
    page.keyboard.press("Escape")
    page.locator("#proofreader-dialog[aria-hidden]").wait_for(state="attached")
    assert page.input_value("#id_title") == HEADLINE

    page.get_by_role("button", name="نقّح", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator("#proofreader-dialog[aria-hidden]").wait_for(state="detached")
    for _step in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#proofreader-dialog') !== null")
        if page.evaluate("document.activeElement.hasAttribute('data-proofreader-apply')"):
            break
    page.keyboard.press("Enter")
    assert page.input_value("#id_title") == MENDED_HEADLINE
    assert page.evaluate("document.activeElement.hasAttribute('data-proofreader-undo')")
    page.wait_for_url("**/edit/**")
    wait_until_kept(page, "خبر,عاجل نشره، أولًا")
    page.reload()
    assert page.input_value("#id_title") == MENDED_HEADLINE
    page.get_by_role("button", name="نقّح", exact=True).click()
    page.get_by_text("لا شيء يحتاج إلى تنقيح: النص سليم.").wait_for()


def test_what_is_typed_meanwhile_is_asked_about_again_and_a_failure_loses_nothing(editor):
    writer = editor(360)
    page = writer.page
    asked = []

    def slowly(route):
        asked.append(json.loads(route.request.post_data))
        if len(asked) == 1:
            page.locator("#id_title").evaluate("(field) => { field.value = 'عاجل.. زلزال' }")
        route.continue_()

    page.route("**/articles/proofread/", slowly)
    ask(page)
    assert [len(each["texts"]) for each in asked] == [3, 3]
    assert "عاجل.. زلزال" in page.locator("[data-proofreader-changes] li").first.inner_text().replace("..…", "..")
    assert writer.overflow() == 0
    writer.picture("proofreader-dialog-360")
    page.locator("#id_title").evaluate("(field) => { field.value = 'قال, ثم' }")
    page.locator("[data-proofreader-apply]").click()
    page.get_by_text("تغيّر النص في هذه الأثناء، فقُرئ من جديد.").wait_for()
    assert page.input_value("#id_title") == "قال, ثم"
    apply(page)
    assert page.input_value("#id_title") == "قال، ثم"
    writer.picture("proofreader-applied-360")
    page.locator("#id_title").press("End")
    page.keyboard.type("!")
    page.get_by_role("button", name="تراجع", exact=True).click()
    said = "مواضع حُرّرت بعد التنقيح فبقيت على حالها: العنوان الرئيس"
    assert page.locator("[data-proofreader-said]").inner_text() == said
    assert page.input_value("#id_title") == "قال، ثم!"
    wait_for_texts(page, TEXTS)

    page.unroute("**/articles/proofread/")
    page.route("**/articles/proofread/", lambda route: route.abort())
    page.get_by_role("button", name="نقّح", exact=True).click()
    page.get_by_text("تعذّر تنقيح النص الآن").wait_for()
    assert page.input_value("#id_title") == "قال، ثم!"
