"""Moving an article: what is live asks the door of the section where it is to stand; a draft may stand anywhere."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page, PageLogEntry

from articles import workflow
from articles.models import ArticlePage, Publication, SectionPage
from articles.workflow import NotYet
from newsroom.teams.membership import join
from tests import cast
from tests.articles.editor import edit_url

pytestmark = pytest.mark.django_db

NOT_APPROVED = "لم يُجِز القسم هذه النسخة بعد."


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def stands_in(article) -> str:
    return stored(article).section.slug


def by_view(article, section, by, client):
    client.force_login(by)
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=(article.pk, section.pk)), follow=True)


def in_bulk(article, section, by, client):
    client.force_login(by)
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "move"))
    return client.post(f"{url}?id={article.pk}", {"chooser": section.pk}, follow=True)


def by_code(article, section, by, client):
    with pytest.raises((NotYet, PermissionDenied)):
        Page.objects.get(pk=article.pk).move(section, pos="last-child", user=by)


def past_the_rights(article, section, by, client):
    with pytest.raises(NotYet):
        MovePageAction(article, section, pos="last-child", user=by).execute(skip_permission_checks=True)


WAYS = [by_view, in_bulk, by_code, past_the_rights]
every_way = pytest.mark.parametrize("way", WAYS)


def told(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


@pytest.fixture
def both(house, people):
    """Somebody who publishes in both sections and edits in neither."""
    join(people.publisher, house.other_team, "publisher", by=people.chief)
    return people.publisher


@every_way
def test_what_is_live_does_not_move_into_a_section_that_is_closed(house, article, people, client, way):
    house.sport.unpublish()
    answer = way(article, house.sport, people.chief, client)
    assert stands_in(article) == "politics"
    assert not PageLogEntry.objects.filter(action="wagtail.move").exists()
    if answer:
        assert "القسم غير مفتوح للقرّاء." in told(answer)


@every_way
def test_what_another_desk_has_not_read_does_not_come_live_into_its_section(house, article, both, client, way):
    answer = way(article, house.sport, both, client)
    assert stands_in(article) == "politics"
    if answer:
        assert NOT_APPROVED in told(answer)


@every_way
def test_every_reason_is_told_at_once(house, article, both, client, way):
    house.sport.unpublish()
    Publication.objects.filter(pk=article.pk).update(hold_reason="ننتظر ردّ البلدية")
    answer = way(article, house.sport, both, client)
    assert stands_in(article) == "politics"
    if answer:
        said = told(answer)
        assert all(reason in said for reason in (NOT_APPROVED, "القسم غير مفتوح", "المادة موقوفة: \u2068ننتظر"))


@pytest.mark.parametrize("way", [by_view, in_bulk, by_code])
def test_who_may_not_publish_there_does_not_move_it_there(house, article, people, client, way):
    join(people.publisher, house.other_team, "writer", by=people.chief)
    way(article, house.sport, people.publisher, client)
    assert stands_in(article) == "politics"


@pytest.mark.parametrize("way", [by_view, in_bulk])
def test_who_edits_and_publishes_there_approves_by_moving(house, article, both, people, client, way):
    join(both, house.other_team, "editor", by=people.chief)
    way(article, house.sport, both, client)
    moved = stored(article)
    assert (moved.section, moved.live, moved.publication.section) == (house.sport, True, house.sport)
    assert PageLogEntry.objects.filter(action="wagtail.move", page=article.pk, user=both).count() == 1


@pytest.mark.parametrize("way", [by_view, in_bulk])
def test_a_section_without_steps_takes_what_its_publisher_brings(house, article, both, client, way):
    SectionPage.objects.filter(pk=house.sport.pk).update(needs_review=False)
    way(article, house.sport, both, client)
    assert stands_in(article) == "sport"


def test_what_the_same_desk_has_approved_it_need_not_read_again_for_its_other_section(house, people, client):
    SectionPage.objects.filter(pk=house.sport.pk).update(team=house.team)
    draft = cast.draft(house.politics, owner=people.writer)
    workflow.submit(draft, by=people.writer)
    workflow.approve(draft, by=people.editor)
    workflow.publish(draft, draft.latest_revision, by=people.publisher)
    house.sport.refresh_from_db()
    house.sport.save()
    by_view(stored(draft), house.sport, people.publisher, client)
    assert stands_in(draft) == "sport"


def test_a_draft_stands_where_its_desk_puts_it(house, both, client):
    draft = cast.draft(house.politics, body=[])
    house.sport.unpublish()
    by_view(draft, house.sport, both, client)
    assert (stands_in(draft), stored(draft).live) == ("sport", False)


@pytest.mark.parametrize("closed", ["politics", "sport"])
def test_out_of_a_closed_section_what_is_live_comes_into_an_open_one_only(house, article, people, client, closed):
    getattr(house, closed).unpublish()
    by_view(article, house.sport, people.chief, client)
    assert stands_in(article) == {"politics": "sport", "sport": "politics"}[closed]


@pytest.mark.parametrize("way", [by_view, in_bulk])
def test_an_address_that_is_taken_there_gets_a_number_and_keeps_it(house, article, people, client, way):
    cast.live_article(house.sport, title=article.title)
    way(article, house.sport, people.chief, client)
    moved = stored(article)
    assert (moved.section, moved.slug) == (house.sport, f"{article.slug}-1")
    workflow.publish(moved, moved.latest_revision, by=people.chief)
    assert stored(article).slug == f"{article.slug}-1"
    assert client.get(stored(article).url).status_code == 200


def test_the_choice_of_a_section_opens_again_after_a_refusal(house, article, people, client):
    house.sport.unpublish()
    answer = by_view(article, house.sport, people.chief, client)
    assert answer.redirect_chain == [(reverse("wagtailadmin_pages:move", args=(article.pk,)), 302)]
    assert client.get(edit_url(article)).status_code == 200


def test_of_many_each_moves_alone(house, article, people, client):
    lacks_a_picture = cast.live_article(house.politics, title="خبر ثانٍ", lead=cast.picture())
    lacks_a_picture.lead.description = ""
    lacks_a_picture.lead.save()
    client.force_login(people.chief)
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "move"))
    answer = client.post(f"{url}?id={article.pk}&id={lacks_a_picture.pk}", {"chooser": house.sport.pk}, follow=True)
    assert (stands_in(article), stands_in(lacks_a_picture)) == ("sport", "politics")
    assert "مادة واحدة لم تُنقل." in told(answer)
    assert "لا نصّ بديلًا للصورة «\u2068ميناء\u2069»." in told(answer)
