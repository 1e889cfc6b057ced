"""A minor fix leaves «آخر تحديث», an update changes it, and who publishes says which it is."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.timezone import localtime

from articles import schedule, workflow
from articles.models import ArticlePage
from tests import cast
from tests.articles.editor import edit_url, typed

pytestmark = pytest.mark.django_db
FIX, UPDATE = {"action-publish": "minor-fix"}, {"action-publish": "action-publish"}
NEW = "البلدية تؤجّل فتح الميناء"
HOUR = timedelta(hours=1)


def stored(article) -> ArticlePage:
    return ArticlePage.objects.select_related("publication").get(pk=article.pk)


def updated_at(article):
    return stored(article).publication.updated_at


def rewritten(article, title=NEW):
    article = article.get_latest_revision_as_object()
    article.title = title
    return article.save_revision(clean=False)


def page_of(client, article) -> str:
    return client.get(stored(article).url).content.decode()


def test_a_minor_fix_shows_the_new_text_and_leaves_the_last_update(article, people, client):
    workflow.publish(article, rewritten(article), by=people.chief, minor=True)
    assert updated_at(article) is None
    assert NEW in page_of(client, article)
    assert "آخر تحديث" not in page_of(client, article)


def test_a_fix_after_an_update_leaves_the_moment_of_the_update(article, people):
    workflow.publish(article, rewritten(article), by=people.chief)
    told = updated_at(article)
    assert told is not None
    workflow.publish(article, rewritten(article, "عنوان آخر"), by=people.chief, minor=True)
    assert updated_at(article) == told


def test_what_nobody_calls_minor_is_an_update(article, people, client):
    workflow.publish(article, rewritten(article), by=people.chief)
    assert "آخر تحديث" in page_of(client, article)


@pytest.mark.parametrize(("minor", "told"), [(True, False), (False, True)])
def test_a_schedule_keeps_what_was_chosen(article, people, minor, told):
    workflow.schedule(article, rewritten(article), timezone.now() + HOUR, by=people.chief, minor=minor)
    with time_machine.travel(timezone.now() + 2 * HOUR):
        assert schedule.publish_due() == [article.pk]
    assert stored(article).title == NEW
    assert (updated_at(article) is not None) is told


def test_a_version_that_was_scheduled_as_a_fix_can_be_published_as_an_update(article, people):
    version = rewritten(article)
    workflow.schedule(article, version, timezone.now() + HOUR, by=people.chief, minor=True)
    version.refresh_from_db()
    workflow.publish(article, version, by=people.chief)
    assert updated_at(article) is not None


@pytest.mark.parametrize(("button", "told"), [(FIX, False), (UPDATE, True)])
def test_the_editor_has_a_button_for_each(article, desk, button, told):
    desk("chief").post(edit_url(article), typed(article, title=NEW) | button)
    assert stored(article).title == NEW
    assert (updated_at(article) is not None) is told


def test_a_fix_that_is_scheduled_in_the_editor_is_one_when_it_goes_live(article, desk):
    when = {"go_live_at": f"{localtime(timezone.now() + HOUR):%Y-%m-%d %H:%M}"}
    desk("chief").post(edit_url(article), typed(article, title=NEW) | when | FIX)
    with time_machine.travel(timezone.now() + 2 * HOUR):
        assert schedule.publish_due() == [article.pk]
    assert (stored(article).title, updated_at(article)) == (NEW, None)


def test_who_may_not_publish_sees_neither_button_and_gets_nothing_by_a_crafted_form(article, desk):
    editor = desk("editor")
    assert "action-publish" not in editor.get(edit_url(article)).content.decode()
    editor.post(edit_url(article), typed(article, title=NEW) | FIX)
    after = stored(article)
    assert (after.title, after.publication.updated_at) == (article.title, None)
    assert after.has_unpublished_changes


def test_a_draft_has_one_button_to_publish_it(draft, desk):
    page = desk("chief").get(edit_url(draft)).content.decode()
    assert 'value="action-publish"' in page
    assert "minor-fix" not in page


def test_a_live_article_has_two(article, desk):
    page = desk("publisher").get(edit_url(article)).content.decode()
    assert ('value="action-publish"' in page, 'value="minor-fix"' in page) == (True, True)
    assert "نشر التحديث" in page


def test_a_fix_that_the_door_refuses_stays_a_draft(article, desk):
    desk("chief").post(edit_url(article), typed(article, title=NEW, body="<p></p>") | FIX)
    assert stored(article).title == article.title
    assert stored(article).has_unpublished_changes


def test_bringing_back_a_withdrawn_article_is_no_update(house, people, client):
    article = cast.live_article(house.politics)
    before = (article.pk, article.url, article.first_published_at)
    workflow.withdraw(article, by=people.publisher)
    assert client.get(article.url).status_code == 410
    workflow.republish(stored(article), by=people.chief)
    back = stored(article)
    assert (back.pk, back.url, back.first_published_at) == before
    assert client.get(back.url).status_code == 200
    assert back.publication.updated_at is None
