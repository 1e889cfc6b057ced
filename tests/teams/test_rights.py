"""What each role may do, where, as Wagtail's own permissions see it."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry
from wagtail.permissions import policy_registry

from newsroom.images.models import Picture
from newsroom.teams import rights
from newsroom.teams.membership import join, leave
from newsroom.teams.models import Membership, Team, User
from tests import cast

Role = Membership.Role


def fresh(user):
    """The colleague as the next request loads them."""
    return User.objects.get(pk=user.pk)


def page_rights(user, page):
    tester = page.permissions_for_user(fresh(user))
    return {
        right
        for right in ("add_subpage", "edit", "publish", "publish_subpage", "lock", "unlock", "unpublish")
        if getattr(tester, f"can_{right}")()
    }


def test_a_role_opens_the_pages_of_its_own_sections_and_no_others(house, people):
    article = cast.draft(house.politics)
    assert {role: page_rights(getattr(people, role), article) for role in Role.values} == {
        "writer": set(),
        "editor": {"edit", "lock", "unlock"},
        "publisher": {"edit", "lock", "unlock", "publish"},
        "chief": {"edit", "lock", "unlock", "publish"},
        "photo_editor": set(),
        "moderator": set(),
    }
    assert {role: page_rights(getattr(people, f"other_{role}"), article) for role in Role.values} == {
        "writer": set(),
        "editor": set(),
        "publisher": set(),
        "chief": {"edit", "lock", "unlock", "publish"},
        "photo_editor": set(),
        "moderator": set(),
    }


def test_a_writer_adds_articles_and_edits_their_own_only(house, people):
    own, foreign = cast.draft(house.politics, owner=people.writer), cast.draft(house.politics, owner=people.editor)
    assert page_rights(people.writer, house.politics) == {"add_subpage"}
    assert page_rights(people.writer, own) == {"edit"}
    assert page_rights(people.writer, foreign) == set()
    assert page_rights(people.writer, house.sport) == set()


def test_only_a_chief_edits_the_front_page(house, people):
    may = {role for role in Role.values if "edit" in page_rights(getattr(people, role), house.home)}
    assert may == {"chief"}


def test_a_photo_editor_changes_everybodys_pictures_and_a_moderator_none(house, people):
    policy = policy_registry.get_by_type(Picture)
    actions = {
        role: {action for action in ("add", "change", "choose") if policy.user_has_permission(user, action)}
        for role in Role.values
        for user in [fresh(getattr(people, role))]
    }
    # "change" is said of anybody who may add: it then covers their own pictures only.
    assert actions["moderator"] == set()
    assert actions["photo_editor"] == actions["chief"] == {"add", "change", "choose"}
    foreign = cast.picture(uploaded_by_user=people.operator)
    changers = {
        role
        for role in Role.values
        if policy.user_has_permission_for_instance(fresh(getattr(people, role)), "change", foreign)
    }
    assert changers == {"photo_editor", "chief"}


def test_every_role_enters_the_panel_and_a_stranger_does_not(people):
    may = {role for role in Role.values if fresh(getattr(people, role)).has_perm("wagtailadmin.access_admin")}
    assert may == set(Role.values)
    assert not people.stranger.has_perm("wagtailadmin.access_admin")


def test_only_moderators_and_chiefs_moderate_and_only_chiefs_manage_accounts(people):
    def holders(permission):
        return {role for role in Role.values if fresh(getattr(people, role)).has_perm(permission)}

    assert holders("comments.moderate_comment") == {"moderator", "chief"}
    assert holders("teams.add_user") == holders("teams.change_user") == {"chief"}
    assert holders("teams.delete_user") == holders("auth.change_group") == set()


def test_roles_are_told_by_team_and_a_chief_acts_in_all(house, people):
    assert rights.roles(people.writer, house.team) == {"writer"}
    assert rights.roles(people.writer, house.other_team) == set()
    assert rights.roles(people.writer, None) == set()
    assert rights.roles(people.chief, house.other_team) == rights.roles(people.chief, None) == set(Role.values)
    assert rights.roles(people.operator, house.team) == set(Role.values)
    assert rights.roles(people.stranger, house.team) == rights.roles(AnonymousUser(), house.team) == set()


def test_a_moderator_moderates_the_own_team_and_a_chief_everything(house, people):
    assert list(rights.moderated_teams(people.moderator)) == [house.team]
    assert rights.moderated_teams(people.chief) is None
    assert list(rights.moderated_teams(people.publisher)) == list(rights.moderated_teams(AnonymousUser())) == []
    assert rights.may_moderate(people.moderator, house.team)
    assert not rights.may_moderate(people.moderator, house.other_team)
    assert not rights.may_moderate(people.moderator, None)
    assert rights.may_moderate(people.chief, None)
    assert not rights.may_moderate(AnonymousUser(), house.team)


def test_a_closed_account_has_no_role_left(house, people):
    people.chief.is_active = False
    people.chief.save(update_fields=["is_active"])
    assert rights.roles(people.chief, house.team) == set()
    assert not rights.is_chief(people.chief)


def test_who_leaves_loses_the_rights_at_the_next_request(house, people, client):
    article = cast.draft(house.politics, owner=people.publisher)
    client.force_login(people.publisher)
    address = f"/admin/pages/{article.pk}/edit/"
    assert client.get(address).status_code == 200
    assert leave(people.publisher, house.team, Role.PUBLISHER, by=people.chief) == 1
    assert client.get(address).status_code == 302
    assert page_rights(people.publisher, article) == set()


def test_leaving_one_role_keeps_the_others(house, people):
    join(people.writer, house.team, Role.MODERATOR, by=people.chief)
    leave(people.writer, house.team, Role.WRITER, by=people.chief)
    assert rights.roles(people.writer, house.team) == {"moderator"}
    join(people.writer, house.team, Role.EDITOR, by=people.chief)
    assert leave(people.writer, house.team, by=people.chief) == 2
    assert not fresh(people.writer).groups.exists()


@pytest.mark.parametrize("who", ["writer", "editor", "publisher", "photo_editor", "moderator", "stranger"])
def test_only_a_chief_or_the_operator_gives_and_takes_roles(house, people, who):
    with pytest.raises(PermissionDenied):
        join(people.stranger, house.team, Role.WRITER, by=getattr(people, who))
    with pytest.raises(PermissionDenied):
        leave(people.editor, house.team, by=getattr(people, who))
    assert rights.roles(people.stranger, house.team) == set()
    assert rights.roles(people.editor, house.team) == {"editor"}


def test_an_unknown_role_and_a_closed_account_are_refused(house, people):
    with pytest.raises(ValidationError) as refused:
        join(people.stranger, house.team, "king", by=people.chief)
    assert list(refused.value.message_dict) == ["role"]
    people.stranger.is_active = False
    people.stranger.save(update_fields=["is_active"])
    with pytest.raises(ValidationError) as refused:
        join(people.stranger, house.team, Role.WRITER, by=people.chief)
    assert list(refused.value.message_dict) == ["user"]


def test_joining_twice_is_joining_once_and_each_change_is_one_event(house, people):
    before = ModelLogEntry.objects.count()
    join(people.stranger, house.team, Role.WRITER, by=people.chief)
    join(people.stranger, house.team, Role.WRITER, by=people.chief)
    leave(people.stranger, house.team, by=people.chief)
    events = ModelLogEntry.objects.order_by("pk")[before:]
    facts = {"user": people.stranger.pk, "role": "writer"}
    assert [(event.action, event.user, event.data) for event in events] == [
        ("teams.join", people.chief, facts),
        ("teams.leave", people.chief, facts),
    ]


def test_a_section_that_changes_hands_takes_its_rights_along(house, people):
    article = cast.draft(house.politics)
    house.politics.team = house.other_team
    house.politics.save()
    assert page_rights(people.publisher, article) == set()
    assert page_rights(people.other_publisher, article) == {"edit", "lock", "unlock", "publish"}
    house.politics.team = None
    house.politics.save()
    assert page_rights(people.other_publisher, article) == set()


def test_bringing_in_step_again_changes_nothing_and_heals_what_was_undone_by_hand(
    house, people, django_assert_num_queries
):
    group = rights.group(house.team, Role.PUBLISHER)
    group.page_permissions.all().delete()
    group.user_set.clear()
    group.user_set.add(people.stranger)
    rights.sync(house.team)
    assert list(group.user_set.all()) == [people.publisher]
    assert page_rights(people.publisher, house.politics) == {"add_subpage", "publish_subpage"}
    with django_assert_num_queries(15):
        rights.sync(house.team)


def test_a_team_that_is_deleted_leaves_no_group_behind(people, django_user_model):
    team = Team.objects.create(name="ملحق الصيف", slug="summer")
    join(people.stranger, team, Role.WRITER, by=people.operator)
    assert Group.objects.filter(role_of_team__team=team).count() == len(Role)
    before = Group.objects.count()
    team.delete()
    assert Group.objects.count() == before - len(Role)
    assert not fresh(people.stranger).groups.exists()


def test_a_renamed_team_renames_its_groups(house):
    house.team.name = "هيئة التحرير"
    house.team.save()
    names = set(Group.objects.filter(role_of_team__team=house.team).values_list("name", flat=True))
    assert {name.split(" · ")[0] for name in names} == {"هيئة التحرير"}


def test_a_group_of_the_same_name_made_by_hand_keeps_its_rights_to_itself(people):
    with_name = Group.objects.create(name=f"ملحق · {Role.WRITER.label}")
    team = Team.objects.create(name="ملحق", slug="supplement")
    assert rights.group(team, Role.WRITER) != with_name
    assert not with_name.permissions.exists()


def test_wagtails_own_groups_are_gone(db):
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
