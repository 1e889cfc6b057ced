"""A video and a post of other sites in front of a reader: nobody else learns of it before the button is pressed."""

from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import expect

VIDEO, POST = "آخر عتمة نظيفة", "في مديح البطء"
# What a site's own frame says of its height, in its own words (platform.twitter.com).
TALL = """<script>
    parent.postMessage({"twttr.embed": {"method": "twttr.private.resize", "params": [{"height": 412}]}}, "*");
</script>"""


@contextmanager
def reader(browser, paper, *, script: bool = True):
    """A reader's window, and the list of foreign hosts that it asks; these answer with a frame of their own."""
    context = browser.new_context(
        base_url=paper.url, viewport={"width": 360, "height": 800}, java_script_enabled=script
    )
    own, asked, trouble = urlsplit(paper.url).netloc, [], []

    def answer(route) -> None:
        host = urlsplit(route.request.url).netloc
        if host == own:
            route.continue_()
            return
        asked.append(host)
        route.fulfill(content_type="text/html", body=f"<title>frame</title>{TALL}")

    context.route("**/*", answer)
    page = context.new_page()
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    yield page, asked
    context.close()
    assert trouble == []


def open_story(page, headline: str):
    """Open the article of the demo by its headline and return its first embed."""
    section = "/opinion/" if headline == POST else "/science/"
    page.goto(section)
    page.locator(".teaser__title a", has_text=headline).first.click()
    return page.locator(".embed").first


def read_on(page) -> None:
    """Go through the whole page, so that what waits to be seen is loaded."""
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    page.wait_for_load_state("networkidle")


def test_a_video_asks_its_site_only_after_the_press(browser, paper):
    with reader(browser, paper) as (page, asked):
        video = open_story(page, VIDEO)
        read_on(page)
        assert (asked, page.locator("iframe").count()) == ([], 0)
        link = video.get_by_role("link", name="شاهده على يوتيوب")
        assert link.get_attribute("href").startswith("https://www.youtube.com/")

        video.get_by_role("button", name="شغّله هنا").click()
        frame = video.locator("iframe")
        frame.wait_for()
        page.wait_for_load_state("networkidle")

        assert asked == ["www.youtube-nocookie.com"]
        assert frame.get_attribute("title").startswith("الأرض ليلًا")
        assert page.evaluate("document.activeElement.tagName") == "IFRAME"
        width, height = frame.evaluate("frame => [frame.offsetWidth, frame.offsetHeight]")
        assert (width, abs(width * 9 / 16 - height) <= 1) == (video.evaluate("place => place.offsetWidth"), True)


def test_a_post_becomes_as_high_as_its_site_says(browser, paper):
    with reader(browser, paper) as (page, asked):
        post = open_story(page, POST)
        post.get_by_role("button", name="اعرضه هنا").click()
        expect(page.locator(".embed__frame")).to_have_css("height", "412px")
        assert asked == ["platform.twitter.com"]


def test_without_script_there_is_a_link_and_no_button(browser, paper):
    with reader(browser, paper, script=False) as (page, asked):
        video = open_story(page, VIDEO)
        assert video.get_by_role("link", name="شاهده على يوتيوب").is_visible()
        assert (video.get_by_role("button").count(), video.locator(".embed__note").is_visible()) == (0, False)
        assert asked == []
