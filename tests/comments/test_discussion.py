"""Comments are open, closed, or open until a moment: the article says, else its section, else the site."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry

from comments import discussion
from comments.models import Discussion
from comments.wagtail_hooks import discussion_button

HOUR = timedelta(hours=1)


def test_comments_are_open_unless_somebody_says_otherwise(article, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert discussion.is_open(article)


@pytest.mark.parametrize(
    ("site", "section", "own", "is_open"),
    [
        ("closed", "inherit", "inherit", False),
        ("closed", "open", "inherit", True),
        ("open", "closed", "inherit", False),
        ("closed", "closed", "open", True),
        ("open", "open", "closed", False),
        ("inherit", "inherit", "inherit", True),
    ],
)
def test_the_nearest_that_says_anything_decides(article, house, people, site, section, own, is_open):
    for page, mode in ((house.home, site), (house.politics, section), (article, own)):
        discussion.switch(page, mode, by=people.chief)

    assert discussion.is_open(article) == is_open


def test_another_section_says_nothing(article, house, people):
    discussion.switch(house.sport, "closed", by=people.chief)

    assert discussion.is_open(article)


def test_open_until_a_moment_closes_by_itself(article, people):
    moment = timezone.now() + HOUR
    discussion.switch(article, "open", open_until=moment, by=people.editor)

    assert discussion.state(article).closes_at == moment
    assert discussion.is_open(article, moment - timedelta(seconds=1))
    assert not discussion.is_open(article, moment)


def test_a_moment_that_has_passed_is_refused(article, people):
    with pytest.raises(ValidationError) as refusal:
        discussion.switch(article, "open", open_until=timezone.now(), by=people.editor)
    assert refusal.value.message_dict == {"open_until": ["مضى هذا الموعد. اختر موعدًا لاحقًا."]}


def test_a_switch_leaves_one_line_in_the_log_and_no_old_moment(article, people):
    discussion.switch(article, "open", open_until=timezone.now() + HOUR, by=people.editor)
    discussion.switch(article, "closed", by=people.moderator)

    lines = PageLogEntry.objects.filter(action="comments.discussion", page=article.pk).order_by("pk")
    assert [(line.user, line.data["mode"]) for line in lines] == [(people.editor, "open"), (people.moderator, "closed")]
    assert Discussion.objects.get(page=article.pk).open_until is None


@pytest.mark.parametrize("who", ["stranger", "photo_editor", "other_moderator", "other_editor"])
def test_only_who_edits_publishes_or_moderates_the_page_may_switch(article, people, who):
    with pytest.raises(PermissionDenied):
        discussion.switch(article, "closed", by=getattr(people, who))
    assert discussion.is_open(article)


@pytest.mark.parametrize("who", ["moderator", "publisher", "writer"])
def test_the_site_is_the_chiefs(house, people, who):
    with pytest.raises(PermissionDenied):
        discussion.switch(house.home, "closed", by=getattr(people, who))


def test_the_panel_switches_and_readers_see_it_at_once(article, people, client):
    assert '<form class="comment-form"' in client.get(article.url).content.decode()
    client.force_login(people.moderator)
    address = f"/admin/comments/discussion/{article.pk}/"

    assert 'name="mode" value="inherit"' in client.get(address).content.decode()
    assert client.post(address, {"mode": "closed"}).headers["Location"] == address
    client.logout()

    assert '<form class="comment-form"' not in client.get(article.url).content.decode()


def test_bad_input_in_the_panel_gets_a_sentence_and_is_kept(article, people, client):
    client.force_login(people.moderator)

    page = client.post(
        f"/admin/comments/discussion/{article.pk}/", {"mode": "open", "open_until": "2001-02-03 04:05"}
    ).content.decode()

    assert "مضى هذا الموعد. اختر موعدًا لاحقًا." in page
    assert 'value="2001-02-03 04:05"' in page
    assert not Discussion.objects.filter(page=article.pk).exists()


def test_a_stranger_is_sent_to_sign_in(article, people, client):
    client.force_login(people.stranger)

    response = client.post(f"/admin/comments/discussion/{article.pk}/", {"mode": "closed"})

    assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/account/login/")
    assert discussion.is_open(article)


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_teams_switch_is_answered_as_one_that_is_not_there(article, people, client, method):
    client.force_login(people.other_moderator)
    ask = getattr(client, method)

    there, nowhere = (ask(f"/admin/comments/discussion/{pk}/", {"mode": "closed"}) for pk in (article.pk, 987654))

    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content
    assert discussion.is_open(article)


def test_a_page_without_comments_has_no_switch(people, client):
    client.force_login(people.chief)

    assert client.get("/admin/comments/discussion/1/").status_code == 404


def test_no_kept_page_outlives_the_moment_at_which_a_discussion_closes(article, house, people):
    assert discussion.next_moment() is None
    first, second = timezone.now() + HOUR, timezone.now() + 2 * HOUR
    discussion.switch(article, "open", open_until=second, by=people.editor)
    discussion.switch(house.politics, "open", open_until=first, by=people.chief)

    assert discussion.next_moment() == first
    discussion.switch(house.politics, "closed", by=people.chief)
    assert discussion.next_moment() == second


@pytest.mark.parametrize(("who", "offered"), [("publisher", True), ("other_chief", True), ("photo_editor", False)])
def test_the_menu_of_a_page_offers_the_switch_to_who_may_use_it(article, people, who, offered):
    buttons = list(discussion_button(article, getattr(people, who), "edit"))

    assert [button.url for button in buttons] == [f"/admin/comments/discussion/{article.pk}/"] * offered


def test_the_editor_of_an_article_leads_to_the_switch(article, people, client):
    client.force_login(people.publisher)

    page = client.get(f"/admin/pages/{article.pk}/edit/").content.decode()

    assert f'href="/admin/comments/discussion/{article.pk}/"' in page
