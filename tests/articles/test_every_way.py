"""One door: whichever way an article comes to readers, one reason is enough to stop it, and every reason is told."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles import bin as the_bin
from articles import pictures, workflow
from articles.models import ArticlePage, SectionPage
from tests import cast
from tests.articles import ways

pytestmark = pytest.mark.django_db

IN_A_FORM = (
    ways.edit_and_publish, ways.publish_an_update, ways.create_and_publish, ways.revert_and_publish,
    ways.schedule_in_the_form,
)  # fmt: skip

# Those that can stand together; the pictures of a text that is gone are gone with it.
ALL = ["hold", "embargo", "taken down", "no by-line", "no alternative texts", "no credits", "section closed"]


@pytest.fixture
def scene(house, people):
    scene = ways.Scene(house)
    pictures.develop(scene.article)  # seconds of work, once
    return scene


def go(scene, way, *reasons: str) -> tuple[bool, str]:
    """Go a way to its end while these reasons stand against it; say whether readers see another thing, and the words.

    Nothing of it stays.
    """
    who, closes = scene.who, scene.closes

    def something_happens() -> None:
        scene.before = ways.standing()
        for reason in reasons:
            ways.REASONS[reason][0](scene)

    with transaction.atomic():
        told = way(scene, something_happens)
        seen = bool(ways.standing() - scene.before)
        transaction.set_rollback(True)
    scene.who, scene.closes = who, closes
    return seen, told


def missing(way, told: str, *reasons: str) -> list[str]:
    """Return what should have been told of these reasons and was not."""
    said = []
    for reason in reasons:
        at_the_field = way in IN_A_FORM and ways.AT_THE_FIELD.get(reason)
        said += at_the_field or ways.REASONS[reason][1]
    return [sentence for sentence in said if sentence not in told]


@pytest.mark.parametrize("way", ways.WAYS)
def test_an_article_comes_to_readers_unless_one_reason_stands_against_it_and_each_is_told(scene, way):
    assert go(scene, way)[0], "The way is closed: what follows would prove nothing."

    ended = {reason: go(scene, way, reason) for reason in ways.REASONS if reason not in ways.WAYS[way]}
    assert [reason for reason, (seen, _told) in ended.items() if seen] == []
    untold = {reason: missing(way, told, reason) for reason, (_seen, told) in ended.items()}
    assert {reason: sentence for reason, sentence in untold.items() if sentence} == {}

    all_at_once = [reason for reason in ALL if reason not in ways.WAYS[way]]
    seen, told = go(scene, way, *all_at_once)
    assert (seen, missing(way, told, *all_at_once)) == (False, [])


# --- ways that lead to no reader at all, even with nothing against it ------------------------------------------------


def test_the_end_of_the_workflow_makes_ready_and_publishes_nothing(scene):
    workflow.submit(scene.article, by=scene.person("writer"))
    workflow.approve(scene.article, by=scene.person("editor"))
    assert scene.article.publication.ready_revision_id == scene.version.pk
    assert ways.standing() == set()


def test_nor_does_its_end_in_the_panel(scene):
    workflow.submit(scene.article, by=scene.person("writer"))
    state, scene.who = scene.article.current_workflow_task_state, "editor"
    scene.post(reverse("wagtailadmin_pages:workflow_action", args=(scene.pk, "approve", state.pk)), {"comment": ""})
    assert scene.article.publication.ready_revision_id == scene.version.pk
    assert ways.standing() == set()


def test_nor_does_the_last_approval_of_a_copy_edit(scene):
    SectionPage.objects.filter(pk=scene.section.pk).update(needs_copy_edit=True)
    workflow.submit(scene.article, by=scene.person("writer"))
    workflow.approve(scene.article, by=scene.person("editor"))
    workflow.approve(scene.article, by=scene.person("publisher"))
    assert scene.article.publication.ready_steps == ["copy_edit", "review"]
    assert ways.standing() == set()


def test_another_articles_version_is_published_for_nobody(scene, client):
    other = cast.draft(scene.other).latest_revision
    moment = timezone.now() + ways.HOUR
    assert "من مادة أخرى" in ways.asked(lambda: workflow.publish(scene.article, other, by=scene.by))
    assert "من مادة أخرى" in ways.asked(lambda: workflow.schedule(scene.article, other, moment, by=scene.by))
    client.force_login(scene.by)
    foreign = reverse("wagtailadmin_pages:revisions_revert", args=(scene.pk, other.pk))
    assert client.post(foreign, scene.form() | {"action-publish": "1"}).status_code == 404
    assert ways.standing() == set()


def test_no_copy_and_no_alias_of_what_is_live_is_live(scene):
    scene.publish()
    before = ways.standing()
    sport = SectionPage.objects.get(pk=scene.other.pk)
    once_a_copy = {"to": sport, "keep_live": True, "update_attrs": {"slug": "x"}}
    assert ways.asked(lambda: scene.article.copy(user=scene.by, **once_a_copy))
    assert ways.asked(lambda: scene.article.create_alias(parent=sport, user=scene.by))
    fields = {"new_title": "نسخة", "new_slug": "n", "new_parent_page": sport.pk}
    scene.post(reverse("wagtailadmin_pages:copy", args=(scene.pk,)), fields | {"publish_copies": "on", "alias": "on"})
    assert ArticlePage.objects.count() == 2
    assert ways.standing() == before


def test_no_row_is_live_by_being_saved_so(scene):
    politics, article = SectionPage.objects.get(pk=scene.section.pk), scene.article
    article.live = True
    assert ways.asked(article.save)
    assert ways.asked(lambda: politics.add_child(instance=ArticlePage(title="خبر", live=True)))
    assert ways.asked(lambda: article.add_sibling(instance=ArticlePage(title="خبر", live=True)))
    assert ways.standing() == set()


@pytest.mark.parametrize("action", ["publish", "copy", "create_alias", "move", "revert_to_page_revision", "x"])
def test_no_api_writes(scene, client, action):
    client.force_login(scene.person("operator"))
    url = f"{reverse('wagtailadmin_api:pages:listing')}{scene.pk}/action/{action}/"
    fields = {"revision_id": scene.version.pk, "keep_live": True, "destination_page_id": scene.other.pk}
    assert client.post(url, fields, content_type="application/json").status_code == 404
    assert (ways.standing(), ArticlePage.objects.count()) == (set(), 1)


def test_nothing_comes_out_of_the_bin_live(scene):
    scene.publish()
    the_bin.discard(scene.article, by=scene.by)
    scene.post(reverse("restore_article", args=(scene.pk,)), {})
    assert (scene.article.is_binned, ways.standing()) == (False, set())


def test_a_draft_that_moves_into_an_open_section_stays_a_draft(scene):
    scene.post(reverse("wagtailadmin_pages:move_confirm", args=(scene.pk, scene.other.pk)), {})
    assert (scene.article.section, ways.standing()) == (scene.other, set())
