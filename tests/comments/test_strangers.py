"""What is known of a comment already: where its links led before, which address it borrows, whose letters it has."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given

from comments import bans, moderation
from comments.checks.scripts import mixed_scripts
from comments.models import Ban
from comments.reasons import Submission
from tests.rtl.texts import any_text


def codes(comment) -> set[str]:
    return {reason["code"] for reason in comment.reasons}


@pytest.mark.django_db
def test_a_link_to_where_refused_comments_led_is_told_whatever_stands_round_it(write, people):
    spam = write("اشتروا من https://shop.example/a")
    assert "refused_host" not in codes(spam)
    assert "refused_host" not in codes(write("https://www.shop.example رأيته أيضًا"))
    moderation.mark_spam([spam.pk], by=people.moderator)
    again = write("مقال جميل فعلًا HTTPS://WWW.SHOP.EXAMPLE/b?c وشكرًا")
    (reason,) = [reason for reason in again.reasons if reason["code"] == "refused_host"]
    (span,) = reason["spans"]
    assert again.body[slice(*span)] == "HTTPS://WWW.SHOP.EXAMPLE/b?c"


@pytest.mark.django_db
def test_a_host_that_is_approved_as_often_is_spoiled_by_nobody_and_a_refusal_can_be_undone(write, people):
    bad, good = write("كذب https://news.example/1"), write("اقرؤوا https://news.example/2")
    refusal = moderation.reject([bad.pk], "abuse", by=people.moderator)
    moderation.approve([good.pk], by=people.moderator)
    assert "refused_host" not in codes(write("هذا هو https://news.example/3"))
    moderation.reject([good.pk], "abuse", by=people.moderator, seen="approved")
    assert "refused_host" in codes(write("وهذا https://news.example/4"))
    moderation.undo(refusal.decision.pk, by=people.moderator)
    assert "refused_host" in codes(write("وذاك https://news.example/5"))


@pytest.mark.django_db
@pytest.mark.parametrize("link", ["https://wa.me/1", "https://bit.ly/1"])
def test_behind_a_messenger_or_a_shortener_stands_anybody(write, people, link):
    moderation.mark_spam([write(f"اشتروا {link}").pk], by=people.moderator)
    assert "refused_host" not in codes(write(f"شيء آخر {link}"))


@pytest.mark.django_db
def test_after_thirty_days_a_host_is_as_good_as_any(write, people):
    spam = write("اشتروا من https://shop.example/a", at=timezone.now() - timedelta(days=31))
    moderation.mark_spam([spam.pk], by=people.moderator)
    assert "refused_host" not in codes(write("رأيت https://shop.example"))


@pytest.mark.django_db
def test_an_address_that_is_another_name_of_a_banned_one_is_held_and_not_rejected(write, people):
    bans.ban(write("سيّئ"), Ban.Kind.ADDRESS, reason="سبّ", by=people.moderator)
    comment = write("سأعود", email="Salma+2@example.com")
    comment.refresh_from_db()
    assert codes(comment) == {"alias_of_banned"}
    assert comment.status == "pending"
    assert "salma" not in str(comment.reasons).lower()
    assert codes(write("غيرها", email="huda+2@example.com")) == set()
    assert codes(write("سيّئ آخر", email="+2@example.com")) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("banned", "others", "strangers"),
    [
        ("salma+1@example.com", ["salma@example.com", "salma+2@example.com"], ["s.alma@example.com"]),
        ("s.alma+1@gmail.com", ["salma@gmail.com", "sal.ma@googlemail.com"], ["salma@example.com"]),
        ("salma@gmail.com", ["s.alma@gmail.com"], ["salman@gmail.com"]),
    ],
)
def test_every_name_of_a_banned_mailbox_is_held_and_the_banned_one_itself_is_none(
    write, people, banned, others, strangers
):
    bans.ban(write("سيّئ", email=banned), Ban.Kind.ADDRESS, reason="سبّ", by=people.moderator)
    for number, other in enumerate(others):
        assert codes(write(f"سأعود {number}", email=other)) == {"alias_of_banned"}
    for number, stranger in enumerate(strangers):
        assert codes(write(f"لست هو {number}", email=stranger)) == set()
    assert codes(write("أنا هو", email=banned)) == {"banned"}


@pytest.mark.django_db
def test_the_bans_of_a_mailbox_are_one_question(article, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert not bans.has_banned_alias(article, "salma@example.com")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ادخلوا pаypal الآن", ["pаypal"]),
        ("οffer", ["οffer"]),
        ("الـBBC وFIFA و5G", []),
        ("Москва и Paris", []),
        ("10µm Ω", []),
    ],
)
def test_letters_that_look_the_same_and_are_not_are_told(text, words):
    found = [text[start:end] for reason in mixed_scripts(Submission(None, "", text)) for start, end in reason["spans"]]
    assert found == words


@given(any_text)
def test_any_text_can_be_asked_for_its_letters(text):
    spans = [span for reason in mixed_scripts(Submission(None, "", text)) for span in reason["spans"]]
    assert all(0 <= start < end <= len(text) for start, end in spans)
