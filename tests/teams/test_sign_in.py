"""Sign-in: by invitation, by e-mail, with a second step, and without telling a stranger who works here."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import get_user
from django.core.cache import cache
from django.urls import reverse

from newsroom.teams.accounts import confirm_address
from newsroom.teams.models import User
from tests.cast import PASSWORD

LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def writer(people):
    confirm_address(people.writer)
    return people.writer


def try_to_enter(client, login, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": login, "password": password}, **more)


def without_tokens(page: str) -> str:
    return re.sub(r'value="[^"]*"', "", page)


def test_a_colleague_signs_in_by_e_mail_in_any_case_and_lands_in_the_panel(writer, client):
    answer = try_to_enter(client, " Writer@Example.ORG ")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_sign_out_leads_back_to_the_door(writer, client):
    client.force_login(writer)
    answer = client.post("/admin/logout/")
    assert answer.status_code == 302
    assert not get_user(client).is_authenticated
    assert client.get("/admin/").headers["Location"] == "/account/login/?next=/admin/"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/admin/login/?next=/admin/pages/", "/account/login/?next=/admin/pages/"),
        ("/admin/password_reset/", "/account/password/reset/"),
    ],
)
def test_the_panels_own_doors_lead_to_the_one_with_the_second_step(db, client, old, new):
    assert client.get(old).headers["Location"] == new
    assert client.post(old, {"username": "a", "password": "b"}).headers["Location"] == new


def test_the_page_is_arabic_right_to_left_and_fit_for_the_strict_policy(db, client):
    answer = client.get(LOGIN)
    page = answer.content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "<h1>تسجيل الدخول</h1>" in page
    scripts = re.findall(r"<script\b[^>]*>", page)
    assert [tag for tag in scripts if "src=" not in tag and 'type="application/json"' not in tag] == []
    assert re.findall(r"<style|\sstyle=|\son\w+=", page) == []
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
    words = set(re.findall("[A-Za-z]{3,}", re.sub(r"<script.*?</script>|<[^>]*>", " ", page, flags=re.S)))
    assert words == set()


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(writer, client):
    wrong = try_to_enter(client, "writer@example.org", "not the password")
    unknown = try_to_enter(client, "nobody@example.org", "not the password")
    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert without_tokens(wrong.content.decode()) == without_tokens(unknown.content.decode())
    assert "البريد الإلكتروني أو كلمة المرور غير صحيحة." in wrong.content.decode()


def test_a_closed_account_stays_outside(writer, client):
    writer.is_active = False
    writer.save()
    try_to_enter(client, writer.email)
    assert not get_user(client).is_authenticated


def test_an_address_that_was_never_confirmed_gets_a_mail_and_no_entry(people, client, mailoutbox):
    answer = try_to_enter(client, people.editor.email)
    assert answer.headers["Location"] == "/account/confirm-email/"
    assert not get_user(client).is_authenticated
    assert [message.to for message in mailoutbox] == [[people.editor.email]]
    assert re.findall("[A-Za-z]{3,}", re.sub(r"http\S+", "", mailoutbox[0].subject + mailoutbox[0].body)) == []


def test_who_has_no_role_is_told_so_instead_of_being_sent_round_and_round(people, client):
    client.force_login(people.stranger)
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert "لا دور لك بعد" in answer.content.decode()
    assert len(answer.redirect_chain) == 1


def test_after_five_wrong_tries_even_the_right_password_waits(writer, client):
    for _number in range(5):
        try_to_enter(client, writer.email, "wrong")
    answer = try_to_enter(client, writer.email)
    assert "محاولات كثيرة فاشلة. انتظر دقائق ثم حاول من جديد." in answer.content.decode()
    assert not get_user(client).is_authenticated


def test_too_many_tries_from_one_address_are_answered_429_in_arabic(db, client):
    answers = [try_to_enter(client, f"someone{number}@example.org", "wrong") for number in range(31)]
    assert answers[-1].status_code == 429
    assert '<html lang="ar" dir="rtl">' in answers[-1].content.decode()
    other = try_to_enter(client, "someone@example.org", "wrong", REMOTE_ADDR="192.0.2.9")
    assert other.status_code == 200


def test_a_made_up_forwarded_address_does_not_help_unless_a_trusted_proxy_wrote_it(db, client, settings):
    for number in range(31):
        answer = try_to_enter(
            client, f"a{number}@example.org", "wrong", headers={"X-Forwarded-For": f"198.51.100.{number}"}
        )
    assert answer.status_code == 429
    cache.clear()
    settings.TRUSTED_PROXIES = ["127.0.0.0/8"]
    for number in range(31):
        answer = try_to_enter(
            client, f"a{number}@example.org", "wrong", headers={"X-Forwarded-For": f"198.51.100.{number}"}
        )
    assert answer.status_code == 200


def test_nobody_signs_up(db, client):
    before = User.objects.count()
    facts = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert "بالدعوة فقط" in client.get("/account/signup/").content.decode()
    for address in ("/account/signup/", "/account/signup/passkey/"):
        client.post(address, facts)
    assert User.objects.count() == before
    assert "/account/signup/" not in client.get(LOGIN).content.decode()


def test_a_forgotten_password_is_set_anew_by_mail(writer, client, mailoutbox):
    client.post("/account/password/reset/", {"email": writer.email})
    link = re.search(r"http\S+", mailoutbox[0].body)[0]
    assert "/account/password/reset/key/" in link
    form = client.get(link, follow=True)
    answer = client.post(form.request["PATH_INFO"], {"password1": "نهر-يجري-ليلا-91", "password2": "نهر-يجري-ليلا-91"})
    assert answer.status_code == 302
    assert try_to_enter(client, writer.email, "نهر-يجري-ليلا-91").headers["Location"] == "/admin/"


def test_asking_for_a_new_password_tells_nobody_who_works_here(writer, client, mailoutbox):
    known = client.post("/account/password/reset/", {"email": writer.email}, follow=True)
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert without_tokens(known.content.decode()) == without_tokens(unknown.content.decode())
    assert [message.to for message in mailoutbox] == [[writer.email], ["nobody@example.org"]]
    assert "http" not in mailoutbox[1].body


def test_a_weak_password_is_refused_in_arabic(writer, client, mailoutbox):
    client.post("/account/password/reset/", {"email": writer.email})
    form = client.get(re.search(r"http\S+", mailoutbox[0].body)[0], follow=True)
    answer = client.post(form.request["PATH_INFO"], {"password1": "123456", "password2": "123456"})
    errors = answer.context["form"].errors["password1"]
    assert len(errors) >= 2
    assert [error for error in errors if re.search("[A-Za-z]", error)] == []


def code_of(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def test_a_second_step_is_set_up_and_asked_for(writer, client):
    try_to_enter(client, writer.email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert 'src="data:image/svg+xml' in page.content.decode()
    assert "img-src 'self' data:" in page.headers["Content-Security-Policy"]
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=writer, type=Authenticator.Type.TOTP).count() == 1
    client.post("/account/logout/")
    cache.clear()  # a code is good once
    answer = try_to_enter(client, writer.email)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert client.get("/admin/").status_code == 302
    answer = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "الرمز غير صحيح." in answer.content.decode()
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_email",
        "account_logout",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
    ],
)
def test_the_pages_of_ones_own_account_are_arabic_and_fit_for_the_policy(writer, client, name):
    try_to_enter(client, writer.email)
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>|<style|\sstyle=|\son\w+=", page) == []
    text = re.sub(r"<script.*?</script>|<[^>]*>", " ", page, flags=re.S)
    assert set(re.findall("[A-Za-z]{3,}", text)) <= {"writer", "example", "org"}


def test_a_new_address_written_by_a_chief_must_be_confirmed_before_it_opens_the_door(writer, people, client):
    client.force_login(people.chief)
    facts = {"email": "moved@example.org", "first_name": "س", "last_name": "ع", "is_active": "on"}
    client.post(f"/admin/users/edit/{writer.pk}/", facts)
    assert list(EmailAddress.objects.filter(user=writer).values_list("email", "verified")) == [
        ("moved@example.org", False)
    ]
    client.logout()
    answer = try_to_enter(client, "moved@example.org")
    assert answer.headers["Location"] == "/account/confirm-email/"


def test_the_operators_first_account_can_sign_in_at_once(db, client):
    User.objects.create_superuser("first@example.org", PASSWORD)
    assert try_to_enter(client, "first@example.org").headers["Location"] == "/admin/"


def test_nothing_personal_reaches_the_log(writer, people, client, caplog, mailoutbox):
    caplog.set_level("DEBUG")
    canary, address = "canary-7391@example.org", "203.0.113.77"
    try_to_enter(client, canary, "canary-password", REMOTE_ADDR=address)
    for _number in range(31):
        try_to_enter(client, canary, "canary-password", REMOTE_ADDR=address)
    client.post("/account/password/reset/", {"email": canary}, REMOTE_ADDR=address)
    cache.clear()
    client.post("/account/password/reset/", {"email": writer.email}, REMOTE_ADDR=address)
    key = re.search(r"key/(\S+)/", mailoutbox[-1].body)[1]
    client.get(f"/account/password/reset/key/{key}/", REMOTE_ADDR=address)
    try_to_enter(client, writer.email, REMOTE_ADDR=address)
    log = caplog.text
    assert [secret for secret in ("canary", address, writer.email, PASSWORD, key) if secret in log] == []
