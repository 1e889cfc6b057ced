"""An invitation: the mail, the link, and the account that only its owner opens."""

import re
from smtplib import SMTPRecipientsRefused

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from newsroom.teams.invitations import invite, is_waiting, remind
from newsroom.teams.models import User

NEW = "نهر-يجري-ليلا-91"
BELOW_CHIEF = ["writer", "editor", "publisher", "photo_editor", "moderator", "stranger"]


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    cache.clear()


@pytest.fixture
def invited(people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return invite("Huda@Example.org", "هدى", "سالم", by=people.chief)


def link_in(message) -> str:
    return re.search(r"http://127\.0\.0\.1:8000(/account/password/reset/key/\S+)", message.body)[1]


def accept(client, link):
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})


def test_the_mail_is_arabic_and_names_who_invites(invited, people, mailoutbox):
    (message,) = mailoutbox
    assert message.to == ["huda@example.org"]
    assert message.subject == "حسابك في \u2068غرفة الأخبار\u2069"
    assert message.body.startswith("مرحبًا \u2068هدى سالم\u2069،\n\nيدعوك \u2068مريم\u2069 إلى العمل في")
    assert "الرابط صالح 3 أيام، ويُستعمل مرة واحدة." in message.body
    assert "&" not in message.body
    assert re.findall("[A-Za-z]{3,}", re.sub(r"http\S+", "", message.body)) == []


def test_the_link_sets_a_password_confirms_the_address_and_opens_the_door(invited, client, mailoutbox):
    assert is_waiting(invited)
    answer = accept(client, link_in(mailoutbox[0]))
    assert answer.status_code == 302
    address = EmailAddress.objects.get(user=invited)
    assert (address.email, address.verified, address.primary) == ("huda@example.org", True, True)
    answer = client.post("/account/login/", {"login": "huda@example.org", "password": NEW})
    assert answer.headers["Location"] == "/admin/"
    invited.refresh_from_db()
    assert not is_waiting(invited)


def test_the_link_is_good_once(invited, client, mailoutbox):
    link = link_in(mailoutbox[0])
    accept(client, link)
    client.cookies.clear()
    assert "لم يعد هذا الرابط صالحًا" in client.get(link, follow=True).content.decode()


def test_the_link_dies_when_the_address_is_written_anew(invited, client, mailoutbox):
    invited.email = "other@example.org"
    invited.save()
    assert "لم يعد هذا الرابط صالحًا" in client.get(link_in(mailoutbox[0]), follow=True).content.decode()


def test_until_then_nobody_signs_in_to_the_account(invited, client):
    assert not invited.has_usable_password()
    for password in ("", "!", invited.password):
        client.post("/account/login/", {"login": invited.email, "password": password})
        assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("who", BELOW_CHIEF)
def test_only_a_chief_or_the_operator_invites_and_reminds(people, invited, mailoutbox, who):
    with pytest.raises(PermissionDenied):
        invite("x@example.org", "س", "ع", by=getattr(people, who))
    with pytest.raises(PermissionDenied):
        remind(invited, by=getattr(people, who))
    assert not User.objects.filter(email="x@example.org").exists()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("email", "reason"), [("writer@example.org", "taken"), ("WRITER@example.org", "taken"), ("@", "")]
)
def test_a_taken_or_impossible_address_is_refused_by_its_field(people, email, reason):
    before = User.objects.count()
    with pytest.raises(ValidationError) as refused:
        invite(email, "س", "ع", by=people.chief)
    assert list(refused.value.message_dict) == ["email"]
    assert User.objects.count() == before


def test_a_reminder_brings_a_second_link_from_the_accounts_page(
    invited, people, client, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(people.chief)
    page = client.get(f"/admin/users/edit/{invited.pk}/").content.decode()
    assert "أعد إرسال الدعوة" in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("remind_of_invitation", args=[invited.pk]))
    assert answer.headers["Location"] == f"/admin/users/edit/{invited.pk}/"
    assert [message.to for message in mailoutbox] == [["huda@example.org"]] * 2
    client.logout()
    assert accept(client, link_in(mailoutbox[1])).status_code == 302


def test_nobody_is_reminded_who_is_in_already_or_out_for_good(invited, people):
    with pytest.raises(PermissionDenied):
        remind(people.writer, by=people.chief)
    invited.is_active = False
    invited.save()
    with pytest.raises(PermissionDenied):
        remind(invited, by=people.chief)


def test_a_mail_that_cannot_be_sent_leaves_the_account_and_no_address_in_the_log(
    people, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def refuse(message, fail_silently=False):
        raise SMTPRecipientsRefused({"huda@example.org": (550, b"huda@example.org unknown")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        account = invite("huda@example.org", "هدى", "سالم", by=people.chief)
    assert f"The invitation of account {account.pk} could not be mailed: SMTPRecipientsRefused" in caplog.text
    assert "huda@example.org" not in caplog.text
