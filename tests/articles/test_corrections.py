"""A correction is said on the article and at /corrections/, by who may publish, and never travels with a draft."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageLogEntry

from articles import bin as the_bin
from articles import corrections, workflow
from articles.models import ArticlePage, Correction
from articles.notyet import NotYet
from newsroom.cache.versions import bump

pytestmark = pytest.mark.django_db
TEXT = "ورد في نسخة سابقة أن الميناء يفتح السبت، والصواب الجمعة."
MOMENT = datetime(2026, 11, 23, 14, 5, tzinfo=ZoneInfo("Asia/Riyadh"))


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def correct(article, by=None, text=TEXT, kind="correction") -> Correction:
    return corrections.correct(article, kind=kind, text=text, by=by)


def lines(article) -> list[tuple[str, str]]:
    names = ["articles.correct", "articles.take_back_correction"]
    entries = PageLogEntry.objects.filter(page=article.pk, action__in=names).order_by("pk")
    return [(entry.action, entry.message) for entry in entries]


def read(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_readers_find_it_on_the_article_and_among_all_corrections(article, people, client, settings):
    settings.TIME_ZONE = "Asia/Riyadh"
    made = correct(article, people.publisher)
    Correction.objects.filter(pk=made.pk).update(made_at=MOMENT)
    workflow.publish(article, article.latest_revision, by=None, minor=True)
    for url in (article.url, "/corrections/"):
        page = read(client, url)
        assert "تصحيح (" in page
        assert "الاثنين 23 نوفمبر 2026، 14:05</time>):" in page
        assert TEXT in page
    assert article.url in read(client, "/corrections/")


def test_it_stands_at_once_on_pages_that_were_kept(article, client):
    assert TEXT not in read(client, article.url) + read(client, "/corrections/")
    correct(article)
    assert TEXT in read(client, article.url)
    assert TEXT in read(client, "/corrections/")


def test_it_says_which_kind_it_is_and_escapes_what_was_typed(article, client):
    correct(article, text="<b>اعتذار</b> إلى القرّاء", kind="apology")
    for url in (article.url, "/corrections/"):
        assert "اعتذار (" in read(client, url)
        assert "&lt;b&gt;اعتذار&lt;/b&gt;" in read(client, url)


def test_it_changes_neither_the_last_update_nor_the_draft(article, client):
    title, draft = article.title, article.get_latest_revision_as_object()
    draft.title = "عنوان لم يُنشر"
    draft.save_revision()
    correct(article)
    after = stored(article)
    assert (after.title, after.has_unpublished_changes) == (title, True)
    assert after.publication.updated_at is None
    assert "عنوان لم يُنشر" not in read(client, article.url)


def test_it_stays_when_an_older_version_is_published(article, client):
    correct(article)
    workflow.publish(article, article.latest_revision, by=None)
    assert TEXT in read(client, article.url)


@pytest.mark.parametrize("who", ["publisher", "chief", "operator"])
def test_who_may_publish_here_corrects(article, people, who):
    assert correct(article, getattr(people, who)).made_by == getattr(people, who)


@pytest.mark.parametrize("who", ["writer", "editor", "photo_editor", "moderator", "stranger", "other_publisher"])
def test_nobody_else_corrects_or_takes_back(article, people, who):
    made = correct(article)
    with pytest.raises(PermissionDenied):
        correct(article, getattr(people, who), "تصويب آخر")
    with pytest.raises(PermissionDenied):
        corrections.take_back(made, by=getattr(people, who))
    assert list(article.corrections.all()) == [made]


@pytest.mark.parametrize(
    ("kind", "text", "field"),
    [
        ("correction", "", "text"),
        ("correction", " \u200b\n ", "text"),
        ("correction", "ن" * 601, "text"),
        ("lie", TEXT, "kind"),
    ],
)
def test_what_says_nothing_too_much_or_no_kind_is_refused(article, kind, text, field):
    with pytest.raises(NotYet) as refused:
        correct(article, text=text, kind=kind)
    assert list(refused.value.message_dict) == [field]
    assert not Correction.objects.exists()


def test_the_text_is_cleaned_of_hidden_marks(article):
    assert correct(article, text=f"\u202e{TEXT}\n").text == TEXT


def test_pressed_twice_it_stands_once(article):
    correct(article)
    with pytest.raises(NotYet) as refused:
        correct(article)
    assert list(refused.value.message_dict) == ["text"]
    assert Correction.objects.count() == 1


def test_only_what_readers_have_seen_is_corrected(draft, article):
    the_bin.discard(article, by=None)
    for never in (draft, article):
        with pytest.raises(NotYet) as refused:
            correct(never)
        assert list(refused.value.message_dict) == ["state"]


def test_a_withdrawn_article_is_corrected_before_it_comes_back(article, client):
    workflow.withdraw(article, by=None)
    correct(article)
    assert TEXT not in read(client, "/corrections/")
    workflow.republish(stored(article), by=None)
    assert TEXT in read(client, article.url)
    assert TEXT in read(client, "/corrections/")


def test_with_its_article_a_correction_leaves_the_page_of_all(article, client):
    correct(article)
    assert TEXT in read(client, "/corrections/")
    workflow.withdraw(article, by=None)
    assert TEXT not in read(client, "/corrections/")


def test_a_mistaken_correction_is_taken_back_and_the_history_keeps_it(article, people, client):
    made = correct(article, people.publisher)
    corrections.take_back(made, by=people.chief)
    assert TEXT not in read(client, article.url) + read(client, "/corrections/")
    assert lines(article) == [
        ("articles.correct", f"نُشر تصويب: \u2068{TEXT}\u2069"),
        ("articles.take_back_correction", f"سُحب التصويب: \u2068{TEXT}\u2069"),
    ]


def test_the_second_of_two_who_take_it_back_is_told(article, people):
    made = correct(article)
    other = Correction.objects.get(pk=made.pk)
    corrections.take_back(made, by=people.publisher)
    with pytest.raises(NotYet) as refused:
        corrections.take_back(other, by=people.chief)
    assert list(refused.value.message_dict) == ["state"]


def test_a_page_without_corrections_says_what_stands_there(client, house):
    assert "لا تصويبات بعد" in read(client, "/corrections/")


def make(article, count: int) -> None:
    now = timezone.now()
    Correction.objects.bulk_create(
        Correction(article=article, text=f"تصويب {number}.", made_at=now + timedelta(seconds=number // 2))
        for number in range(count)
    )
    bump("corrections")


@pytest.mark.parametrize("count", [0, 1, 20, 21, 41])
def test_they_are_read_through_without_a_gap_or_a_repetition(article, client, count):
    make(article, count)
    found, url = [], "/corrections/"
    while url:
        names = client.get(url).context
        found += [correction.text for correction in names["corrections"]]
        url = names["older_url"]
    assert found == [f"تصويب {number}." for number in reversed(range(count))]


def test_every_page_leads_there(client, house):
    assert 'href="/corrections/"' in read(client, "/")


def test_past_the_last_page_the_reader_is_told_so(article, client):
    beyond = read(client, "/corrections/?before=1-1")
    assert ("لا أقدم منها" in beyond, '<a class="pager__link" href="/corrections/">' in beyond) == (True, True)
    assert client.get("/corrections/?before=x").status_code == 404


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_takes_as_many_queries_for_thirty_as_for_one(article, client, settings, count):
    settings.PAGE_CACHE_SECONDS = 0
    make(article, count)
    client.get("/corrections/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/corrections/").status_code == 200
    assert len(asked) == 5
