"""The demo newsroom as it stands once it is loaded: all its articles, its people, its comments, as their files say.

A file of its own: the demo stands in the tables until the last test of the file.
"""

import json
import stat
from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Site, WorkflowState

from articles.models import ArticlePage, HomePage, SectionPage
from comments.models import Comment, Discussion, ModerationEvent
from newsroom.seeding import manuscripts
from newsroom.seeding.loading import load
from newsroom.teams.models import Membership, Person, Team, User
from newsroom.teams.rights import roles
from tests.seeds.test_loading import demo_article, everything, seed


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole demo, loaded once for this file and rolled back after it."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        from django.conf import settings

        patch.setattr(settings, "DATA_DIR", folder)
        said = seed()
        yield SimpleNamespace(said=said, folder=folder)
        transaction.set_rollback(True)


def test_the_command_says_what_was_new(demo):
    assert demo.said == "The demo newsroom: 24 articles and 120 comments were new.\n"


def test_articles_stand_as_their_files_say(demo):
    live = ArticlePage.objects.live()
    assert live.count() == 20
    draft, withdrawn = demo_article("salt-maps-novel"), demo_article("harbour-expansion")
    assert (draft.live, draft.first_published_at) == (False, None)
    assert (withdrawn.live, withdrawn.publication.withdrawn_at is not None) == (False, True)
    assert demo_article("covered-market").current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    due = demo_article("offside-explained").scheduled_revision.approved_go_live_at
    assert timedelta(hours=23) < due - timezone.now() <= timedelta(days=1)


def test_the_seed_story_has_its_date_its_place_and_its_team(demo):
    story = demo_article("kim-visit")
    assert f"{story.first_published_at:%Y-%m-%d}" == "2023-09-11"
    assert story.last_published_at == story.publication.listed_at == story.first_published_at
    assert story.place == "سيول، كوريا الجنوبية"
    assert [str(signature.team) for signature in story.byline.all()] == ["فريق التحرير"]
    assert story.publication.updated_at is None


def test_readers_are_served_every_page_of_the_demo(demo):
    site = Site.objects.get()
    client = Client(headers={"host": f"{site.hostname}:{site.port}"})
    pages = [HomePage.objects.get(), *SectionPage.objects.all(), *ArticlePage.objects.live()]
    assert {page.full_url: client.get(page.url).status_code for page in pages} == {page.full_url: 200 for page in pages}


def test_the_front_page_opens_with_what_the_editor_chose(demo):
    chosen = [pick.article for pick in HomePage.objects.get().picks.all()]
    keys = ["participatory-budget", "wheat-cooperative", "council-minutes", "lighthouse-play", "rooftop-solar"]
    assert chosen == [demo_article(key) for key in keys]


def test_comments_stand_in_their_statuses_by_decisions_of_the_moderator(demo):
    wanted = Counter(row["status"] for rows in manuscripts.sheet("comments.yaml").values() for row in rows)
    assert Counter(Comment.objects.values_list("status", flat=True)) == wanted
    decided = Comment.objects.exclude(status=Comment.Status.PENDING)
    assert {comment.events.last().after == comment.status for comment in decided} == {True}
    assert {event.by.email for event in ModerationEvent.objects.select_related("by")} == {"moderator@example.org"}


def test_counts_equal_a_recount(demo):
    counted = {row.page_id: row.approved_count for row in Discussion.objects.all()}
    recount = Counter(Comment.objects.filter(status=Comment.Status.APPROVED).values_list("article_id", flat=True))
    assert counted == recount


def test_no_comment_comes_before_its_article_or_from_the_future(demo):
    for comment in Comment.objects.select_related("article"):
        assert comment.article.first_published_at < comment.created_at <= timezone.now()


def test_loading_twice_changes_nothing(demo):
    before, file = everything(), (demo.folder / "demo-accounts.json").read_bytes()
    assert load().articles == 0
    assert everything() == before
    assert (demo.folder / "demo-accounts.json").read_bytes() == file


def test_five_accounts_can_sign_in_and_the_file_is_their_owner_s_alone(demo):
    path = demo.folder / "demo-accounts.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    rows = json.loads(path.read_text())
    assert [row["role"] for row in rows] == ["chief", "publisher", "editor", "writer", "moderator"]
    for row in rows:
        user = User.objects.get(email=row["login"])
        assert user.check_password(row["password"])
        assert row["role"] in roles(user, Team.objects.get(slug="newsdesk"))
        assert EmailAddress.objects.get(user=user, verified=True, primary=True).email == row["login"]
    others = User.objects.exclude(email__in=[row["login"] for row in rows])
    assert {user.has_usable_password() for user in others} == {False}


def test_some_people_have_no_account_and_every_role_given_is_held(demo):
    assert Person.objects.filter(user=None).count() == 3
    wanted = [manuscript.facts["roles"] for manuscript in manuscripts.read_all("people") if "roles" in manuscript.facts]
    assert Membership.objects.count() == sum(len(held) for teams in wanted for held in teams.values())
