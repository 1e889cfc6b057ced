"""The comments of an article in the bin: nobody sees them, none waits, and they come back with it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import bin as the_bin
from articles import workflow
from articles.models import ArticlePage
from comments import moderation, posting, queue
from comments.models import Comment, Discussion, ModerationEvent
from tests import cast

pytestmark = pytest.mark.django_db


def write(article, body, parent=None) -> Comment:
    return posting.post(article, name="قارئ", email="reader@example.com", body=body, parent=parent)


@pytest.fixture
def conversation(article, people):
    """An approved comment with an approved answer, and one that waits."""
    root = write(article, "تعليق أول")
    moderation.approve([root.pk], by=people.moderator)
    answer = write(article, "ردّ عليه", parent=root)
    moderation.approve([answer.pk], by=people.moderator)
    return [root, answer, write(article, "تعليق ينتظر")]


def waiting(client, people) -> tuple[int, bool, str | None]:
    """What a moderator is told: the count of the tab, whether the comment is shown, the count of the menu."""
    client.force_login(people.moderator)
    page = client.get(reverse("comments_queue")).content.decode()
    menu = "&quot;data-waiting&quot;: &quot;1&quot;" in page or '"data-waiting": "1"' in page
    return queue.tabs(queue.of(people.moderator))[0].count, "تعليق ينتظر" in page, menu


def test_no_comment_of_it_waits_for_a_moderator_until_it_is_back(article, conversation, people, client):
    assert waiting(client, people) == (1, True, True)
    the_bin.discard(article, by=people.chief)
    assert waiting(client, people) == (0, False, False)
    assert [tab.count for tab in queue.tabs(queue.of(people.moderator))] == [0, 0, 0, 0]
    the_bin.restore(article, by=people.chief)
    assert waiting(client, people) == (1, True, True)


def test_a_moderator_whose_page_is_old_still_decides_and_the_counts_stay_true(article, conversation, people):
    the_bin.discard(article, by=people.chief)
    outcome = moderation.approve([conversation[2].pk], by=people.moderator)
    assert outcome.decided == [conversation[2].pk]
    assert Discussion.objects.get(page=article.pk).approved_count == 3


def test_no_reader_sees_or_writes_a_comment_below_it(article, conversation, people, client):
    the_bin.discard(article, by=people.chief)
    assert client.get(article.url).status_code == 410
    assert client.get(f"/comments/{article.pk}/").status_code == 404
    sent = {"name": "قارئ", "email": "reader@example.com", "body": "تعليق متأخّر"}
    assert client.post(f"/comments/{article.pk}/", sent, headers={"sec-fetch-site": "same-origin"}).status_code == 404
    assert Comment.objects.count() == 3


def test_an_article_comes_back_with_every_comment_as_it_was(article, conversation, people, client):
    before = list(Comment.objects.order_by("pk").values())
    the_bin.discard(article, by=people.chief)
    the_bin.restore(article, by=people.chief)
    workflow.republish(ArticlePage.objects.get(pk=article.pk), by=people.chief)
    assert list(Comment.objects.order_by("pk").values()) == before
    page = client.get(article.url).content.decode()
    assert ("تعليق أول" in page, "ردّ عليه" in page, "تعليق ينتظر" in page) == (True, True, False)
    assert Discussion.objects.get(page=article.pk).approved_count == 2


def test_after_thirty_days_the_comments_go_with_the_article(house, article, conversation, people):
    other = cast.live_article(house.politics, title="أخرى")
    kept = write(other, "يبقى")
    the_bin.discard(article, by=people.chief)
    assert the_bin.empty_due(timezone.now() + timedelta(days=31)) == [article.pk]
    assert list(Comment.objects.all()) == [kept]
    assert not ModerationEvent.objects.exists()
