"""A reader proves an address and says what is theirs; a moderator bans from a card, and takes the ban back."""

import re
import time
from email import message_from_bytes
from email.policy import default
from uuid import uuid4

from tests.journeys.test_for_everybody import faults
from tests.journeys.test_reader_comments import RECEIVED, card_with, open_story
from tests.journeys.test_review import RULE

PATIENCE = 180


def letters_to(paper, address: str) -> list[tuple[str, str]]:
    """Return the subject and the text of every mail that has left for an address."""
    files = sorted((paper.data / "mail").glob("*.log"))
    mails = [mail.strip() for file in files for mail in RULE.split(file.read_bytes()) if mail.strip()]
    parsed = [message_from_bytes(mail, policy=default) for mail in mails]
    return [(mail["Subject"], mail.get_content()) for mail in parsed if mail["To"] == address]


def letter_to(paper, address: str, subject: str) -> str:
    """Wait until a letter with these words in its subject has left for an address; return its text."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for line, text in letters_to(paper, address):
            if subject in line:
                return text
        time.sleep(1)
    raise AssertionError(letters_to(paper, address))


def write(reader, body: str, address: str, *, tick: bool = False) -> None:
    """Fill the form and send it, without waiting for what is said to it."""
    reader.page.fill("#comment-form [name=name]", "ليلى")
    reader.page.fill("#comment-form [name=email]", address)
    reader.page.fill("#comment-form [name=body]", body)
    if tick:
        reader.page.check("#comment-form [name=notice]")
    reader.page.click("#comment-form [type=submit]")
    reader.page.wait_for_url("**#comment-received")
    assert RECEIVED in reader.page.locator("#comment-received").inner_text()


def at_the_queue(visit, word: str):
    """Sign a moderator in, at the queue with only what holds ``word``."""
    moderator = visit(1280, script=False)
    moderator.sign_in("moderator")
    moderator.page.goto(f"/admin/comments/?q={word}")
    return moderator


def test_a_reader_proves_the_address_disowns_a_strangers_words_and_hears_of_the_own(visit, paper):
    word, address = f"ميناء{uuid4().hex[:6]}", f"layla-{uuid4().hex[:6]}@example.org"
    reader = visit(360)
    story = open_story(reader)
    write(reader, f"متى يُفتح الميناء؟ {word}", address, tick=True)
    reader.picture("identity-form-360")
    stranger = visit(1280)
    stranger.page.goto(story)
    stranger.picture("identity-form-1280")
    write(stranger, f"كلام لم تقله ليلى {word}", address)

    link = re.search(r"https?://\S+", letter_to(paper, address, "هل هذا عنوانك؟"))[0]
    for name, owner in {"1280": visit(1280), "dark": visit(360, dark=True)}.items():
        owner.page.goto(link)
        owner.picture(f"identity-confirm-{name}")
        assert (owner.overflow(), faults(owner.page)) == (0, [])
    reader.page.goto(link)
    assert reader.page.locator("fieldset.claim").count() == 2
    reader.page.locator("fieldset.claim", has_text="متى يُفتح").get_by_text("هذا لي").click()
    reader.page.get_by_role("button", name="نعم").click()
    reader.page.get_by_text("قل أهذا التعليق لك أم لا.").wait_for()
    assert (reader.overflow(), faults(reader.page)) == (0, [])
    reader.picture("identity-confirm-unanswered-360")
    reader.page.locator("fieldset.claim", has_text="كلام لم تقله").get_by_text("ليس لي").click()
    reader.page.get_by_role("button", name="نعم").click()
    reader.page.get_by_text("ما كتبته قيد المراجعة باسمك.").wait_for()
    reader.picture("identity-confirmed-360")

    moderator = at_the_queue(visit, word)
    assert "صاحب العنوان أنكره" in card_with(moderator, "كلام لم تقله").inner_text()
    shown = [card_with(moderator, words).inner_text() for words in ("متى يُفتح", "كلام لم تقله")]
    assert ["✓ بريد مثبت" in card for card in shown] == [True, False]
    moderator.picture("identity-queue")
    card_with(moderator, "متى يُفتح").get_by_role("button", name="نشر", exact=True).click()
    moderator.page.wait_for_selector(".messages .success")
    told = letter_to(paper, address, "نُشر تعليقك")
    reader.page.goto(re.search(r"https?://\S+", told)[0])
    assert reader.page.locator("#comments article", has_text=word).count() == 1
    assert word not in told


def test_who_is_banned_is_answered_as_everybody_until_the_ban_is_lifted(visit):
    word, address = f"حظر{uuid4().hex[:6]}", f"banned-{uuid4().hex[:6]}@example.org"
    reader = visit(1280, script=False)
    story = open_story(reader)
    write(reader, f"أول الكلام {word}", address)

    moderator = at_the_queue(visit, word)
    moderator.page.locator("a[href*='/ban/']").first.click()
    moderator.page.locator("[name=reason]").fill("إساءة متكررة")
    moderator.picture("identity-ban")
    moderator.page.locator("main form [type=submit]").last.click()
    moderator.page.wait_for_selector(".messages .success")
    reader.page.goto(story)
    write(reader, f"ثاني الكلام {word}", address)
    moderator.page.goto(f"/admin/comments/?status=rejected&q={word}")
    assert "ثاني الكلام" in card_with(moderator, word).inner_text()
    moderator.picture("identity-banned-one")

    moderator.page.goto("/admin/comments/bans/")
    moderator.picture("identity-bans")
    moderator.page.get_by_role("button", name="ارفع الحظر").first.click()
    moderator.page.wait_for_selector(".messages .success")
    reader.page.goto(story)
    write(reader, f"ثالث الكلام {word}", address)
    moderator.page.goto(f"/admin/comments/?q={word}")
    assert card_with(moderator, "ثالث الكلام").count() == 1
