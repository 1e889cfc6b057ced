"""Hold and embargo stop every way of going live, and touch nothing that readers see."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import PageLogEntry

from articles import bin as the_bin
from articles import interrupts, workflow
from articles.models import ArticlePage
from articles.notyet import NotYet

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
WHY = "ننتظر ردّ البلدية"
OTHERS = "writer photo_editor moderator stranger other_editor other_publisher".split()


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def told(verb, article, **said) -> dict:
    with pytest.raises(NotYet) as refused:
        verb(article, **said)
    return refused.value.message_dict


def lines(article) -> list[str]:
    names = [f"articles.{name}" for name in ("hold", "release", "embargo", "lift_embargo")]
    return [entry.message for entry in PageLogEntry.objects.filter(page=article.pk, action__in=names).order_by("pk")]


@pytest.mark.parametrize("who", ["editor", "publisher", "chief", "operator"])
def test_the_sections_editors_and_publishers_hold_and_release(draft, people, who):
    interrupts.hold(draft, reason=WHY, by=getattr(people, who))
    assert list(told(workflow.publish, draft, revision=draft.latest_revision, by=people.chief)) == ["hold"]
    interrupts.release(draft, by=getattr(people, who))
    workflow.publish(draft, draft.latest_revision, by=people.chief)
    assert stored(draft).live
    assert lines(draft) == [f"أُوقفت: \u2068{WHY}\u2069", "رُفع الإيقاف"]


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_interrupts(draft, people, who):
    by = getattr(people, who)
    for verb, said in (
        (interrupts.hold, {"reason": WHY}),
        (interrupts.release, {}),
        (interrupts.embargo, {"until": timezone.now() + HOUR}),
        (interrupts.lift_embargo, {}),
    ):
        with pytest.raises(PermissionDenied):
            verb(draft, by=by, **said)
    assert lines(draft) == []


def test_a_hold_leaves_what_is_live_and_stops_its_update(article, people, client):
    version = article.save_revision(clean=False)
    interrupts.hold(article, reason=WHY, by=people.editor)
    assert client.get(article.url).status_code == 200
    assert list(told(workflow.publish, article, revision=version, by=people.chief, minor=True)) == ["hold"]


def test_an_embargo_stops_everybody_until_it_is_lifted(draft, people):
    interrupts.embargo(draft, until=timezone.now() + HOUR, by=people.editor)
    assert list(told(workflow.publish, draft, revision=draft.latest_revision, by=people.chief)) == ["embargo"]
    interrupts.lift_embargo(draft, by=people.publisher)
    workflow.publish(draft, draft.latest_revision, by=people.chief)
    assert stored(draft).live
    assert len(lines(draft)) == 2


def test_an_embargo_that_is_over_makes_room_for_another(draft, people):
    publication = draft.publication
    publication.embargo_until = timezone.now() - HOUR
    publication.save()
    assert list(told(interrupts.lift_embargo, draft, by=people.editor)) == ["state"]
    interrupts.embargo(draft, until=timezone.now() + HOUR, by=people.editor)
    assert stored(draft).publication.embargo_until > timezone.now()


@pytest.mark.parametrize("reason", ["", "  \u200b", "ن" * 301])
def test_a_hold_says_why_in_few_words(draft, people, reason):
    assert list(told(interrupts.hold, draft, reason=reason, by=people.editor)) == ["reason"]


@pytest.mark.parametrize("away", [-HOUR, timedelta(seconds=10), timedelta(days=5000)])
def test_an_embargo_lies_ahead(draft, people, away):
    assert list(told(interrupts.embargo, draft, until=timezone.now() + away, by=people.editor)) == ["until"]


def test_the_second_of_two_is_told(draft, people):
    interrupts.hold(draft, reason=WHY, by=people.editor)
    again = told(interrupts.hold, draft, reason="سبب آخر", by=people.chief)
    assert again == {"state": [f"المادة موقوفة من قبل: \u2068{WHY}\u2069"]}
    interrupts.release(draft, by=people.editor)
    assert list(told(interrupts.release, draft, by=people.chief)) == ["state"]
    interrupts.embargo(draft, until=timezone.now() + HOUR, by=people.editor)
    again = {"until": timezone.now() + 2 * HOUR, "by": people.chief}
    assert list(told(interrupts.embargo, draft, **again)) == ["state"]


def test_what_lies_in_the_bin_is_left_alone(draft, people):
    the_bin.discard(draft, by=people.editor)
    with pytest.raises(PermissionDenied):
        interrupts.hold(draft, reason=WHY, by=people.chief)
