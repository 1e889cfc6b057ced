"""Taking down for the law is a chief's alone, with a reason that readers are not told."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import PageLogEntry

from articles import bin as the_bin
from articles import corrections, takedown, workflow
from articles.models import ArticlePage
from articles.notyet import NotYet
from articles.refusals import refusals

pytestmark = pytest.mark.django_db
WHY = "حكم المحكمة رقم 17"
OTHERS = "writer editor publisher photo_editor moderator stranger other_publisher".split()


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def told(verb, article, **said) -> list[str]:
    with pytest.raises(NotYet) as refused:
        verb(article, **said)
    return list(refused.value.message_dict)


@pytest.fixture
def gone(article, people) -> ArticlePage:
    """An article that was taken down."""
    takedown.take_down(article, reason=WHY, by=people.chief)
    return stored(article)


def test_its_address_says_that_it_is_withdrawn_and_nothing_of_the_reason(gone, client):
    answer = client.get(gone.url)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert WHY not in page
    assert gone.title not in page
    assert client.get(f"/a/{gone.pk}/").status_code == 410


def test_the_history_says_who_and_why(gone, people):
    entry = PageLogEntry.objects.get(page=gone.pk, action="articles.take_down")
    assert (entry.user, WHY in entry.message) == (people.chief, True)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_but_a_chief_takes_down_or_puts_back(article, gone, people, who):
    for verb, said in ((takedown.take_down, {"reason": WHY}), (takedown.put_back, {})):
        with pytest.raises(PermissionDenied):
            verb(article, by=getattr(people, who), **said)
    assert stored(article).publication.taken_down_at


def test_no_version_goes_live_until_a_chief_allows_it_again(gone, people, client):
    assert list(refusals(gone, gone.latest_revision, people.chief)) == ["taken_down"]
    assert told(workflow.republish, gone, by=people.chief) == ["taken_down"]
    takedown.put_back(gone, by=people.chief)
    assert client.get(gone.url).status_code == 410
    workflow.republish(stored(gone), by=people.chief)
    assert client.get(gone.url).status_code == 200


def test_it_comes_back_at_the_same_address_with_the_same_id_and_day(article, gone, people):
    takedown.put_back(gone, by=people.chief)
    workflow.republish(stored(gone), by=people.chief)
    back = stored(gone)
    assert (back.pk, back.url, back.first_published_at) == (article.pk, article.url, article.first_published_at)


def test_its_schedule_is_dropped(article, people):
    version = article.save_revision(clean=False)
    workflow.schedule(article, version, timezone.now() + timedelta(hours=1), by=people.chief)
    takedown.take_down(article, reason=WHY, by=people.chief)
    assert not article.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_its_corrections_vanish_and_come_back_with_it(article, people, client):
    corrections.correct(article, kind="correction", text="الصواب الجمعة.", by=people.chief)
    takedown.take_down(article, reason=WHY, by=people.chief)
    assert "الصواب الجمعة." not in client.get("/corrections/").content.decode()
    assert told(corrections.correct, article, kind="apology", text="نعتذر.", by=people.chief) == ["state"]
    takedown.put_back(article, by=people.chief)
    workflow.republish(stored(article), by=people.chief)
    assert "الصواب الجمعة." in client.get("/corrections/").content.decode()


def test_what_was_withdrawn_can_be_taken_down(article, people):
    workflow.withdraw(article, by=people.publisher)
    takedown.take_down(article, reason=WHY, by=people.chief)
    assert stored(article).publication.take_down_reason == WHY


def test_a_publisher_does_not_put_it_into_the_bin_and_a_chief_does(gone, people):
    with pytest.raises(PermissionDenied):
        the_bin.discard(gone, by=people.publisher)
    the_bin.discard(gone, by=people.chief)
    assert stored(gone).is_binned


@pytest.mark.parametrize("reason", ["", " \u200b\n", "ن" * 501])
def test_there_is_a_reason_in_few_words(article, people, reason):
    assert told(takedown.take_down, article, reason=reason, by=people.chief) == ["reason"]
    assert stored(article).live


def test_a_draft_is_not_taken_down(draft, people):
    assert told(takedown.take_down, draft, reason=WHY, by=people.chief) == ["state"]


def test_the_second_of_two_is_told(gone, people):
    assert told(takedown.take_down, gone, reason=WHY, by=people.operator) == ["state"]
    takedown.put_back(gone, by=people.chief)
    assert told(takedown.put_back, gone, by=people.operator) == ["state"]
