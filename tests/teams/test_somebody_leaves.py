"""Somebody leaves, changes role, or loses a section while their editor is open: the next request saves nothing."""

import pytest
from django.db.models import ProtectedError
from wagtail.models import GroupPagePermission, PageLogEntry

from articles.models import ArticlePage
from newsroom.teams import groups
from newsroom.teams.coverage import cover
from newsroom.teams.membership import join, leave
from newsroom.teams.models import Membership, User
from tests import cast
from tests.articles.editor import edit_url, typed

pytestmark = pytest.mark.django_db

Role = Membership.Role
TYPED = "<p>فقرة كتبتها قبل أن يذهب حقّي.</p>"


def leaving(house, people):
    leave(people.editor, house.team, by=people.chief)


def changing_role(house, people):
    join(people.editor, house.team, Role.MODERATOR, by=people.chief)
    leave(people.editor, house.team, Role.EDITOR, by=people.chief)


def closing_the_account(house, people):
    User.objects.filter(pk=people.editor.pk).update(is_active=False)


def giving_the_section_away(house, people):
    cover(house.other_team, [house.sport, house.politics], by=people.chief)


def leaving_the_section_to_nobody(house, people):
    cover(house.team, [], by=people.chief)


WAYS = [leaving, changing_role, closing_the_account, giving_the_section_away, leaving_the_section_to_nobody]


def rights() -> tuple[set, set]:
    """Who is in which group, and what each group may do where."""
    return (
        set(User.groups.through.objects.values_list("group__name", "user__email")),
        set(GroupPagePermission.objects.values_list("group__name", "page", "permission__codename")),
    )


@pytest.mark.parametrize("change", WAYS)
def test_an_open_editor_saves_nothing_once_the_right_is_gone_and_shows_the_text_back(
    change, house, people, client, draft
):
    client.force_login(people.editor)
    assert client.get(edit_url(draft)).status_code == 200
    sent = typed(draft, body=TYPED)
    change(house, people)
    before = PageLogEntry.objects.count()
    by_hand = client.post(edit_url(draft), sent | {"action-publish": "1"})
    by_itself = client.post(edit_url(draft), sent, headers={"accept": "application/json"})
    stored = ArticlePage.objects.get(pk=draft.pk)
    assert (stored.revisions.count(), stored.live, PageLogEntry.objects.count()) == (1, False, before)
    assert by_itself.status_code in {302, 403}
    assert client.get(edit_url(draft)).status_code == 302
    if change is closing_the_account:  # nobody is there any more to show it to
        assert by_hand.headers["Location"].startswith("/account/login/")
    else:
        assert by_hand.status_code == 403
        assert "فقرة كتبتها قبل أن يذهب حقّي." in by_hand.content.decode()


@pytest.mark.parametrize("change", WAYS)
def test_the_groups_are_in_step_after_each_of_these(change, house, people):
    change(house, people)
    after = rights()
    groups.sync_all()
    assert rights() == after


def test_a_section_that_is_given_away_takes_its_open_editors_with_it(house, people, client, draft):
    client.force_login(people.other_editor)
    assert client.get(edit_url(draft)).status_code == 302
    giving_the_section_away(house, people)
    assert client.get(edit_url(draft)).status_code == 200
    client.post(edit_url(draft), typed(draft, title="عنوان القسم الجديد"))
    assert ArticlePage.objects.get(pk=draft.pk).draft_title == "عنوان القسم الجديد"


def test_an_article_that_moves_to_another_desk_is_closed_to_the_first(house, people, client, draft):
    client.force_login(people.editor)
    assert client.get(edit_url(draft)).status_code == 200
    draft.move(house.sport, pos="last-child", user=people.chief)
    assert client.post(edit_url(draft), typed(draft, body=TYPED)).status_code == 403
    assert ArticlePage.objects.get(pk=draft.pk).revisions.count() == 1


def test_an_account_that_is_opened_again_finds_its_roles_as_they_were(house, people, client, draft):
    closing_the_account(house, people)
    User.objects.filter(pk=people.editor.pk).update(is_active=True)
    client.force_login(User.objects.get(pk=people.editor.pk))
    assert client.get(edit_url(draft)).status_code == 200


def test_a_team_that_covers_a_section_is_not_deleted_under_it(house):
    before = rights()
    with pytest.raises(ProtectedError):
        house.team.delete()
    assert rights() == before


@pytest.fixture
def draft(house, people):
    """The writer's: the editor has it open."""
    return cast.draft(house.politics, owner=people.writer)
