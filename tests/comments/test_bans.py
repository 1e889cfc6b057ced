"""Who is banned is answered as everybody is, and what they send lies among the rejected."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from comments import addresses, bans, policy
from comments.models import Ban, Comment, ModerationEvent
from newsroom.env import fernet_key
from newsroom.outbox.models import Letter
from tests import cast
from tests.comments.test_policy import proven  # noqa: F401 - a fixture
from tests.comments.test_readers import OURS, letters, link

HOUR = timedelta(hours=1)


def last():
    return Comment.objects.latest("pk")


@pytest.fixture
def banned(send, people):
    """Ban the address of a comment that a stranger sent; any field of the verb."""

    def banned(kind="address", by=None, **fields):
        send(body="أول ما أُرسل")
        return bans.ban(last(), kind, **{"reason": "سباب متكرر"} | fields, by=by or people.moderator)

    return banned


def test_the_answer_is_the_same_and_the_comment_is_rejected_by_the_house(send, banned):
    before = send(body="قبل الحظر", email="other@example.com")
    banned()
    answer = send(body="بعد الحظر")

    def headers(response):
        return {name: value for name, value in response.headers.items() if name not in {"X-Request-Id", "Expires"}}

    assert (answer.status_code, answer.content, headers(answer)) == (303, before.content, headers(before))
    event = ModerationEvent.objects.get()
    assert (last().status, last().reasons) == ("rejected", [{"code": "banned"}])
    assert (event.comment, event.by, event.reason, event.after) == (last(), None, "banned", "rejected")
    assert event.reason_in_words == "من عنوان محظور أو شبكة محظورة"


def test_who_is_banned_gets_the_letter_that_everybody_gets(send, write, people):
    first = write(visitor=None)
    bans.ban(first, "address", reason="سباب", by=people.moderator)
    send(body="بعد الحظر")

    assert (last().status, Letter.objects.count()) == ("rejected", 1)


def test_a_network_is_banned_whatever_address_is_typed(send, banned):
    banned("network", until=timezone.now() + HOUR)
    send(body="من الشبكة نفسها", email="other@example.com", visitor="198.51.100.7")
    assert last().status == "rejected"
    send(body="من شبكة أخرى", email="other@example.com", visitor="198.51.100.8")
    assert last().status == "pending"


def test_a_ban_ends_at_its_moment_and_when_it_is_lifted(send, banned, people):
    ban = banned(until=timezone.now() + HOUR)
    Ban.objects.update(until=timezone.now() - HOUR)
    send(body="بعد المدة")
    assert last().status == "pending"

    Ban.objects.update(until=None)
    bans.lift(ban, by=people.moderator)
    send(body="بعد الرفع")
    assert last().status == "pending"
    with pytest.raises(ValidationError) as refusal:
        bans.lift(ban, by=people.moderator)
    assert refusal.value.messages == ["سبق رفع هذا الحظر."]


def test_the_owner_of_an_address_does_not_pay_for_who_typed_it(send, banned, client, article, people):
    policy.say(article, "post", by=people.chief)
    banned()
    client.post(link(letters()[0]), headers=OURS)
    send(body="أنا صاحب العنوان")
    assert last().status == "approved"

    bans.ban(last(), "address", reason="سباب", by=people.moderator)
    send(body="صاحب العنوان بعد حظره")
    assert last().status == "rejected"
    client.cookies.clear()
    send(body="صاحب العنوان من غير ملفه")
    assert last().status == "rejected"


def test_a_moderators_ban_counts_in_the_teams_sections_and_a_chiefs_everywhere(send, banned, house, people):
    elsewhere = cast.live_article(house.sport, title="مباراة")
    banned()
    send(to=elsewhere.pk, body="في الرياضة", ticket=None)
    assert last().status == "pending"

    bans.ban(Comment.objects.earliest("pk"), "network", reason="سباب", by=people.other_chief)
    send(to=elsewhere.pk, body="في الرياضة أيضًا", ticket=None)
    assert last().status == "rejected"


def test_what_the_traps_caught_stays_spam(send, banned):
    banned()
    send(remark="x", ticket="forged:a:b:c", body="فخّان")

    assert last().status == "spam"


def test_a_failing_look_at_the_bans_publishes_nothing(send, article, people, proven, monkeypatch):  # noqa: F811
    def broken(comment):
        raise RuntimeError

    policy.say(article, "post", by=people.chief)
    monkeypatch.setattr(bans, "is_banned", broken)
    assert send().status_code == 303
    assert (last().status, last().reasons[0]["code"]) == ("pending", "check_incomplete")


@pytest.mark.parametrize("who", ["stranger", "writer", "editor", "publisher", "photo_editor", "other_moderator"])
def test_only_moderators_of_the_section_ban_and_lift(write, people, banned, who):
    ban, by = banned(), getattr(people, who)

    with pytest.raises(PermissionDenied):
        bans.ban(write("غيره", email="other@example.com"), "address", reason="سباب", by=by)
    with pytest.raises(PermissionDenied):
        bans.lift(ban, by=by)
    assert list(Ban.objects.standing()) == [ban]


def test_a_moderator_does_not_lift_a_chiefs_ban(banned, people):
    with pytest.raises(PermissionDenied):
        bans.lift(banned(by=people.chief), by=people.moderator)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "house"}, {"kind": ["اختر ما يُحظر."]}),
        ({"reason": "  "}, {"reason": ["اكتب السبب، في 300 حرف على الأكثر."]}),
        ({"reason": "س" * 301}, {"reason": ["اكتب السبب، في 300 حرف على الأكثر."]}),
        ({"until": timezone.now()}, {"until": ["مضى هذا الموعد. اختر موعدًا لاحقًا."]}),
        ({"kind": "network"}, {"kind": ["لم تعد الشبكة التي جاء منها هذا التعليق معروفة."]}),
    ],
)
def test_what_makes_no_sense_is_refused_by_field(write, people, fields, told):
    comment = write()

    with pytest.raises(ValidationError) as refusal:
        bans.ban(comment, **{"kind": "address", "reason": "سباب"} | fields, by=people.moderator)
    assert refusal.value.message_dict == told
    assert not Ban.objects.exists()


def test_nobody_is_banned_twice_but_a_chief_may_ban_more_widely(banned, people):
    first = banned()
    bans.ban(first.comment, "address", reason="في كل مكان", by=people.chief)

    with pytest.raises(ValidationError) as refusal:
        bans.ban(first.comment, "address", reason="مرة أخرى", by=people.moderator)
    assert refusal.value.message_dict == {"kind": ["هو محظور من قبل."]}


def test_both_leave_a_line_in_the_history_without_whose_address_it_is(banned, people, article):
    bans.lift(banned(), by=people.chief)

    lines = PageLogEntry.objects.filter(page=article.pk, action__startswith="comments.").order_by("pk")
    assert [(line.action, line.user) for line in lines] == [
        ("comments.ban", people.moderator),
        ("comments.unban", people.chief),
    ]
    assert [line.data["reason"] for line in lines] == ["سباب متكرر"] * 2
    assert [line.message for line in lines] == [
        "حُظر قارئ: \u2068سباب متكرر\u2069",
        "رُفع حظر: \u2068سباب متكرر\u2069",
    ]
    found = Ban.objects.get()
    assert not [line for line in lines if found.key in str(line.data) or found.mailbox_key in str(line.data)]


def test_a_card_leads_to_the_form_and_the_list_lifts(client, send, people):
    send()
    comment = last()
    client.force_login(people.moderator)
    address = f"/admin/comments/{comment.pk}/ban/"
    assert f'href="{address}"' in client.get("/admin/comments/").content.decode()
    assert "لا أحد محظور." in client.get("/admin/comments/bans/").content.decode()
    assert comment.body in client.get(address).content.decode()

    assert client.post(address, {"kind": "address", "reason": "سباب"}).headers["Location"] == "/admin/comments/bans/"
    page = client.get("/admin/comments/bans/").content.decode()
    assert "<bdi>سلمى</bdi>" in page
    assert [trace for trace in ("salma@", comment.email_hash, comment.network_hash) if trace in page] == []

    client.post(f"/admin/comments/bans/{Ban.objects.get().pk}/lift/")
    assert not Ban.objects.standing().exists()
    assert "سباب" not in client.get("/admin/comments/bans/").content.decode()


def test_the_form_tells_what_is_missing_beside_its_field_and_keeps_what_was_typed(client, write, people):
    client.force_login(people.moderator)
    address = f"/admin/comments/{write().pk}/ban/"

    missing = client.post(address, {"kind": "address", "reason": ""})
    past = client.post(address, {"kind": "address", "reason": "سباب", "until": "2001-02-03 04:05"})

    assert missing.context["form"].errors == {"reason": ["اكتب السبب، في 300 حرف على الأكثر."]}
    assert past.context["form"].errors == {"until": ["مضى هذا الموعد. اختر موعدًا لاحقًا."]}
    assert 'value="سباب"' in past.content.decode()
    assert not Ban.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("other_moderator", 404), ("writer", 302), ("stranger", 302)])
def test_others_find_neither_form_nor_ban(people, banned, who, status):
    ban, client = banned(), Client()
    client.force_login(getattr(people, who))

    answers = [
        client.get(f"/admin/comments/{ban.comment_id}/ban/"),
        client.post(f"/admin/comments/{ban.comment_id}/ban/", {"kind": "network", "reason": "سباب"}),
        client.post(f"/admin/comments/bans/{ban.pk}/lift/"),
    ]
    assert [answer.status_code for answer in answers] == [status] * 3
    assert "سباب متكرر" not in client.get("/admin/comments/bans/").content.decode()
    assert Ban.objects.standing().count() == 1


def test_networks_are_forgotten_after_a_month(send, write):
    send(body="حديث")
    write("قديم", visitor="203.0.113.5", email="old@example.com", at=timezone.now() - timedelta(days=31))

    assert bans.forget_networks() == 1
    assert list(Comment.objects.exclude(network_hash="").values_list("body", flat=True)) == ["حديث"]
    assert bans.forget_networks() == 0


def test_a_ban_outlives_a_change_of_keys(send, banned, settings):
    banned()
    settings.EMAIL_KEYS = [fernet_key(), *settings.EMAIL_KEYS]
    call_command("rotate_email_keys")
    settings.EMAIL_KEYS = settings.EMAIL_KEYS[:1]
    call_command("rotate_email_keys")
    send(body="بعد تبديل المفاتيح")

    assert last().email_hash == addresses.keyed_hash("salma@example.com")
    assert last().status == "rejected"
    Ban.objects.update(key="")  # what is left is what it knows of the mailbox
    assert bans.has_banned_alias(last().article, "salma+2@example.com")


def test_an_answer_costs_one_question_for_all_bans(article, write, people, django_assert_num_queries):
    for number in range(5):
        bans.ban(write(f"تعليق {number}", email=f"r{number}@example.com"), "address", reason="سباب", by=people.chief)
    comment = last()
    comment.article.path  # noqa: B018 - fetched before

    with django_assert_num_queries(1):
        assert bans.is_banned(comment)
