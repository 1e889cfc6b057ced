"""«أعلمني حين يُنشر»: one letter, to a proven address only, held as long as the decision can be undone."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from articles.addresses import absolute
from comments import discussion, moderation, notices, policy
from comments.addresses import keyed_hash
from comments.models import Comment, Discussion, Reader
from newsroom.outbox.delivery import deliver_due
from newsroom.outbox.models import Letter
from tests.comments.conftest import GOOD


def later(seconds=60):
    return timezone.now() + timedelta(seconds=seconds)


def told(seconds=60):
    """Let a minute pass; return the letters about published comments so far."""
    deliver_due(later(seconds))
    return [letter for letter in mail.outbox if "نُشر تعليقك" in letter.subject]


@pytest.fixture
def asking(write):
    """Store a comment whose writer has proven the address and wants to be told."""

    def asking(body="أخبروني", **fields):
        facts = {"email": GOOD["email"], "notice": True} | fields
        reader, _made = Reader.objects.get_or_create(email_hash=keyed_hash(facts["email"]))
        Reader.objects.filter(pk=reader.pk).update(verified_at=timezone.now())
        return write(body, proven=reader.number, **facts)

    return asking


def test_the_tick_is_kept_with_the_comment_and_with_what_was_refused(send):
    assert "checked" in send(body="", notice="on").content.decode()
    assert "checked" not in send(body="").content.decode()
    send(notice="on")
    send(body="بلا علامة")

    assert list(Comment.objects.order_by("pk").values_list("wants_notice", flat=True)) == [True, False]


def test_the_form_asks_unticked_in_good_arabic(client, article):
    page = client.get(article.url).content.decode()

    assert "أعلمني حين يُنشر" in page
    assert "برسالة إلى بريدك، بعد أن يثبت أنه لك." in page
    assert "checked" not in page


def test_one_letter_tells_the_writer_and_quotes_no_reader(asking, people, article):
    comment = asking("نص لا يُعاد", name="اسم لا يُعاد")
    moderation.approve([comment.pk], by=people.moderator)

    [letter] = told()
    said = f"{letter.subject}\n{letter.body}"
    assert letter.to == [GOOD["email"]]
    assert f"\u2068{article.title}\u2069" in letter.body
    assert absolute(f"{article.url}#c{comment.pk}") in letter.body
    assert [word for word in ("لا يُعاد", GOOD["email"], comment.email_hash) if word in said] == []
    assert told() == [letter]


def test_it_is_held_while_the_decision_can_be_undone(asking, people):
    moderation.approve([asking().pk], by=people.moderator)

    assert (told(10), len(told(20))) == ([], 1)


def test_an_undo_takes_it_back_and_a_decision_made_again_sends_one(asking, people):
    comment = asking()
    outcome = moderation.approve([comment.pk], by=people.moderator)
    moderation.undo(outcome.decision.pk, by=people.moderator)
    assert (told(), Letter.objects.filter(kind=notices.KIND).count()) == ([], 0)

    moderation.approve([comment.pk], by=people.moderator)
    assert len(told()) == 1


def test_there_is_never_a_second_letter_about_one_comment(asking, people):
    comment = asking()
    outcome = moderation.approve([comment.pk], by=people.moderator)
    assert len(told()) == 1
    moderation.undo(outcome.decision.pk, by=people.moderator)
    Letter.objects.all().delete()  # forgotten after a month
    moderation.approve([comment.pk], by=people.moderator)

    assert len(told()) == 1


def test_an_undone_rejection_that_puts_it_up_again_posts_the_letter_again(asking, people):
    comment = asking()
    moderation.approve([comment.pk], by=people.moderator)
    refused = moderation.reject([comment.pk], "abuse", by=people.moderator, seen="approved")
    assert Letter.objects.filter(kind=notices.KIND).count() == 0
    moderation.undo(refused.decision.pk, by=people.moderator)

    assert len(told()) == 1


@pytest.mark.parametrize("verb", ["reject", "spam", "remove"])
def test_what_leaves_the_page_before_the_letter_left_is_told_to_nobody(asking, people, verb):
    comment = asking()
    moderation.approve([comment.pk], by=people.moderator)
    facts = {"by": people.moderator, "seen": "approved"}
    if verb == "reject":
        moderation.reject([comment.pk], "abuse", **facts)
    else:
        {"spam": moderation.mark_spam, "remove": moderation.remove}[verb]([comment.pk], **facts)

    assert told() == []


@pytest.mark.parametrize("gone", ["withdrawn", "deleted"])
def test_an_article_that_is_gone_when_the_letter_is_due_sends_none(asking, people, article, gone):
    moderation.approve([asking().pk], by=people.moderator)
    article.unpublish() if gone == "withdrawn" else article.delete()

    assert (told(), Letter.objects.filter(kind=notices.KIND).count()) == ([], 0)


@pytest.mark.parametrize("why", ["no tick", "not proven", "proof of another browser", "no reader", "no key"])
def test_none_goes_to_who_did_not_ask_or_did_not_prove(asking, write, people, why, monkeypatch):
    comment = asking(notice=why != "no tick") if why != "not proven" else write(notice=True)
    if why == "proof of another browser":
        comment = write("منتحل", notice=True)
    elif why == "no reader":
        Reader.objects.update(verified_at=None)
    elif why == "no key":
        Comment.objects.update(email_encrypted="unreadable")
    moderation.approve([comment.pk], by=people.moderator)
    comment.refresh_from_db()

    assert (comment.status, told(), Letter.objects.count()) == ("approved", [], 0)


def test_what_the_house_publishes_is_told_to_nobody_now_or_later(asking, people, article):
    policy.say(article, Discussion.Policy.POST, by=people.chief)
    comment = asking()
    assert comment.status == "approved"
    refused = moderation.reject([comment.pk], "abuse", by=people.moderator, seen="approved")
    moderation.undo(refused.decision.pk, by=people.moderator)

    assert (discussion.state(article).approved, told()) == (1, [])


def test_many_at_once_are_told_one_letter_each(asking, write, people):
    ids = [asking(f"رقم {number}", email=f"r{number}@example.com").pk for number in range(3)] + [write().pk]
    outcome = moderation.approve(ids, by=people.moderator)
    assert Letter.objects.filter(kind=notices.KIND).count() == 3
    moderation.undo(outcome.decision.pk, by=people.moderator)
    assert told() == []

    moderation.approve(ids, by=people.moderator)
    assert sorted(letter.to[0] for letter in told()) == ["r0@example.com", "r1@example.com", "r2@example.com"]


def test_a_decision_that_is_rolled_back_tells_nobody(asking, people, monkeypatch):
    comment = asking()
    monkeypatch.setattr(moderation, "bump", lambda *_tags: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        moderation.approve([comment.pk], by=people.moderator)

    assert Letter.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_letters_cost_three_queries_however_many(asking, count, django_assert_num_queries):
    asked = [asking(f"رقم {number}", email=f"r{number}@example.com") for number in range(count)]
    with django_assert_num_queries(3):
        notices.follow(asked, [], by_the_house=False)


def test_no_tick_costs_nothing(write, django_assert_num_queries):
    comment = write()
    with django_assert_num_queries(0):
        notices.follow([comment], [comment], by_the_house=False)
