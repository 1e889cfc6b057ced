"""Going live at the minute set, once; one broken item never holds up the next."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import PageLogEntry, Revision

from articles import moments, schedule, workflow
from articles.models import ArticlePage, Publication
from tests import cast

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def soon():
    return timezone.now().replace(second=0, microsecond=0) + HOUR


@pytest.fixture
def scheduled(house, people, soon):
    draft = cast.draft(house.politics)
    workflow.schedule(draft, draft.latest_revision, soon, by=people.chief)
    return draft


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def expire(article, moment) -> None:
    update = article.get_latest_revision_as_object()
    update.expire_at = moment
    workflow.publish(article, update.save_revision(), by=None)


def entries(article, action: str) -> list:
    return list(PageLogEntry.objects.filter(page=article.pk, action=action))


def test_an_article_goes_live_at_its_moment_and_not_before(scheduled, soon, client):
    with time_machine.travel(soon - timedelta(seconds=1), tick=False):
        assert schedule.publish_due() == []
        assert client.get(stored(scheduled).url).status_code == 404
    with time_machine.travel(soon, tick=False):
        assert schedule.publish_due() == [scheduled.pk]
        assert client.get(stored(scheduled).url).status_code == 200


def test_it_goes_live_once_under_the_name_of_who_scheduled_it(scheduled, people, soon):
    with time_machine.travel(soon, tick=False):
        assert (schedule.publish_due(), schedule.publish_due()) == ([scheduled.pk], [])
    assert [entry.user for entry in entries(scheduled, "wagtail.publish.scheduled")] == [people.chief]


def test_it_goes_live_though_who_scheduled_it_has_left_meanwhile(scheduled, people, soon):
    people.chief.memberships.all().delete()
    with time_machine.travel(soon, tick=False):
        assert schedule.publish_due() == [scheduled.pk]


def test_a_hold_put_on_after_scheduling_stops_it_and_the_history_says_so(scheduled, soon):
    Publication.objects.filter(pk=scheduled.pk).update(hold_reason="بلاغ قانوني")
    with time_machine.travel(soon, tick=False):
        assert schedule.publish_due() == []
        assert schedule.publish_due() == []
    assert [entry.message for entry in entries(scheduled, "articles.could_not_go_live")] == [
        "المادة موقوفة: \u2068بلاغ قانوني\u2069"
    ]
    assert (stored(scheduled).live, schedule.next_moment()) == (False, None)


def test_a_broken_item_does_not_hold_up_the_next(house, people, scheduled, soon, monkeypatch):
    other = cast.draft(house.sport, title="النتائج")
    workflow.schedule(other, other.latest_revision, soon + timedelta(minutes=1), by=people.chief)
    whole = PublishPageRevisionAction.execute

    def execute(self, *args, **kwargs):
        if self.object.pk == scheduled.pk:
            raise RuntimeError("قرص ممتلئ")
        return whole(self, *args, **kwargs)

    monkeypatch.setattr(PublishPageRevisionAction, "execute", execute)
    with time_machine.travel(soon + HOUR, tick=False):
        assert schedule.publish_due() == [other.pk]
        assert schedule.publish_due() == []
    assert len(entries(scheduled, "articles.could_not_go_live")) == 1


def test_a_busy_database_leaves_it_to_the_next_tick(scheduled, soon, monkeypatch):
    with monkeypatch.context() as busy, time_machine.travel(soon, tick=False):

        def locked(*args, **kwargs):
            raise OperationalError("database is locked")

        busy.setattr(PublishPageRevisionAction, "execute", locked)
        assert schedule.publish_due() == []
    with time_machine.travel(soon, tick=False):
        assert schedule.publish_due() == [scheduled.pk]


def test_a_live_article_gets_its_update_at_the_moment(article, people, soon):
    update = article.get_latest_revision_as_object()
    update.title = "البلدية تؤجّل الافتتاح"
    workflow.schedule(article, update.save_revision(), soon, by=people.chief)
    assert stored(article).title == "البلدية تفتح الميناء القديم للزوّار"
    with time_machine.travel(soon, tick=False):
        schedule.publish_due()
    assert stored(article).title == "البلدية تؤجّل الافتتاح"


def test_an_article_expires_at_its_moment(article, soon, client):
    expire(article, soon)
    with time_machine.travel(soon - timedelta(seconds=1), tick=False):
        assert schedule.expire_due() == []
    with time_machine.travel(soon, tick=False):
        assert (schedule.expire_due(), schedule.expire_due()) == ([article.pk], [])
        assert client.get(article.url).status_code == 410


def test_the_next_moment_is_the_first_of_all(house, article, people, soon):
    assert schedule.next_moment() is None
    expire(article, soon)
    assert schedule.next_moment() == soon
    draft = cast.draft(house.sport)
    workflow.schedule(draft, draft.latest_revision, soon - timedelta(minutes=1), by=people.chief)
    assert schedule.next_moment() == soon - timedelta(minutes=1)


def test_the_clock_ticks_once_when_told_so(scheduled):
    # Not by a travelling clock: the clock also asks the database for the time.
    moments.write_moment(scheduled.latest_revision, None)
    Revision.objects.filter(object_id=scheduled.pk).update(approved_go_live_at=timezone.now() - HOUR)
    call_command("clock", "--once")
    assert stored(scheduled).live


@pytest.mark.parametrize("way", ["verb", "panel"])
def test_a_kept_page_learns_of_a_schedule_and_of_its_end(house, people, client, soon, way):
    def told() -> tuple[bool, str]:
        answer = Client().get("/")
        return answer.context is None, answer["Cache-Control"].rpartition("s-maxage=")[2]

    with time_machine.travel(soon - timedelta(seconds=70), tick=False) as moment:
        answers = [told(), told()]
        draft = cast.draft(house.politics)
        workflow.schedule(draft, draft.latest_revision, soon, by=people.chief)
        answers.append(told())
        moment.shift(50)
        answers.append(told())
        if way == "verb":
            workflow.unschedule(draft, by=people.chief)
        else:
            client.force_login(people.chief)
            client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=(draft.pk, draft.latest_revision.pk)))
        answers.append(told())
    assert answers == [(False, "60"), (True, "60"), (True, "60"), (True, "20"), (True, "60")]
