"""What guards the form: a ticket that admits one comment, a trap, a little patience; and nothing typed is lost."""

import re
from html import unescape

import pytest
from django.core import signing

from articles.models import ArticlePage
from comments import guard
from comments.models import Comment, SpentTicket
from tests import cast
from tests.comments.conftest import GOOD, ticket

OUR_FORM = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


def codes() -> list[str]:
    return [reason["code"] for reason in Comment.objects.get().reasons]


def test_a_ticket_is_fetched_for_a_live_article_and_kept_nowhere(client, article):
    answer = client.get(f"/comments/{article.pk}/token/")
    assert "no-store" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer
    assert answer.content.decode() != client.get(f"/comments/{article.pk}/token/").content.decode()
    assert guard.inspect({"remark": "", "ticket": answer.content.decode()}, article).reasons == ({"code": "too_quick"},)


def test_there_is_no_ticket_for_what_readers_cannot_see(client, house):
    draft = cast.draft(house.politics)
    assert client.get(f"/comments/{draft.pk}/token/").status_code == 404
    assert client.get("/comments/99999/token/").status_code == 404


def test_the_page_that_holds_the_form_holds_no_ticket_and_can_be_kept(client, article):
    page = client.get(article.url)
    assert page["Cache-Control"].startswith("public")
    assert "ticket" not in page.content.decode()
    assert "Set-Cookie" not in page


@pytest.mark.parametrize(
    ("reason", "fields"),
    [
        ("no_ticket", {"ticket": None}),
        ("no_ticket", {"ticket": ""}),
        ("foreign_ticket", {"ticket": "1:abc:def:ghi"}),
        ("foreign_ticket", {"ticket": "\ud800\x00:" * 40}),
        ("foreign_ticket", {"ticket": signing.TimestampSigner(salt="another").sign("1:abc")}),
        ("trap", {"remark": "https://shop.example"}),
        ("trap", {"remark": None}),
    ],
)
def test_one_odd_thing_holds_the_comment_and_loses_no_word(send, reason, fields):
    fields = {name: value and value.encode("utf-8", "replace").decode() for name, value in fields.items()}
    assert send(**fields).status_code == 303
    assert codes() == [reason]
    assert Comment.objects.get().status == "pending"


@pytest.mark.parametrize(("age", "found"), [(1, ["too_quick"]), (4, []), (86_000, []), (90_000, ["old_ticket"])])
def test_a_ticket_has_its_time(send, article, age, found):
    assert send(ticket=ticket(article, age)).status_code == 303
    assert codes() == found


def test_a_ticket_of_another_article_is_no_ticket(send, house):
    other = cast.live_article(house.sport, title="مادة أخرى")
    send(ticket=ticket(other))
    assert codes() == ["foreign_ticket"]


def test_two_traps_put_it_among_the_spam_where_it_is_still_found(send, client, people):
    assert send(remark="x", ticket="forged:a:b:c").status_code == 303
    comment = Comment.objects.get()
    assert (comment.status, comment.decided_at) == ("spam", comment.created_at)
    client.force_login(people.moderator)
    assert GOOD["body"] in unescape(client.get("/admin/comments/?status=spam").content.decode())


def test_a_ticket_admits_one_comment(send, article):
    once = ticket(article)
    send(ticket=once)
    send(ticket=once, email="huda@example.com", body="تعليق ثانٍ بالتذكرة نفسها")
    first, second = Comment.objects.order_by("pk")
    assert first.reasons == []
    assert second.reasons == [{"code": "spent_ticket"}]
    assert SpentTicket.objects.get().comment == first


def test_the_same_words_sent_twice_are_one_comment(send, article):
    once = ticket(article)
    assert send(ticket=once).status_code == 303
    assert send(ticket=once).status_code == 303
    assert send(body=GOOD["body"].replace("شكرًا", "شُكـــرا"), ticket=ticket(article)).status_code == 303
    assert Comment.objects.count() == 1


def test_a_form_that_comes_back_with_an_error_keeps_its_ticket_and_may_be_sent_again(send, article):
    once = ticket(article)
    page = send(ticket=once, email="salma.example.com")
    assert page.status_code == 422
    shown = re.search(r'name="ticket" value="([^"]*)"', page.content.decode())[1]
    assert unescape(shown) == once
    send(ticket=once)
    assert codes() == []


def test_used_tickets_are_forgotten_when_no_form_can_show_them_any_more(send):
    send()
    assert guard.forget_old() == 0
    SpentTicket.objects.update(spent_at="2026-01-01T00:00Z")
    assert guard.forget_old() == 1
    assert Comment.objects.count() == 1


def test_a_withdrawn_article_takes_no_comment(send, article):
    ArticlePage.objects.filter(pk=article.pk).update(live=False)
    assert send().status_code == 404
