"""Whoever sent a comment: what became of their others, and the address, behind a right and a click that is recorded."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import PageLogEntry

from comments import moderation, senders
from comments.models import Comment
from tests import cast

pytestmark = pytest.mark.django_db
MAIL = "kanari-7391@leak-canary.example"


def sender(comment, **asked):
    return reverse("comments_sender", args=(comment.pk,)), asked


def address_of(comment):
    return reverse("comments_address", args=(comment.pk,))


@pytest.fixture
def moderator(client, people):
    """Sign the moderator in."""
    client.force_login(people.moderator)
    return people.moderator


@pytest.fixture
def chief(client, people):
    """Sign the chief in."""
    client.force_login(people.chief)
    return people.chief


def test_the_others_of_the_same_reader_are_shown_with_what_became_of_them(client, moderator, write, house):
    asked, published, refused = write("الأول", email=MAIL), write("منشور", email=MAIL), write("مرفوض", email=MAIL)
    write("لقارئ آخر", email="other@example.org")
    moderation.approve([published.pk], by=moderator)
    moderation.reject([refused.pk], "abuse", by=moderator)

    page = client.get(*sender(asked))

    assert [comment.pk for comment, _text in page.context["rows"]] == [refused.pk, published.pk, asked.pk]
    assert [count for _label, count in page.context["counts"]] == [1, 1, 1]
    assert "إساءة أو سبّ" in page.content.decode()
    assert "لقارئ آخر" not in page.content.decode()


def test_what_the_reader_wrote_in_another_teams_sections_is_not_shown(client, moderator, write, house):
    asked = write("هنا", email=MAIL)
    write("سر الرياضة", email=MAIL, on=cast.live_article(house.sport, title="مباراة"))

    assert "سر الرياضة" not in client.get(*sender(asked)).content.decode()


def test_another_teams_comment_does_not_exist(client, moderator, write, house):
    theirs = write(on=cast.live_article(house.sport, title="مباراة"))

    assert client.get(*sender(theirs)).status_code == 404
    assert client.post(address_of(theirs)).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 20])
def test_the_page_asks_the_same_queries_however_many(client, moderator, write, django_assert_num_queries, count):
    comments = [write(f"تعليق {number}", email=MAIL) for number in range(count)]
    client.get(*sender(comments[0]))
    with django_assert_num_queries(23):
        client.get(*sender(comments[0]))


def test_the_list_turns_by_a_cursor(client, moderator, write):
    ids = [write(f"تعليق {number}", email=MAIL).pk for number in range(23)]
    page = client.get(*sender(Comment.objects.get(pk=ids[0])))
    further = client.get(page.context["next_url"])
    shown = [comment.pk for answer in (page, further) for comment, _text in answer.context["rows"]]

    assert shown == ids[::-1]
    assert client.get(reverse("comments_sender", args=(ids[0],)), {"after": "x"}).status_code == 404


def test_a_chief_sees_the_address_after_a_click_that_the_history_notes(client, chief, write, article):
    comment = write(email=MAIL)
    assert MAIL not in client.get(*sender(comment)).content.decode()

    answer = client.post(address_of(comment))

    assert MAIL in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    entry = PageLogEntry.objects.get(action=senders.SHOWN)
    assert (entry.user, entry.page_id, entry.data) == (chief, article.pk, {"comment": comment.pk})
    assert MAIL not in client.get(*sender(comment)).content.decode()


def test_a_script_is_answered_with_the_address_alone(client, chief, write):
    answer = client.post(address_of(write(email=MAIL)), headers={"Accept": "application/json"})

    assert answer.json() == {"address": MAIL, "told": ""}


def test_a_look_is_no_link(client, chief, write):
    assert client.get(address_of(write())).status_code == 405
    assert not PageLogEntry.objects.filter(action=senders.SHOWN).exists()


def test_a_moderator_without_the_right_sees_no_button_and_a_crafted_press_gets_nothing(client, moderator, write):
    comment = write(email=MAIL)

    page = client.get(*sender(comment)).content.decode()
    answer = client.post(address_of(comment))

    assert "data-address" not in page
    assert MAIL not in answer.content.decode()
    assert not PageLogEntry.objects.filter(action=senders.SHOWN).exists()


def test_a_moderator_who_was_given_the_right_sees_it_in_their_sections(client, moderator, write, house):
    made = Group.objects.create(name="من يرى البريد")
    made.permissions.add(Permission.objects.get(codename="see_address"))
    made.user_set.add(moderator)
    theirs = write(on=cast.live_article(house.sport, title="مباراة"))

    assert client.post(address_of(write(email=MAIL)), headers={"Accept": "application/json"}).json()["address"] == MAIL
    assert client.post(address_of(theirs)).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "writer", "publisher", None])
def test_nobody_else_gets_anything(client, people, write, who):
    comment = write(email=MAIL)
    if who:
        client.force_login(getattr(people, who))

    for answer in (client.get(*sender(comment)), client.post(address_of(comment))):
        assert answer.status_code in {302, 403, 404}
        assert MAIL not in answer.content.decode()


def test_what_no_key_opens_and_what_was_erased_is_told(client, chief, write):
    lost, erased = write(email=MAIL), write(email="other@example.org")
    Comment.objects.filter(pk=lost.pk).update(email_encrypted="x")
    Comment.objects.filter(pk=erased.pk).update(email_encrypted="", email_hash="")

    assert "المفتاح الذي يفتح هذا العنوان مفقود." in client.post(address_of(lost)).content.decode()
    assert "لم يعد هناك عنوان." in client.post(address_of(erased)).content.decode()
    assert len(client.get(*sender(erased)).context["rows"]) == 1


def test_a_conversation_offers_what_the_queue_offers(client, moderator, write, approved):
    root = approved("رأس")
    answer = write("جواب", parent=root)
    page = client.get(reverse("comments_thread", args=(answer.pk,))).content.decode()

    assert f'value="approve::{answer.pk}"' in page
    assert f'value="reject:abuse:{root.pk}"' in page
    assert f'value="approve::{root.pk}"' not in page


def test_what_its_author_took_back_is_shown_to_nobody(client, moderator, write, approved):
    asked, gone = write("باقٍ", email=MAIL), approved("كلام مسحوب", name="اسم مسحوب", email=MAIL)
    moderation.remove([gone.pk], by=moderator)

    page = client.get(*sender(asked))

    assert [text is None for _comment, text in page.context["rows"]] == [True, False]
    assert "مسحوب" not in page.content.decode()
