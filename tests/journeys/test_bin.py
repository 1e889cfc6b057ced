"""Deleting by mistake, and getting all of it back: into the bin, and out of it, with the readers' comments."""

import re

STORY = "الكتاب"


def test_an_article_goes_to_the_bin_and_comes_back_with_its_comments(visit):
    chief, reader = visit(), visit()
    reader.page.goto("/")
    address = commented_story(reader)
    number = re.search(r"/(\d+)/", address)[1]
    comments = reader.page.locator("#comments article").count()
    assert comments
    chief.sign_in("chief")
    page = chief.page

    page.goto(f"/admin/pages/{number}/delete/")
    assert "وتبقى فيها 30 يومًا" in page.locator("main").inner_text()
    chief.picture("bin-asked")
    page.get_by_role("button", name="انقلها إلى السلّة").click()
    page.get_by_text("في سلّة المحذوفات").first.wait_for()
    assert reader.page.goto(address).status == 410

    page.get_by_role("link", name="سلّة المحذوفات").first.click()
    page.wait_for_url("**/admin/bin/")
    item = page.locator(".bin__item").first
    assert "بقي 30 يومًا" in item.inner_text()
    chief.picture("bin")
    page.set_viewport_size({"width": 360, "height": 900})
    assert chief.overflow() <= 0
    chief.picture("bin-360")
    page.goto(f"/admin/pages/{number}/edit/")
    page.wait_for_url(f"**/admin/bin/{number}/")
    chief.picture("bin-instead-of-the-editor-360")
    page.set_viewport_size({"width": 1280, "height": 900})

    page.get_by_role("button", name="استعادة").click()
    page.wait_for_url(f"**/admin/pages/{number}/edit/")
    page.get_by_text("مسحوبةً").wait_for()
    chief.picture("bin-restored")
    assert reader.page.goto(address).status == 410

    publish(page)
    assert reader.page.goto(address).status == 200
    assert reader.page.locator("#comments article").count() == comments


def test_the_bin_works_without_a_script_and_says_what_it_is_for_when_it_is_empty(visit):
    editor = visit(script=False)
    editor.sign_in("editor")
    editor.page.goto("/admin/bin/")
    assert "السلّة فارغة" in editor.page.locator("main").inner_text()
    editor.picture("bin-empty")


def commented_story(reader) -> str:
    """Find a story of the front page below which readers have spoken; return its address."""
    links = reader.page.locator("main article a, main h2 a, main h3 a")
    addresses = dict.fromkeys(links.evaluate_all("links => links.map(link => link.getAttribute('href'))"))
    for address in addresses:
        if re.search(r"/\d+/", address or ""):
            reader.page.goto(address)
            if reader.page.locator("#comments article").count():
                return address
    raise AssertionError("no story of the front page has a comment")


def publish(page) -> None:
    """Publish from the editor's footer."""
    button = page.locator("footer").get_by_role("button", name=re.compile(r"^\s*نشر"))
    if not button.first.is_visible():
        page.locator("footer .w-dropdown__toggle").click()
    with page.expect_navigation():
        button.first.click()
