"""The lists of words: what they find in a comment, who keeps them, and what is shown before an entry is saved."""

import re
from html import unescape

import pytest

from comments import moderation, wordlist
from comments.models import ListedWord

pytestmark = pytest.mark.django_db
WORDS = "/admin/comments/words/"
Level = ListedWord.Level


@pytest.fixture
def listed():
    """Put entries into the lists: ``listed("لئيم", level="highlight")``."""

    def listed(*texts, level=Level.HOLD):
        return [ListedWord.objects.create(text=text, level=level) for text in texts]

    return listed


def marked(client) -> list[str]:
    """Return what is marked in the first page of the queue."""
    return [
        unescape(text) for text in re.findall(r"<mark>(.*?)</mark>", client.get("/admin/comments/").content.decode())
    ]


def test_a_word_that_holds_is_a_reason_with_its_places_and_the_entry(listed, write):
    listed("لئيم")
    comment = write("هذا لَئِيـم، واللئيم لا يُحب.")
    (reason,) = comment.reasons
    assert reason == {"code": "listed_word", "field": "body", "spans": [[4, 11], [13, 20]], "words": ["لئيم"]}
    assert [comment.body[start:end] for start, end in reason["spans"]] == ["لَئِيـم", "واللئيم"]


def test_a_word_to_look_at_is_another_reason_and_a_name_is_read_too(listed, write):
    listed("لئيم")
    listed("الوزارة", level=Level.HIGHLIGHT)
    comment = write("أين الوزارة؟", name="أبو لئيم")
    assert [(reason["code"], reason["field"]) for reason in comment.reasons] == [
        ("listed_word", "name"),
        ("noted_word", "body"),
    ]


def test_a_phrase_is_found_whatever_stands_between_its_words(listed):
    listed("الموت لهم")
    found = wordlist.current().find("قالوا: الموت…  لَهم جميعا، ولا موت لهم")
    assert [(hit.start, hit.end) for hit in found] == [(7, 19)]


def test_a_word_that_holds_is_found_when_a_space_splits_it(listed):
    listed("منافق", "حقير")
    listed("الوزارة", level=Level.HIGHLIGHT)
    text = "يا منا فق وحق ير، من أفق المدينة إلى حق يراه الناس، منا، فق، الوز ارة"
    assert [text[hit.start : hit.end] for hit in wordlist.current().find(text)] == ["منا فق", "وحق ير"]


def test_an_exception_excuses_what_stands_inside_it_and_nothing_else(listed):
    listed("فرج")
    listed("الفرج قريب", level=Level.EXCEPTION)
    text = "الفرج قريب يا فرج"
    assert [text[hit.start : hit.end] for hit in wordlist.current().find(text)] == ["فرج"]


def test_a_word_without_its_dots_is_found_where_it_holds(listed):
    listed("كلب")
    listed("بيت", level=Level.HIGHLIGHT)
    assert [hit.entry for hit in wordlist.current().find("يا كلٮ، في ٮٮٮ")] == ["كلب"]


def test_a_change_of_the_lists_counts_from_the_next_comment_on(listed, write):
    (entry,) = listed("لئيم")
    assert write("لئيم").reasons
    entry.delete()
    assert not write("لئيم").reasons


def test_a_list_that_cannot_be_read_holds_the_comment_and_says_so(listed, write, monkeypatch):
    monkeypatch.setattr(wordlist, "current", lambda: 1 / 0)
    assert write("تحية").reasons == [{"code": "check_incomplete", "check": "listed_words"}]


def test_the_places_are_marked_in_the_queue_and_what_was_typed_stays_text(listed, write, client, people):
    listed("لئيم")
    write("أوّل\n\nثانٍ <b>لئيم</b> &amp; ل ئ ي م")
    client.force_login(people.moderator)
    assert marked(client) == ["لئيم", "ل ئ ي م"]
    assert "&lt;b&gt;<mark>لئيم</mark>&lt;/b&gt; &amp;amp; " in client.get("/admin/comments/").content.decode()


# --- the panel -------------------------------------------------------------------------------------------------------


def told(page) -> str:
    found = re.search(r'<div class="help-block help-info" role="status">.*?<p>(.*?)</p>', page.content.decode(), re.S)
    return unescape(found[1]) if found else ""


def test_an_entry_is_tried_on_the_last_comments_before_it_is_saved(client, people, write):
    moderation.approve([write("يا لَئيم").pk, write("لئييييم").pk], by=people.moderator)
    write("أنت لئيم")
    write("تحية")
    client.force_login(people.chief)
    typed = {"text": "لئيم", "level": "hold", "note": "من قائمة الصباح"}
    page = client.post(f"{WORDS}new/", typed)
    assert told(page) == "كان هذا سيجد 3 تعليقات من آخر 4 تعليقات، نُشر منها اثنان."
    assert "من قائمة الصباح" in page.content.decode()
    assert not ListedWord.objects.exists()
    tried = re.search(r'name="tried" value="([^"]*)"', page.content.decode())[1]
    assert {name: page.context["form"][name].value() for name in typed} == typed, "what was typed stands there again"
    assert client.post(f"{WORDS}new/", typed | {"tried": tried}).status_code == 302
    assert ListedWord.objects.get().added_by == people.chief
    assert "أضافها" in client.get(WORDS).content.decode()


def test_an_entry_that_is_changed_after_the_trial_is_tried_anew(client, people, write):
    write("أنت كريم")
    client.force_login(people.chief)
    page = client.post(f"{WORDS}new/", {"text": "كريم", "level": "hold", "note": "", "tried": "hold لئيم"})
    assert told(page) == "كان هذا سيجد تعليقًا واحدًا من التعليق الأخير، لم يُنشر منها شيء."
    assert not ListedWord.objects.exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("…", "اكتب كلمة: ليس فيما كتبته حرف ولا رقم."),
        ("لـــئيم", "الكلمة في القائمة أصلًا، بصيغة «\u2068لئيم\u2069»: توقف التعليق للمراجعة"),
        ("ﷲ" * 100, "هذا أطول مما ينبغي: اكتب كلمة أو عبارة قصيرة."),
        ("", "هذا الحقل مطلوب."),
    ],
)
def test_what_is_no_entry_is_told_beside_the_field_and_kept(client, people, listed, text, sentence):
    listed("لئيم")
    client.force_login(people.chief)
    page = client.post(f"{WORDS}new/", {"text": text, "level": "hold", "note": "ملاحظتي"})
    assert page.status_code == 422
    errors = re.findall(r'<p class="error-message">\s*(.*?)\s*</p>', page.content.decode(), re.S)
    assert sentence in [unescape(error) for error in errors] or sentence in unescape(page.content.decode())
    assert "ملاحظتي" in page.content.decode()
    assert ListedWord.objects.count() == 1


@pytest.mark.parametrize("who", ["moderator", "publisher", "editor", "writer", "stranger"])
def test_nobody_but_a_chief_keeps_the_lists(client, people, listed, who):
    (entry,) = listed("لئيم")
    client.force_login(getattr(people, who))
    for url in (WORDS, f"{WORDS}new/", f"{WORDS}edit/{entry.pk}/", f"{WORDS}delete/{entry.pk}/"):
        assert client.get(url).status_code == 302
        assert client.post(url, {"text": "كريم", "level": "hold", "tried": "hold كريم"}).status_code == 302
    assert ListedWord.objects.get().text == "لئيم"
