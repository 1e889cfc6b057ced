"""The people's pages of the panel: who may open them, what they change, and what a crafted request cannot."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import ModelLogEntry

from articles.models import Byline
from newsroom.cache import versions
from newsroom.teams import rights
from newsroom.teams.models import Membership, Person, Team, User
from tests import cast

Role = Membership.Role
BELOW_CHIEF = ["writer", "editor", "publisher", "photo_editor", "moderator"]
ACCOUNTS = "/admin/users/"
OWN_ACCOUNT = {
    "name_email-last_name": "عمر",
    "theme-theme": "system",
    "theme-contrast": "system",
    "theme-density": "default",
}


def invitation(**changes):
    return {"email": "huda@example.org", "first_name": "هدى", "last_name": "سالم"} | changes


def team_form(team, members=(), **changes):
    """The posted form of a team: ``members`` are (membership or None, user, role) or a membership to delete."""
    facts = {
        "name": team.name,
        "slug": team.slug,
        "picture": "",
        "about": team.about,
        "covers": [section.pk for section in team.sections.all()] if team.pk else [],
        "memberships-TOTAL_FORMS": len(members),
        "memberships-INITIAL_FORMS": sum(1 for member in members if not isinstance(member, tuple)),
        "memberships-MIN_NUM_FORMS": 0,
        "memberships-MAX_NUM_FORMS": 1000,
    }
    for number, member in enumerate(members):
        kept = not isinstance(member, tuple)
        user, role = (member.user, member.role) if kept else member
        prefix = f"memberships-{number}-"
        facts |= {
            f"{prefix}id": member.pk if kept else "",
            f"{prefix}user": user.pk,
            f"{prefix}role": role,
            f"{prefix}DELETE": "",
        }
    return facts | changes


@pytest.mark.parametrize("who", BELOW_CHIEF)
def test_only_chiefs_and_operators_see_accounts_and_teams(house, people, client, who):
    client.force_login(getattr(people, who))
    addresses = (
        ACCOUNTS,
        f"{ACCOUNTS}new/",
        f"{ACCOUNTS}edit/{people.writer.pk}/",
        reverse("wagtailsnippets_teams_team:list"),
        reverse("wagtailsnippets_teams_team:edit", args=[house.team.pk]),
        reverse("wagtailsnippets_teams_person:add"),
        "/admin/groups/",
    )
    answers = [client.get(address) for address in addresses]
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {(302, "/admin/")}


def test_a_chief_sees_everybody_with_their_roles(house, people, client):
    client.force_login(people.chief)
    page = client.get(ACCOUNTS).content.decode()
    assert "writer@example.org" in page
    assert f"{Role.WRITER.label} في \u2068{house.team}\u2069" in page


def test_a_chief_invites_a_colleague_who_gets_the_link_by_mail(
    people, client, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(people.chief)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{ACCOUNTS}new/", invitation(email=" Huda@Example.ORG "))
    assert (answer.status_code, answer.headers["Location"]) == (302, ACCOUNTS)
    account = User.objects.get(email="huda@example.org")
    assert not account.has_usable_password()
    assert [message.to for message in mailoutbox] == [["huda@example.org"]]
    assert ModelLogEntry.objects.filter(action="teams.invite", user=people.chief).count() == 1


@pytest.mark.parametrize("who", [*BELOW_CHIEF, "stranger"])
def test_nobody_else_invites_by_a_crafted_post(people, client, mailoutbox, who):
    client.force_login(getattr(people, who))
    before = User.objects.count()
    assert client.post(f"{ACCOUNTS}new/", invitation()).status_code == 302
    assert client.post(reverse("remind_of_invitation", args=[people.writer.pk])).status_code == 302
    assert User.objects.count() == before
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "WRITER@example.org"}, "email"),
        ({"email": "no address"}, "email"),
        ({"first_name": "\u200bـ"}, "first_name"),
        ({"last_name": ""}, "last_name"),
    ],
)
def test_a_bad_invitation_is_told_beside_its_field_and_keeps_what_was_typed(people, client, mailoutbox, changes, field):
    client.force_login(people.chief)
    before = User.objects.count()
    form = client.post(f"{ACCOUNTS}new/", invitation(**changes)).context["form"]
    assert list(form.errors) == [field]
    assert not re.search("[A-Za-z]", form.errors[field][0])
    assert {name: form[name].value() for name in invitation()} == invitation(**changes)
    assert (User.objects.count(), mailoutbox) == (before, [])


def test_a_chief_can_neither_make_nor_touch_an_operator_nor_set_a_password(people, client, mailoutbox):
    client.force_login(people.chief)
    extra = {"is_superuser": "on", "is_staff": "on", "password1": "x" * 20, "password2": "x" * 20, "groups": ["1"]}
    client.post(f"{ACCOUNTS}new/", invitation() | extra)
    made = User.objects.get(email="huda@example.org")
    assert (made.is_superuser, made.is_staff, made.has_usable_password(), made.groups.count()) == (
        False,
        False,
        False,
        0,
    )
    answer = client.post(f"{ACCOUNTS}edit/{people.operator.pk}/", invitation(email="mine@example.org"))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    client.post(f"{ACCOUNTS}edit/{people.chief.pk}/", invitation(email="chief@example.org") | extra)
    people.operator.refresh_from_db()
    people.chief.refresh_from_db()
    assert people.operator.email == "operator@example.org"
    assert not people.chief.is_superuser


def test_an_operator_can_make_an_operator(people, client):
    client.force_login(people.operator)
    client.post(f"{ACCOUNTS}new/", invitation(is_superuser="on"))
    assert User.objects.get(email="huda@example.org").is_superuser


def test_an_account_is_closed_not_deleted_one_by_one(people, client):
    client.force_login(people.operator)
    pk = people.writer.pk
    assert client.post(f"{ACCOUNTS}delete/{pk}/").headers["Location"] == "/admin/"
    for action in ("delete", "assign_role", "set_active_state"):
        facts = {"role": rights.group(Team.objects.first(), Role.CHIEF).pk, "mark_as_active": "False"}
        client.post(f"/admin/bulk/teams/user/{action}/?id={pk}", facts)
    account = User.objects.get(pk=pk)
    assert (account.is_active, account.groups.count()) == (True, 1)
    facts = {"email": account.email, "first_name": "س", "last_name": "ع"}
    client.post(f"{ACCOUNTS}edit/{pk}/", facts)
    account.refresh_from_db()
    assert (account.is_active, account.groups.count()) == (False, 1)


def test_saving_an_account_leaves_its_roles_alone(house, people, client):
    client.force_login(people.chief)
    facts = {"email": people.writer.email, "first_name": "سلمى", "last_name": "عمر", "is_active": "on"}
    assert client.post(f"{ACCOUNTS}edit/{people.writer.pk}/", facts).status_code == 302
    people.writer.refresh_from_db()
    assert people.writer.get_full_name() == "سلمى عمر"
    assert rights.roles(people.writer, house.team) == {"writer"}
    assert people.writer.has_perm("wagtailadmin.access_admin")


def test_a_member_added_and_taken_away_on_the_teams_page_gets_and_loses_the_rights(house, people, client):
    client.force_login(people.chief)
    address = reverse("wagtailsnippets_teams_team:edit", args=[house.team.pk])
    kept = list(house.team.memberships.all())
    answer = client.post(address, team_form(house.team, [*kept, (people.stranger, Role.PUBLISHER)]))
    assert answer.status_code == 302
    article = cast.draft(house.politics)
    assert article.permissions_for_user(User.objects.get(pk=people.stranger.pk)).can_publish()
    event = ModelLogEntry.objects.get(action="teams.join", data__user=people.stranger.pk)
    assert (event.user, f"\u2068{people.stranger}\u2069" in event.message) == (people.chief, True)

    kept = list(house.team.memberships.order_by("pk"))
    gone = next(number for number, member in enumerate(kept) if member.user == people.stranger)
    answer = client.post(address, team_form(house.team, kept, **{f"memberships-{gone}-DELETE": "on"}))
    assert answer.status_code == 302
    assert not article.permissions_for_user(User.objects.get(pk=people.stranger.pk)).can_publish()
    assert rights.roles(people.writer, house.team) == {"writer"}


def test_the_same_role_twice_is_told_in_the_form(house, people, client):
    client.force_login(people.chief)
    address = reverse("wagtailsnippets_teams_team:edit", args=[house.team.pk])
    twice = [*house.team.memberships.all(), (people.stranger, Role.WRITER), (people.stranger, Role.WRITER)]
    answer = client.post(address, team_form(house.team, twice))
    assert answer.status_code == 200
    assert not answer.context["form"].is_valid()
    assert rights.roles(people.stranger, house.team) == set()


def test_a_section_ticked_on_the_teams_page_changes_hands_in_its_drafts_too(house, people, client):
    house.sport.save_revision(user=people.operator)
    client.force_login(people.chief)
    address = reverse("wagtailsnippets_teams_team:edit", args=[house.team.pk])
    facts = team_form(house.team, list(house.team.memberships.all()), covers=[house.politics.pk, house.sport.pk])
    assert client.post(address, facts).status_code == 302
    assert set(house.team.sections.values_list("slug", flat=True)) == {"politics", "sport"}
    assert house.sport.permissions_for_user(User.objects.get(pk=people.publisher.pk)).can_publish_subpage()
    house.sport.refresh_from_db()
    house.sport.get_latest_revision().publish()
    house.sport.refresh_from_db()
    assert house.sport.team == house.team


def test_a_new_team_gets_its_address_from_its_name_and_its_groups_at_once(house, people, client):
    client.force_login(people.chief)
    facts = team_form(Team(name="ملحق الصيف"), [(people.stranger, Role.EDITOR)], covers=[house.sport.pk])
    assert client.post(reverse("wagtailsnippets_teams_team:add"), facts).status_code == 302
    team = Team.objects.get(slug="ملحق-الصيف")
    assert rights.roles(people.stranger, team) == {"editor"}
    assert list(team.sections.all().values_list("slug", flat=True)) == ["sport"]


def test_persons_and_teams_stand_in_arabic_order_whatever_comes_before_their_names(db):
    for name in ("د. هدى سالم", "الباز يوسف", "إيمان عادل", "أحمد بدر"):
        Person.objects.create(name=name)
    assert [person.name for person in Person.objects.all()] == ["أحمد بدر", "إيمان عادل", "الباز يوسف", "د. هدى سالم"]


def test_two_persons_of_one_name_get_two_addresses(db):
    slugs = [Person.objects.create(name="محمد أحمد").slug for _number in range(3)]
    assert slugs == ["محمد-أحمد", "محمد-أحمد-2", "محمد-أحمد-3"]


def test_a_persons_texts_lose_what_would_turn_a_line_round(db):
    person = Person.objects.create(name="هدى \u202eسالم", role="محرّرة\u2066", biography="سطر\nوسطر\u202e")
    assert (person.name, person.role, person.biography) == ("هدى سالم", "محرّرة", "سطر\nوسطر")


def test_a_writer_finds_persons_in_the_chooser_of_the_by_line(people, client):
    Person.objects.create(name="هدى سالم")
    client.force_login(people.writer)
    answer = client.get(reverse("wagtailsnippetchoosers_teams_person:choose"))
    assert "هدى سالم" in answer.json()["html"]


def test_the_account_page_takes_no_avatar_and_leads_to_password_and_second_factor(people, client):
    client.force_login(people.writer)
    page = client.get("/admin/account/").content.decode()
    assert 'type="file"' not in page
    assert reverse("account_change_password") in page
    assert reverse("mfa_index") in page
    upload = cast.picture().file.open()
    client.post("/admin/account/", OWN_ACCOUNT | {"name_email-first_name": "سلمى", "avatar-avatar": upload})
    upload.close()
    people.writer.refresh_from_db()
    assert people.writer.first_name == "سلمى"
    assert not people.writer.wagtail_userprofile.avatar


def test_no_mail_leaves_before_the_commit(people, client):
    client.force_login(people.chief)
    client.post(f"{ACCOUNTS}new/", invitation())
    assert mail.outbox == []


def test_a_person_whose_name_signs_a_story_is_not_deleted(house, people, client):
    person = Person.objects.create(name="هدى سالم")
    Byline.objects.create(article=cast.draft(house.politics), person=person)
    client.force_login(people.chief)
    client.post(reverse("wagtailsnippets_teams_person:delete", args=[person.pk]))
    assert Person.objects.filter(pk=person.pk).exists()


def test_a_changed_name_outdates_the_pages_that_show_it(db):
    person, team = Person.objects.create(name="هدى"), Team.objects.create(name="المحليات")
    tags = [f"person:{person.pk}", f"team:{team.pk}"]
    before = versions.read(tags)
    person.save()
    team.save()
    after_saving = versions.read(tags)
    person.delete()
    team.delete()
    after_deleting = versions.read(tags)
    assert [tag for tag in tags if not before[tag] < after_saving[tag] < after_deleting[tag]] == []


def test_a_name_typed_in_ones_own_account_loses_what_would_turn_it_round(people, client):
    client.force_login(people.writer)
    client.post("/admin/account/", OWN_ACCOUNT | {"name_email-first_name": "سلـمى\u202e"})
    people.writer.refresh_from_db()
    assert people.writer.get_full_name() == "سلمى عمر"


@pytest.mark.parametrize("name", ["\u0640\u0640", "\u202e\u200f"])
def test_nobody_signs_with_a_name_in_which_nothing_can_be_seen(house, people, client, name):
    client.force_login(people.chief)
    facts = {"name": name, "slug": "", "role": "", "picture": "", "biography": "", "user": ""}
    answer = client.post(reverse("wagtailsnippets_teams_person:add"), facts)
    assert answer.context["form"].errors == {"name": ["لا يمكن ترك هذا الحقل فارغاً."]}
    assert not Person.objects.exists()
