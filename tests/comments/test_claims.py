"""Whose the waiting comments of an address are: the owner says so of each; what was ready goes on the page."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from comments import bans, claims, discussion, moderation, policy, readers
from comments.models import Comment, Discussion, ModerationEvent, Reader
from tests import cast
from tests.comments.test_readers import OURS, letters, link

POST = Discussion.Policy.POST


@pytest.fixture
def at_once(article, people):
    """Let comments below the article be published at once."""
    policy.say(article, POST, by=people.chief)


@pytest.fixture
def press(client):
    """Press the button behind the latest link: ``press({comment: "mine"})``."""

    def press(answers=None, **fields):
        said = {f"c{comment.pk}": answer for comment, answer in (answers or {}).items()}
        shown = {"shown": [str(comment.pk) for comment in answers or {}]}
        return client.post(link(letters()[-1]), shown | said | fields, headers=OURS)

    return press


@pytest.fixture
def waiting(write):
    """Store a reader's comment of an address that is not proven, from one network each."""

    def waiting(body="نص", **fields):
        number = Comment.objects.count()
        return write(f"{body} {number}", visitor=f"198.51.100.{number + 1}", **fields)

    return waiting


def state(comment):
    comment.refresh_from_db()
    return comment.status, comment.verified, comment.disowned


def test_the_page_shows_the_owner_what_was_sent_with_the_address_and_nothing_else(client, waiting):
    mine, other = waiting(name="سلمى", body="قلت هذا\nوهذا"), waiting("غيره", email="other@example.com")
    [address] = [link(letter) for letter in letters() if letter.to == ["salma@example.com"]]
    page = client.get(address).content.decode()

    due = ("قلت هذا", mine.article.title, "هذا لي", "ليس لي", f"c{mine.pk}")
    assert [word for word in due if word not in page] == []
    assert (other.body in page, f'"c{other.pk}"' in page, " checked" in page) == (False, False, False)


def test_what_is_mine_is_proven_and_what_is_not_is_marked_for_the_moderator(press, waiting):
    mine, strangers, unsaid = waiting(), waiting(), waiting()
    answer = press({mine: "mine", strangers: "not-mine"})

    assert [state(mine), state(strangers), state(unsaid)] == [
        ("pending", True, False), ("pending", False, True), ("pending", False, False)
    ]  # fmt: skip
    assert (strangers.reasons, mine.reasons) == ([{"code": "disowned"}], [])
    assert "نبّهنا المشرفين إلى ما ليس لك." in answer.content.decode()


def test_the_moderator_reads_that_the_owner_disowned_it(press, waiting, client, people):
    press({waiting(): "not-mine"})
    client.force_login(people.moderator)

    assert "صاحب العنوان أنكره" in client.get("/admin/comments/").content.decode()


def test_proving_the_address_alone_makes_nobody_s_words_the_owner_s(press, waiting, at_once):
    impostors = waiting()
    press()

    assert (state(impostors), Reader.objects.get().verified_at is not None) == (("pending", False, False), True)


def test_one_that_was_shown_and_not_answered_for_keeps_the_link_good_and_the_other_answer(press, waiting):
    first, second = waiting(), waiting()
    page = press({first: "not-mine", second: ""}).content.decode()

    assert "قل أهذا التعليق لك أم لا." in page
    assert page.count(" checked") == 1
    assert (state(first), state(second)) == (("pending", False, False), ("pending", False, False))
    assert Reader.objects.get().verified_at is None
    press({first: "not-mine", second: "mine"})
    assert (state(first), state(second)) == (("pending", False, True), ("pending", True, False))


def test_nonsense_and_comments_of_others_change_nothing(press, waiting):
    other, mine = waiting(email="other@example.com"), waiting()
    press({mine: "perhaps"})
    assert state(mine) == ("pending", False, False)
    press({mine: "mine", other: "mine"})

    assert (state(mine), state(other)) == (("pending", True, False), ("pending", False, False))


def test_what_was_decided_meanwhile_or_lies_in_the_bin_is_left_alone(press, waiting, people, house):
    shown, refused = waiting(), waiting()
    moderation.approve([shown.pk], by=people.moderator)
    moderation.reject([refused.pk], "abuse", by=people.moderator)
    press({shown: "mine", refused: "mine"})

    assert (state(shown), state(refused)) == (("approved", False, False), ("rejected", False, False))


def test_what_was_published_before_the_proof_is_told_once_the_address_is_proven(waiting, people):
    asked, unasked = waiting(notice=True), waiting()
    theirs = waiting(notice=True, email="other@example.com")
    taken_down = waiting(notice=True)
    for comment in (asked, unasked, theirs, taken_down):
        moderation.approve([comment.pk], by=people.moderator)
    moderation.reject([taken_down.pk], "abuse", seen="approved", by=people.moderator)
    [address] = [link(letter) for letter in letters() if letter.to == ["salma@example.com"]]
    page = Client().post(address, headers=OURS).content.decode()

    assert "نُشر ما أُرسل بعنوانك أسفل هذه المادة:" in page
    told = [comment for comment in (asked, unasked, theirs, taken_down) if f'#c{comment.pk}"' in page]
    assert told == [asked]
    assert state(asked) == ("approved", False, False)


def test_of_what_is_out_nothing_is_told_before_the_button_or_after_the_link_s_time(client, waiting, people):
    moderation.approve([waiting(notice=True).pk], by=people.moderator)
    address = link(letters()[-1])
    assert "نُشر ما أُرسل بعنوانك" not in client.get(address).content.decode()
    Comment.objects.update(created_at=timezone.now() - readers.LINK_LASTS)
    assert "نُشر ما أُرسل بعنوانك" not in client.post(address, headers=OURS).content.decode()


def test_what_waited_for_the_proof_alone_goes_on_the_page_by_the_house(press, waiting, at_once, article):
    mine, strangers = waiting(), waiting()
    answer = press({mine: "mine", strangers: "not-mine"})

    assert [state(mine)[0], state(strangers)[0]] == ["approved", "pending"]
    event = ModerationEvent.objects.get()
    assert (event.comment, event.by, event.after) == (mine, None, "approved")
    assert discussion.state(article).approved == 1
    assert f"{article.url}#c{mine.pk}" in answer.content.decode()


@pytest.mark.parametrize("why", ["a reason", "closed since", "withdrawn since", "banned since", "reviewed first"])
def test_what_waits_for_something_else_too_goes_on_waiting(press, waiting, at_once, article, people, why):
    mine = waiting(held=[{"code": "link"}] if why == "a reason" else ())
    if why == "closed since":
        discussion.switch(article, "closed", by=people.chief)
    elif why == "withdrawn since":
        article.unpublish()
    elif why == "banned since":
        bans.ban(mine, "network", reason="حملة", by=people.chief)
    elif why == "reviewed first":
        policy.say(article, Discussion.Policy.PRE, by=people.chief)
    answer = press({mine: "mine"})

    assert state(mine) == ("pending", True, False)
    assert "ما كتبته قيد المراجعة باسمك." in answer.content.decode()


def test_a_policy_that_fails_publishes_nothing_and_quotes_nobody(press, waiting, at_once, monkeypatch, caplog):
    mine = waiting("سرّ")
    monkeypatch.setattr(policy, "publishes", lambda comment: 1 / 0)
    press({mine: "mine"})

    assert state(mine) == ("pending", True, False)
    assert "ZeroDivisionError" in caplog.text
    assert "سرّ" not in caplog.text


def test_pressed_twice_it_is_decided_once(press, waiting, at_once):
    mine = waiting()
    press({mine: "mine"})
    press({mine: "mine"})

    assert (state(mine), ModerationEvent.objects.count()) == (("approved", True, False), 1)


def test_who_opens_the_letter_elsewhere_still_owns_what_was_sent(waiting, press, client, at_once, send):
    """The browser is no proof: written on the telephone, confirmed at the desk."""
    mine = waiting()
    press({mine: "mine"})
    send(body="من المكتب")

    assert Comment.objects.get(body="من المكتب").status == "approved"


def test_the_letter_says_nothing_of_what_was_sent(waiting, article):
    waiting("نص لا يُعاد", name="اسم لا يُعاد")
    [letter] = letters()

    assert [word for word in ("لا يُعاد", article.title) if word in letter.body] == []
    assert settings.WAGTAIL_SITE_NAME in letter.body


def test_only_the_latest_are_asked_about(waiting, client, monkeypatch):
    monkeypatch.setattr("comments.claims.MOST", 2)
    oldest, *latest = waiting(), waiting(), waiting()
    page = client.get(link(letters()[-1])).content.decode()

    assert [f'name="c{comment.pk}"' in page for comment in (oldest, *latest)] == [False, True, True]


@pytest.mark.parametrize("count", [1, 3])
def test_the_questions_cost_one_query_however_many(waiting, count, django_assert_num_queries):
    for _number in range(count):
        waiting()
    reader = Reader.objects.get()
    with django_assert_num_queries(1):
        shown = [(comment.body, comment.article.title, comment.article.url) for comment in claims.open_to(reader)]
    assert len(shown) == count


def test_comments_of_two_articles_are_one_decision(press, waiting, at_once, house, people):
    other = cast.live_article(house.politics, title="مادة أخرى")
    policy.say(other, POST, by=people.chief)
    press({waiting(): "mine", waiting(on=other): "mine"})

    assert ModerationEvent.objects.values("decision").distinct().count() == 1
    assert [discussion.state(page).approved for page in {c.article for c in Comment.objects.all()}] == [1, 1]


def test_answers_to_an_unknown_link_are_nobody_s(waiting):
    mine = waiting()

    assert readers.confirm("forged.1.x", answers={mine.pk: True}) is None
    assert state(mine) == ("pending", False, False)
