"""An earlier version is published again: its text comes back, and nothing that belongs to the article itself."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from articles import baking, corrections, interrupts, moments, schedule, workflow
from articles.models import Publication
from comments import discussion, moderation, posting
from comments.models import Discussion
from tests.articles import ways

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
READY = {"ready_revision_id", "ready_fingerprint", "ready_steps", "ready_at", "ready_by_id"}
OF_THE_TEXT = {*baking.BAKED, "updated_at"}
EARLIER, LATER = "العنوان الأول", "العنوان الثاني"


@pytest.fixture
def scene(house, people):
    """Live since nine days ago; its earlier version dates from a time at which everything about it was otherwise."""
    scene = ways.Scene(house)
    expires = moments.to_the_minute(timezone.now() + timedelta(days=90))
    scene.earlier = save(scene, title=EARLIER, expire_at=expires)
    marks = Publication.objects.filter(pk=scene.pk)
    now = timezone.now()
    marks.update(hold_reason="ننتظر", embargo_until=now + HOUR, taken_down_at=now, take_down_reason="س", binned_at=now)
    scene.earlier = save(scene)
    marks.update(hold_reason="", embargo_until=None, taken_down_at=None, take_down_reason="", binned_at=None)
    live_on(scene, people)
    return scene


def save(scene, **fields):
    article = scene.article.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(article, name, value)
    return article.save_revision()


def live_on(scene, people) -> None:
    """What happened since: a second version, readers, a correction, an embargo that ran out, a third in the drawer."""
    later = save(scene, title=LATER)
    workflow.publish(scene.article, later, by=None, dated=timezone.now() - timedelta(days=9))
    said = posting.post(scene.article, name="قارئة", email="reader@example.org", body="شكرًا.")
    moderation.approve([said.pk], by=people.moderator)
    discussion.switch(scene.article, Discussion.Mode.CLOSED, by=people.moderator)
    corrections.correct(scene.article, kind="correction", text="الميناء القديم لا الجديد.", by=people.publisher)
    interrupts.embargo(scene.article, until=timezone.now() + timedelta(minutes=5), by=people.publisher)
    an_hour_ago = timezone.now() - HOUR
    Publication.objects.filter(pk=scene.pk).update(embargo_until=an_hour_ago, updated_at=an_hour_ago)
    save(scene, title="العنوان الثالث")
    workflow.submit(scene.article, by=people.writer)
    workflow.approve(scene.article, by=people.editor)


def facts(scene, *, but: set[str] = frozenset()) -> dict:
    """Return all that is known of the article besides its text."""
    publication = Publication.objects.filter(pk=scene.pk).values().get()
    talk = Discussion.objects.filter(page=scene.pk).values().get()
    rows = list(scene.article.corrections.values())
    page = {name: getattr(scene.article, name) for name in ("first_published_at", "slug", "url", "owner_id", "locked")}
    known = publication | talk | page | {"corrections": rows, "comments": scene.article.comments.count()}
    return {name: value for name, value in known.items() if name not in but}


def by_the_verb(scene) -> None:
    workflow.publish(scene.article, scene.earlier, by=scene.by, minor=True)


def by_the_clock(scene) -> None:
    workflow.schedule(scene.article, scene.earlier, timezone.now() + 2 * HOUR, by=scene.by, minor=True)
    with time_machine.travel(timezone.now() + 3 * HOUR, tick=False):
        assert schedule.publish_due() == [scene.pk]


def by_going_back_in_the_panel(scene) -> None:
    url = reverse("wagtailadmin_pages:revisions_revert", args=(scene.pk, scene.earlier.pk))
    scene.post(url, scene.form(scene.earlier) | {"action-publish": "minor-fix"})


@pytest.mark.parametrize("way", [by_the_verb, by_the_clock, by_going_back_in_the_panel])
def test_publishing_an_earlier_version_changes_its_text_and_nothing_else(scene, way):
    # Going back in the panel makes a version of its own, the newest: what waited before it waits no more.
    but = set(baking.BAKED) | (READY if way is by_going_back_in_the_panel else set())
    before = facts(scene, but=but)
    assert (scene.article.title, scene.article.publication.ready_at is None) == (LATER, False)
    way(scene)
    assert scene.article.title == EARLIER
    assert facts(scene, but=but) == before


def test_an_update_says_when_and_nothing_else_either(scene):
    before, now = facts(scene, but=OF_THE_TEXT), timezone.now()
    workflow.publish(scene.article, scene.earlier, by=scene.by)
    assert facts(scene, but=OF_THE_TEXT) == before
    assert scene.article.publication.updated_at >= now


def test_what_is_approved_and_waits_is_published_after_it_without_another_reading(scene, people):
    workflow.publish(scene.article, scene.earlier, by=people.chief)
    workflow.publish(scene.article, scene.version, by=people.publisher)
    assert scene.article.title == "العنوان الثالث"
