"""A team's page in the panel: what it shows, what it refuses and how it says so, and two people who save it at once."""

import re
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from newsroom.teams import groups
from newsroom.teams.models import Membership, Team, User
from tests import cast, stage
from tests.teams.test_panel import team_form

pytestmark = pytest.mark.django_db

Role = Membership.Role
BELOW_CHIEF = ["writer", "editor", "publisher", "photo_editor", "moderator"]


def page_of(team) -> str:
    return reverse("wagtailsnippets_teams_team:edit", args=[team.pk])


def everything() -> tuple:
    """What a save of a team changes: the teams, who is in which group, and what the groups may do where."""
    return (
        list(Team.objects.order_by("pk").values_list("name", "slug", "about")),
        set(Membership.objects.values_list("team", "user", "role")),
        set(User.groups.through.objects.values_list("group__name", "user__email")),
        set(GroupPagePermission.objects.values_list("group__name", "page", "permission__codename")),
    )


def test_it_leads_to_the_page_that_readers_have(house, people, client):
    client.force_login(people.chief)
    assert 'href="/team/news/"' in client.get(page_of(house.team)).content.decode()
    assert client.get("/team/news/").status_code == 200
    assert "بعد الحفظ" in client.get(reverse("wagtailsnippets_teams_team:add")).content.decode()


def test_each_section_to_tick_says_whose_it_is(house, people, client):
    client.force_login(people.chief)
    page = client.get(page_of(house.team)).content.decode()
    assert "<bdi>رياضة</bdi> (يغطّيه <bdi>الرياضة</bdi>)" in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u200f\u0640"}, "name"),
        ({"name": "الرياضة"}, "name"),
        ({"slug": "games"}, "slug"),
        ({"slug": "a b/c"}, "slug"),
        ({"covers": ["999999"]}, "covers"),
    ],
)
def test_what_is_wrong_stands_in_arabic_beside_its_field_and_nothing_is_saved(house, people, client, changes, field):
    client.force_login(people.chief)
    before = everything()
    facts = team_form(house.team, list(house.team.memberships.all()), about="نصّ جديد") | changes
    form = client.post(page_of(house.team), facts).context["form"]
    assert list(form.errors) == [field]
    assert not re.search("[A-Za-z]", form.errors[field][0].replace("“", ""))
    assert form["about"].value() == "نصّ جديد"
    assert everything() == before


def test_a_role_held_twice_is_told_beside_it(house, people, client):
    client.force_login(people.chief)
    before = everything()
    twice = [*house.team.memberships.all(), (people.photo_editor, Role.WRITER), (people.photo_editor, Role.WRITER)]
    answer = client.post(page_of(house.team), team_form(house.team, twice))
    rows = answer.context["form"].formsets["memberships"]
    told = [reason for row in rows.forms for reasons in row.errors.values() for reason in reasons]
    told += rows.non_form_errors()
    assert told
    assert not re.search("[A-Za-z]", "".join(told))
    assert everything() == before


def test_a_role_that_a_colleague_gave_meanwhile_is_told_beside_it(house, people, client):
    client.force_login(people.chief)
    sent = team_form(house.team, [*house.team.memberships.all(), (people.stranger, Role.WRITER)])
    Membership.objects.create(team=house.team, user=people.stranger, role=Role.WRITER)
    before = everything()
    answer = client.post(page_of(house.team), sent)
    row = answer.context["form"].formsets["memberships"].forms[-1]
    assert "هذا الدور في الفريق" in row.errors["role"][0]
    assert everything() == before


def test_a_member_whom_a_colleague_took_out_meanwhile_does_not_come_back_by_itself(house, people, client):
    client.force_login(people.chief)
    sent = team_form(house.team, list(house.team.memberships.all()))
    house.team.memberships.get(user=people.writer).delete()
    before = everything()
    client.post(page_of(house.team), sent)
    assert everything() == before


@pytest.mark.parametrize("who", [*BELOW_CHIEF, "stranger"])
def test_who_is_no_chief_changes_no_team_by_a_crafted_post(house, people, client, who):
    client.force_login(getattr(people, who))
    before = everything()
    facts = team_form(house.team, [(getattr(people, who), Role.CHIEF)], covers=[house.politics.pk, house.sport.pk])
    for name, args in (("edit", [house.team.pk]), ("copy", [house.team.pk]), ("add", []), ("delete", [house.team.pk])):
        answer = client.post(reverse(f"wagtailsnippets_teams_team:{name}", args=args), facts)
        assert (name, answer.status_code in {302, 403, 404}) == (name, True)
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_two_who_save_a_team_at_once_break_no_group_and_do_nothing_by_halves():
    stage.set_up(lambda: cast.hire(cast.build_house()))
    house, people = cast.find_house(), cast.find_people()
    kept = list(house.team.memberships.all())
    gate, answers = Barrier(2), []
    sent = {
        people.chief: team_form(house.team, [*kept, (people.stranger, Role.EDITOR)], about="كتبته مريم"),
        people.operator: team_form(house.team, [*kept, (people.stranger, Role.EDITOR)], about="كتبه المشغّل"),
    }

    def save(user, facts) -> None:
        client = Client()
        client.force_login(user)
        gate.wait()
        try:
            answers.append(client.post(page_of(house.team), facts).status_code)
        finally:
            connection.close()

    threads = [Thread(target=save, args=item) for item in sent.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 302]  # who came second is told that the role is given
    assert house.team.memberships.filter(user=people.stranger).count() == 1
    after = everything()
    groups.sync_all()
    assert everything() == after
