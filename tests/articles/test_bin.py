"""The bin: what is deleted is out of sight for thirty days, and comes back whole."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from articles import bin as the_bin
from articles import workflow
from articles.models import ArticlePage
from articles.notyet import NotYet
from newsroom.images.models import Picture
from newsroom.management.commands.clock import DUTIES
from newsroom.teams.membership import leave
from tests import cast
from tests.articles.editor import edit_url

pytestmark = pytest.mark.django_db
EVERYBODY = (
    "writer editor publisher chief operator photo_editor moderator stranger "
    "other_writer other_editor other_publisher other_moderator"
).split()


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def lines(article) -> list[str]:
    """What the history says of the bin, oldest first."""
    names = ["articles.discard", "articles.restore", "articles.deleted_for_good", "wagtail.delete"]
    entries = PageLogEntry.objects.filter(page=article.pk, action__in=names).order_by("timestamp", "pk")
    return list(entries.values_list("action", flat=True))


def who_can(verb, people) -> set[str]:
    """Try a verb as everybody, undoing what was done; return who could."""
    from django.db import transaction

    able = set()
    for who in EVERYBODY:
        point = transaction.savepoint()
        try:
            verb(by=getattr(people, who))
            able.add(who)
        except PermissionDenied:
            pass
        transaction.savepoint_rollback(point)
    return able


# --- into the bin ----------------------------------------------------------------------------------------------------


def test_who_may_delete_a_draft(draft, people):
    able = who_can(lambda by: the_bin.discard(draft, by=by), people)
    assert able == {"writer", "editor", "publisher", "chief", "operator"}


def test_a_writer_deletes_no_colleagues_draft(house, people):
    with pytest.raises(PermissionDenied):
        the_bin.discard(cast.draft(house.politics, owner=people.editor), by=people.writer)


def test_who_may_delete_what_readers_see(article, people):
    able = who_can(lambda by: the_bin.discard(article, by=by), people)
    assert able == {"publisher", "chief", "operator"}


def test_a_deleted_draft_keeps_its_place_its_versions_and_one_line_says_who(draft, people):
    before = (draft.path, draft.slug, draft.revisions.count())
    the_bin.discard(draft, by=people.editor)
    after = stored(draft)
    assert (after.path, after.slug, after.revisions.count()) == before
    assert after.publication.binned_by == people.editor
    assert lines(draft) == ["articles.discard"]
    assert PageLogEntry.objects.get(action="articles.discard").user == people.editor


def test_a_deleted_article_answers_410_where_readers_had_seen_it_and_else_404(article, draft, people, client):
    url = article.url
    for each in (article, draft):
        the_bin.discard(each, by=people.chief)
    assert client.get(url).status_code == 410
    assert client.get(f"/a/{article.pk}/").status_code == 410
    assert client.get(draft.url).status_code == 404
    assert article.title not in client.get("/politics/").content.decode()


def test_deleting_cancels_the_review_and_drops_the_schedule(draft, people):
    workflow.submit(draft, by=people.writer)
    the_bin.discard(draft, by=people.editor)
    assert stored(draft).current_workflow_state is None
    other = cast.draft(draft.section, title="موعدها غدًا")
    workflow.schedule(other, other.latest_revision, timezone.now() + timedelta(days=1), by=None)
    the_bin.discard(other, by=None)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_what_is_scheduled_or_being_read_is_not_deleted_by_its_writer(draft, people):
    workflow.submit(draft, by=people.writer)
    with pytest.raises(PermissionDenied):
        the_bin.discard(draft, by=people.writer)


@pytest.mark.parametrize("who", ["editor", "chief", "operator"])
def test_a_locked_article_is_deleted_by_nobody_by_no_way(draft, people, desk, who):
    Page.objects.filter(pk=draft.pk).update(locked=True, locked_by=people.publisher, locked_at=timezone.now())
    with pytest.raises(PermissionDenied):
        the_bin.discard(draft, by=getattr(people, who))
    client = desk(who)
    client.post(reverse("wagtailadmin_pages:delete", args=(draft.pk,)))
    client.post(reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete")) + f"?id={draft.pk}")
    client.delete(f"/admin/api/main/pages/{draft.pk}/")
    client.post(f"/admin/api/main/pages/{draft.pk}/action/delete/")
    client.post(reverse("wagtailadmin_pages:delete", args=(draft.section.pk,)))
    assert (stored(draft).publication.binned_at, lines(draft)) == (None, [])


def test_the_house_deletes_no_locked_article_either(draft, people):
    Page.objects.filter(pk=draft.pk).update(locked=True, locked_by=people.publisher)
    with pytest.raises(PermissionDenied):
        the_bin.discard(draft, by=None)


def test_nothing_is_deleted_twice(binned, people):
    with pytest.raises(NotYet):
        the_bin.discard(binned, by=people.chief)


def test_neither_a_section_with_articles_nor_the_front_page_is_deleted(house, binned, desk):
    operator = desk("operator")
    for page in (house.politics, house.home):
        operator.post(reverse("wagtailadmin_pages:delete", args=(page.pk,)), {"wagtail_site_name": "غرفة الأخبار"})
        operator.post(reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete")) + f"?id={page.pk}")
    assert Page.objects.filter(pk__in=[house.politics.pk, house.home.pk, binned.pk]).count() == 3


# --- out of the bin --------------------------------------------------------------------------------------------------


def test_who_may_restore_a_draft(binned, people):
    able = who_can(lambda by: the_bin.restore(binned, by=by), people)
    assert able == {"writer", "editor", "publisher", "chief", "operator"}


def test_a_writer_who_left_the_team_restores_nothing(binned, people):
    leave(people.writer, binned.team, "writer", by=people.chief)
    with pytest.raises(PermissionDenied):
        the_bin.restore(binned, by=people.writer)


def test_a_draft_comes_back_by_the_button_with_all_that_it_was(binned, people, desk):
    signed = [row.team for row in binned.byline.all()]
    answer = desk("writer").post(reverse("restore_article", args=(binned.pk,)), follow=True)
    assert answer.redirect_chain == [(edit_url(binned), 302)]
    assert "مسودةً: لا يُنشر شيء من تلقاء نفسه." in answer.content.decode()
    back = stored(binned)
    assert (back.live, back.locked, back.publication.binned_at, back.publication.binned_by) == (
        False,
        False,
        None,
        None,
    )
    assert [row.team for row in back.byline.all()] == signed
    assert lines(back) == ["articles.discard", "articles.restore"]
    assert desk("writer").get(edit_url(back)).status_code == 200


def test_what_readers_had_seen_comes_back_withdrawn_and_goes_live_again_at_its_address(article, people, client, desk):
    url, first = article.url, article.first_published_at
    the_bin.discard(article, by=people.publisher)
    answer = desk("publisher").post(reverse("restore_article", args=(article.pk,)), follow=True)
    assert "مسحوبةً" in answer.content.decode()
    assert client.get(url).status_code == 410
    workflow.republish(stored(article), by=people.chief)
    assert client.get(url).status_code == 200
    assert stored(article).first_published_at == first


def test_a_new_article_of_the_same_headline_meanwhile_changes_nothing(article, people, client):
    url = article.url
    the_bin.discard(article, by=people.publisher)
    cast.live_article(article.section)
    the_bin.restore(article, by=people.publisher)
    workflow.republish(stored(article), by=people.chief)
    assert client.get(url).status_code == 200


def test_nothing_is_restored_that_is_not_in_the_bin(draft, people, desk):
    with pytest.raises(NotYet):
        the_bin.restore(draft, by=people.chief)
    assert desk("chief").post(reverse("restore_article", args=(draft.pk,))).status_code == 404
    assert desk("chief").get(reverse("binned_article", args=(draft.pk,))).status_code == 404
    assert desk("chief").get(reverse("restore_article", args=(draft.pk,))).status_code == 405


# --- after thirty days -----------------------------------------------------------------------------------------------


def test_after_thirty_days_the_clock_deletes_for_good_and_not_a_moment_before(house, binned):
    picture = cast.picture()
    due = binned.publication.binned_at + timedelta(days=30)
    assert the_bin.empty_due(due - timedelta(seconds=1)) == []
    assert the_bin.empty_due(due) == [binned.pk]
    assert not Page.objects.filter(pk=binned.pk).exists()
    assert not Revision.objects.filter(object_id=str(binned.pk)).exists()
    assert Picture.objects.filter(pk=picture.pk).exists()
    assert lines(binned) == ["articles.discard", "articles.deleted_for_good"]
    assert the_bin.empty_due(due) == []
    house.politics.refresh_from_db()
    assert house.politics.numchild == 0


def test_the_clock_empties_the_bin(binned):
    assert "articles.bin.empty_due" in DUTIES


def test_what_was_restored_in_time_stays(binned, people):
    due = binned.publication.binned_at + timedelta(days=31)
    the_bin.restore(binned, by=people.editor)
    assert the_bin.empty_due(due) == []


def test_an_article_on_the_front_page_and_in_read_also_goes_for_good_too(house, article, people):
    other = cast.live_article(
        house.politics, title="أخرى", body=[("paragraph", "<p>نص</p>"), ("read_also", article.page_ptr)]
    )
    house.home.picks.create(article=article)
    the_bin.discard(article, by=people.chief)
    assert the_bin.empty_due(timezone.now() + timedelta(days=31)) == [article.pk]
    assert stored(other).live


@pytest.mark.django_db(transaction=True)
def test_several_clocks_delete_each_once(house):
    wanted = [cast.draft(house.politics, title=f"مادة {number}") for number in range(8)]
    for article in wanted:
        the_bin.discard(article, by=None)
    later, done = timezone.now() + timedelta(days=31), []

    def clock() -> None:
        done.append(the_bin.empty_due(later))
        connection.close()

    clocks = [Thread(target=clock) for _ in range(3)]
    for each in clocks:
        each.start()
    for each in clocks:
        each.join()
    assert sorted(pk for pks in done for pk in pks) == sorted(article.pk for article in wanted)
    assert PageLogEntry.objects.filter(action="articles.deleted_for_good").count() == len(wanted)
    house.politics.refresh_from_db()
    assert house.politics.numchild == 0
