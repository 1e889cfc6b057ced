"""Two people in one article, each at a browser of their own: the second sees the first, and nothing is lost."""

from tests.journeys.test_editors_day import AUTOSAVE_TAKES, press, wait_until_kept, wait_until_watched, write_story


def type_title(colleague, title: str) -> None:
    wait_until_watched(colleague.page)
    colleague.page.fill("#id_title", title)


def press_in_the_notice(page, name: str) -> None:
    page.locator(".newer").get_by_role("button", name=name).click()


def slow_down(colleague, milliseconds: int) -> None:
    """Let every answer take that much longer, as on a slow line: the browser does it, no handler of ours waits."""
    line = {"offline": False, "latency": milliseconds, "downloadThroughput": -1, "uploadThroughput": -1}
    colleague.context.new_cdp_session(colleague.page).send("Network.emulateNetworkConditions", line)


def two_in_one_article(visit, headline: str):
    """Sign two colleagues in and open an article of the writer's at both; return them and its address."""
    writer, editor = visit(), visit()
    writer.sign_in("writer")
    editor.sign_in("editor")
    url = f"/admin/pages/{write_story(writer, headline)}/edit/"
    writer.page.goto(url)
    editor.page.goto(url)
    return writer, editor, url


def look_at_it(colleague, name: str) -> None:
    """Keep pictures of the page at a desk and on a phone, where nothing may stand out at the side."""
    colleague.picture(name)
    colleague.page.set_viewport_size({"width": 360, "height": 900})
    assert colleague.overflow() <= 0
    colleague.picture(f"{name}-360")
    colleague.page.set_viewport_size({"width": 1280, "height": 900})


def test_the_second_sees_the_first_and_writes_over_nothing_unknowingly(visit):
    writer, editor, url = two_in_one_article(visit, "ميناء لاثنين")
    assert "هذه المادة مفتوحة الآن عند" in editor.page.locator("#others-here").inner_text()
    writer.page.locator("#others-here", has_text="مفتوحة الآن").wait_for()
    editor.picture("two-people-second")

    # The editor's autosave arrives while the writer types: the writer is told, and the writer's own is paused.
    type_title(editor, "عنوان المحرّرة")
    wait_until_kept(editor.page, "عنوان المحرّرة")
    type_title(writer, "عنوان الكاتبة")
    writer.page.locator(".others__newer").wait_for()
    assert "توقّف الحفظ التلقائي لنصّك." in writer.page.locator(".others__newer").inner_text()
    writer.picture("two-people-told")

    # Pressing save all the same: nothing is written over, both ways out are named.
    press(writer.page, "احفظ|حفظ")
    writer.page.get_by_text("تابِع بلا قلق").wait_for()
    writer.picture("two-people-dialogue")
    writer.page.locator("[data-w-dialog-target=confirm]:visible").click()
    notice = writer.page.locator(".newer")
    notice.wait_for()
    assert "حُفظت نسخة أحدث من هذه المادة" in notice.inner_text()
    assert writer.page.input_value("#id_title") == "عنوان الكاتبة"
    look_at_it(writer, "two-people-asked")
    writer.page.wait_for_timeout(AUTOSAVE_TAKES)
    wait_until_kept(editor.page, "عنوان المحرّرة")

    # Knowingly: the writer's text is the latest, the editor's stays in the history.
    press_in_the_notice(writer.page, "احفظ نصّي فوقها عن علم")
    notice.wait_for(state="detached")
    assert writer.page.input_value("#id_title") == "عنوان الكاتبة"
    writer.page.goto(url.replace("edit", "history"))
    assert writer.page.get_by_text("حُفظت المسودة").count() == 3
    writer.picture("two-people-history")


def test_who_is_late_goes_on_from_the_newer_version_and_finds_the_own_text_in_the_history(visit):
    writer, editor, url = two_in_one_article(visit, "ميناء لمن تأخر")
    type_title(writer, "عنوان الكاتبة")
    wait_until_kept(writer.page, "عنوان الكاتبة")
    type_title(editor, "عنوان المحرّرة")
    press(editor.page, "احفظ|حفظ")
    asked = editor.page.locator("[data-w-dialog-target=confirm]:visible, .newer").first
    asked.wait_for()
    if not editor.page.locator(".newer").count():
        asked.click()
    press_in_the_notice(editor.page, "احفظ نصّي في السجل، وتابِع من النسخة الأحدث")
    editor.page.get_by_text("حُفظ ما كتبته في السجل").wait_for()
    assert editor.page.input_value("#id_title") == "عنوان الكاتبة"
    editor.picture("two-people-kept-aside")
    editor.page.goto(url.replace("edit", "history"))
    assert editor.page.get_by_text("حُفظ هنا نص كُتب بينما حُفظت نسخة أحدث منه").count() == 1


def test_a_save_by_hand_after_ones_own_autosave_is_no_conflict_on_a_slow_line_either(visit):
    writer = visit()
    writer.sign_in("writer")
    story = write_story(writer, "ميناء على خط بطيء")
    page = writer.page
    page.goto(f"/admin/pages/{story}/edit/")
    wait_until_watched(page)
    slow_down(writer, 1500)

    page.fill("#id_title", "الأول")
    wait_until_kept(page, "الأول")
    page.fill("#id_title", "الثاني")
    wait_until_kept(page, "الثاني")
    page.fill("#id_title", "الثالث")
    press(page, "احفظ|حفظ")
    page.wait_for_load_state()
    page.locator(".messages .success, .messages li").first.wait_for()
    assert page.locator(".newer").count() == 0
    assert page.input_value("#id_title") == "الثالث"


def test_a_session_that_ends_while_somebody_types_loses_no_word(visit):
    writer = visit()
    writer.sign_in("writer")
    story = write_story(writer, "ميناء بلا جلسة")
    page = writer.page
    page.goto(f"/admin/pages/{story}/edit/")
    wait_until_watched(page)
    cookies = [cookie for cookie in writer.context.cookies() if cookie["name"] != "sessionid"]
    writer.context.clear_cookies()
    writer.context.add_cookies(cookies)
    page.fill("#id_title", "كُتب بعد الجلسة")
    press(page, "احفظ|حفظ")
    page.wait_for_url("**/account/login/**")
    account = writer.paper.accounts["writer"]
    page.fill("input[name=login]", account["login"])
    page.fill("input[name=password]", account["password"])
    page.click("main button[type=submit]")
    page.wait_for_url(f"**/admin/pages/{story}/edit/")
    page.get_by_text("انتهت جلستك وأنت تكتب.").wait_for()
    assert page.input_value("#id_title") == "كُتب بعد الجلسة"
    writer.picture("typed-text-after-the-session")
    press(page, "احفظ|حفظ")
    page.locator(".messages .success").wait_for()
    assert page.input_value("#id_title") == "كُتب بعد الجلسة"
