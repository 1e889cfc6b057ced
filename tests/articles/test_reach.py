"""How far a colleague's hand reaches: nothing of another desk is shown, and nothing held or seen is taken away."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from articles import workflow
from articles.models import ArticlePage, Publication, SectionPage
from newsroom.teams.membership import join
from newsroom.teams.models import Membership, Person
from tests import cast
from tests.articles.editor import edit_url

pytestmark = pytest.mark.django_db
SECRET = "مسودة لا يراها قسم آخر"
SECTION_FIELDS = {
    "introduction": "",
    "colour": "ink",
    "search_description": "",
    "comments-TOTAL_FORMS": 0,
    "comments-INITIAL_FORMS": 0,
    "action-publish": "1",
}


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def delete(client, article) -> bool:
    client.post(reverse("wagtailadmin_pages:delete", args=(article.pk,)))
    return not ArticlePage.objects.not_binned().filter(pk=article.pk).exists()


def move(client, article, section):
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=(article.pk, section.pk)))


@pytest.mark.parametrize("who", ["writer", "editor", "publisher", "other_publisher"])
def test_only_a_chief_says_whose_a_section_is_and_where_it_stands(house, people, client, who):
    client.force_login(getattr(people, who))
    taken = SECTION_FIELDS | {"title": "رياضتنا", "slug": "ours", "team": house.other_team.pk}
    client.post(edit_url(house.politics), taken)
    client.post(reverse("wagtailadmin_pages:unpublish", args=(house.politics.pk,)))
    client.post(reverse("wagtailadmin_pages:delete", args=(house.sport.pk,)))
    assert list(SectionPage.objects.order_by("pk").values_list("slug", "team", "needs_review", "live")) == [
        ("politics", house.team.pk, True, True),
        ("sport", house.other_team.pk, True, True),
    ]


def test_a_chief_does_say_so(house, people, client):
    client.force_login(people.chief)
    client.post(edit_url(house.politics), SECTION_FIELDS | {"title": "رأي", "slug": "opinion", "team": house.team.pk})
    assert SectionPage.objects.get(pk=house.politics.pk).slug == "opinion"


@pytest.mark.parametrize("who", ["photo_editor", "moderator", "other_writer", "other_publisher"])
def test_no_page_of_the_panel_names_the_draft_of_another_desk(house, people, client, who):
    draft = cast.draft(house.politics, title=SECRET)
    client.force_login(getattr(people, who))
    batches = [reverse("wagtail_bulk_action", args=("wagtailcore", "page", action)) for action in
               ("publish", "unpublish", "move", "delete")]  # fmt: skip
    pages = [
        reverse("wagtailadmin_pages:move_confirm", args=(draft.pk, house.sport.pk)),
        reverse("wagtailadmin_reports:page_types_usage"),
        *(f"{batch}?id={draft.pk}" for batch in batches),
    ]
    assert [page for page in pages if SECRET in client.get(page, follow=True).content.decode()] == []


def test_a_batch_still_names_what_is_out_of_reach_on_ones_own_desk(house, people, client):
    draft = cast.draft(house.politics, title=SECRET)
    client.force_login(people.writer)
    batch = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    assert SECRET in client.get(f"{batch}?id={draft.pk}").content.decode()


def test_a_writer_takes_away_no_draft_that_is_being_read(house, people, client):
    draft = cast.draft(house.politics, owner=people.writer)
    workflow.submit(draft, by=people.writer)
    client.force_login(people.writer)
    assert not delete(client, draft)


@pytest.mark.parametrize("who", ["writer", "publisher", "chief"])
def test_nobody_takes_away_what_is_scheduled(house, people, client, who):
    draft = cast.draft(house.politics, owner=people.writer)
    workflow.schedule(draft, draft.latest_revision, timezone.now() + timedelta(hours=1), by=None)
    client.force_login(getattr(people, who))
    assert not delete(client, draft)


def test_a_writer_takes_away_nothing_that_readers_have_seen(house, people, client):
    article = cast.live_article(house.politics, owner=people.writer)
    workflow.withdraw(article, by=None)
    client.force_login(people.writer)
    assert not delete(client, article)
    client.force_login(people.publisher)
    assert delete(client, article)


def test_the_panels_api_changes_nothing(house, people, client):
    draft = cast.draft(house.politics, owner=people.writer)
    workflow.submit(draft, by=people.writer)
    client.force_login(people.chief)
    address = reverse("wagtailadmin_api:pages:action", args=(draft.pk, "revert_to_page_revision"))
    assert client.post(address, {"revision_id": draft.latest_revision.pk}).status_code == 404
    assert stored(draft).revisions.count() == 1


def test_an_approval_does_not_move_with_the_article(house, people, client):
    draft = cast.draft(house.politics, owner=people.writer)
    workflow.submit(draft, by=people.writer)
    workflow.approve(draft, by=people.editor)
    join(people.publisher, house.other_team, Membership.Role.PUBLISHER, by=None)
    client.force_login(people.publisher)
    move(client, draft, house.sport)
    moved = stored(draft)
    assert moved.section == house.sport
    assert workflow.refusals(moved, moved.latest_revision, people.publisher) == {
        "review": ["لم يُجِز القسم هذه النسخة بعد."]
    }


def test_an_article_moves_to_a_section_where_its_slug_is_taken(house, people, client):
    taken, article = cast.live_article(house.sport), cast.live_article(house.politics)
    client.force_login(people.chief)
    move(client, article, house.sport)
    assert stored(article).url == f"{taken.url.rstrip('/')}-1/".replace(f"/{taken.pk}/", f"/{article.pk}/")
    assert client.get(stored(article).url).status_code == 200


def test_a_version_whose_signer_was_deleted_can_still_be_opened(article, people, client):
    person = Person.objects.create(name="سلمى")
    article.byline = [article.byline.model(person=person), article.byline.model(team=article.team)]
    version = article.save_revision(clean=False)
    person.delete()
    client.force_login(people.chief)
    assert client.get(edit_url(article)).status_code == 200
    assert [row.team for row in version.as_object().byline.all()] == [article.team]


def test_a_version_of_a_section_whose_team_was_deleted_can_still_be_opened(house, people, client):
    from newsroom.teams.models import Team

    team = Team.objects.create(name="ملحق", slug="extra")
    house.sport.team = team
    house.sport.save_revision()
    team.delete()
    client.force_login(people.chief)
    assert client.get(edit_url(house.sport)).status_code == 200
    assert Page.objects.get(pk=house.sport.pk).get_latest_revision().as_object().team is None


def test_what_would_expire_before_it_goes_live_is_refused(house):
    draft = cast.draft(house.politics)
    draft.expire_at = timezone.now() + timedelta(hours=1)
    version = draft.save_revision(clean=False)
    assert workflow.refusals(draft, version) == {}
    with pytest.raises(workflow.NotYet) as refused:
        workflow.schedule(draft, version, timezone.now() + timedelta(hours=2), by=None)
    assert list(refused.value.message_dict) == ["expire_at"]
    assert not stored(draft).approved_schedule
    assert Publication.objects.get(pk=draft.pk).expires_at is None


def test_every_address_of_a_withdrawn_article_ends_at_410(article, client):
    in_the_tree = f"/politics/{article.slug}/"
    workflow.withdraw(article, by=None)
    answers = [client.get(path, follow=True) for path in (in_the_tree, f"/a/{article.pk}/", article.url)]
    assert [answer.status_code for answer in answers] == [410, 410, 410]


def test_the_place_of_a_draft_in_the_tree_does_not_exist(house, client):
    assert client.get(f"/politics/{cast.draft(house.politics).slug}/").status_code == 404
