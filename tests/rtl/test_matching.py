"""The words of a text as they are compared with a list: what hides them is undone, and each keeps its place."""

import pytest
from hypothesis import given

from newsroom.rtl import matching
from tests.rtl.texts import any_text


def seen(entry: str, text: str) -> list[str]:
    """Return the places of ``text`` in which the one-word ``entry`` stands."""
    (key,) = matching.key(entry)
    return [text[word.start : word.end] for word in matching.words(text) if key in matching.stems(word.folded)]


@pytest.mark.parametrize(
    ("way", "text", "shown"),
    [
        ("as it is", "يا لئيم هنا", "لئيم"),
        ("with tatweel", "لئيـــــم", "لئيـــــم"),
        ("with tashkeel", "لَئِيمٌ جدًا", "لَئِيمٌ"),
        ("with a piled tashkeel", "لََََئيم", "لََََئيم"),
        ("with signs of no width", "ل\u200cئ\u200dي\u200bم", "ل\u200cئ\u200dي\u200bم"),
        ("with Persian letters", "لئیم", "لئیم"),
        ("drawn long", "لئييييييييم", "لئييييييييم"),
        ("set apart by spaces", "هو ل ئ ي م حقا", "ل ئ ي م"),
        ("set apart by dots", "ل.ئ.ي.م", "ل.ئ.ي.م"),
        ("set apart by dashes", "ل-ئ-ي-م", "ل-ئ-ي-م"),
        ("set apart by pictures", "ل🙂ئ🙂ي🙂م", "ل🙂ئ🙂ي🙂م"),
        ("in presentation forms", "ﻟﺌﻴﻢ", "ﻟﺌﻴﻢ"),
        ("without its hamza", "ليم", "ليم"),
        ("with the article", "اللئيم", "اللئيم"),
        ("with «و» and the article", "واللئيم", "واللئيم"),
        ("after a preposition", "للئيم", "للئيم"),
        ("with an ending", "لئيمها ولئيمين", "لئيمها"),
        ("with digits around it", "123لئيم7", "123لئيم7"),
        ("with a digit inside", "لئ1يم", "لئ1يم"),
        ("in brackets", "(لئيم)!", "لئيم"),
    ],
)
def test_a_word_is_found(way, text, shown):
    assert seen("لئيم", text)[0] == shown


@pytest.mark.parametrize("text", ["", "كريم", "مئلي", "لئيمات الأخلاقيات"[7:], "ل ئ", "🙂", "لا ئيم"])
def test_another_word_is_not_found(text):
    assert seen("لئيم", text) == []


def test_a_short_word_is_not_found_inside_a_longer_one():
    assert seen("زب", "زبون دائم، وزبدة طازجة، وزبيب") == []
    assert seen("سب", "سبب التأخير") == []


def test_letters_of_other_scripts_that_look_the_same_are_read_as_what_they_look_like():
    assert seen("stupid", "ѕtuріd") == ["ѕtuріd"]
    assert seen("мир", "мир") == ["мир"]


def test_a_word_whose_first_letter_is_the_articles_own_is_found_with_the_article_too():
    assert seen("لعين", "اللعين") == ["اللعين"]


def test_letters_are_read_without_their_dots_only_where_nobody_would_write_so_by_chance():
    assert matching.skeleton(matching.key("كلب")[0]) == matching.skeleton("كلٮ")
    assert matching.is_dotless("كلٮ")
    assert not matching.is_dotless("كلب")


def test_every_word_of_an_entry_has_its_key():
    assert matching.key("الموت  لَكم!") == ("الموت", "لكم")
    assert matching.key("…!") == ()


@given(any_text)
def test_any_text_has_words_that_lie_in_it_in_order(text):
    found = matching.words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)
    assert all(word.folded and word.key for word in found)


@given(any_text)
def test_any_word_is_listed_under_itself_and_tatweel_and_marks_change_nothing(text):
    plain = [word.key for word in matching.words(text)]
    assert all(word.key in matching.stems(word.folded) for word in matching.words(text))
    dressed = "".join(sign + ("ـَ" if "\u0621" <= sign <= "\u064a" else "") for sign in text)
    assert [word.key for word in matching.words(dressed)] == plain
