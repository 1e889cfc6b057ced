"""The page of a topic: what readers can read about it, newest first, at an address in Arabic."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import bin as the_bin
from articles import workflow
from articles.models import Entry, Topic
from tests import cast
from tests.articles.test_lists import read_through

pytestmark = pytest.mark.django_db


def about(section, *topics: str, **fields):
    """A live article with these topics."""
    draft = cast.draft(section, **fields)
    draft.tags.set(topics)
    workflow.publish(draft, draft.save_revision(clean=False), by=None)
    return draft


def retag(article, *topics: str, minor: bool = False) -> None:
    version = article.get_latest_revision_as_object()
    version.tags.set(topics)
    workflow.publish(article, version.save_revision(clean=False), by=None, minor=minor)


def page(name: str) -> str:
    return reverse("tag", args=(Topic.objects.get(name=name).slug,))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("ميناء طرابلس", "ميناء-طرابلس"),
        ("الذكاء الاصطناعي/AI", "الذكاء-الاصطناعي-ai"),
        ("كـــأس ٢٠٢٦", "كأس-2026"),
        ("؟!", "topic"),
    ],
)
def test_a_topic_gets_an_address_in_its_own_letters(db, name, slug):
    assert Topic.objects.create(name=name).slug == slug


def test_two_topics_that_read_alike_in_an_address_get_two(db):
    slugs = [Topic.objects.create(name=name).slug for name in ("C", "C++", "C#")]
    assert slugs == ["c", "c-2", "c-3"]


def test_a_better_name_keeps_the_address(db):
    topic = Topic.objects.create(name="المينا")
    topic.name = "الميناء"
    topic.save()
    assert topic.slug == "المينا"


def test_a_topic_lists_its_live_articles_of_every_section_newest_first(house, client):
    about(house.politics, "البحر", title="أول")
    about(house.sport, "البحر", "الرياضة", title="ثانٍ")
    about(house.sport, "الرياضة", title="ليس عنه")
    workflow.withdraw(about(house.politics, "البحر", title="مسحوب"), by=None)
    the_bin.discard(about(house.politics, "البحر", title="محذوف"), by=None)
    draft = cast.draft(house.politics, title="مسودة")
    draft.tags.set(["البحر"])
    draft.save()
    assert read_through(client, page("البحر")) == ["ثانٍ", "أول"]


def test_a_topic_is_read_through_without_a_gap_or_a_repetition(house, client):
    for number in range(23):
        about(house.politics, "البحر", title=f"خبر {number}")
    assert read_through(client, page("البحر")) == [f"خبر {number}" for number in reversed(range(23))]


def test_a_topic_that_no_reader_can_read_about_has_no_page(house, client):
    draft = cast.draft(house.politics)
    draft.tags.set(["سرّ"])
    draft.save()
    withdrawn = about(house.politics, "مسحوب")
    workflow.withdraw(withdrawn, by=None)
    for url in (page("سرّ"), page("سرّ") + "?before=1-1", page("مسحوب"), "/tag/nothing/", "/tag/", "/tag/%00/"):
        answer = client.get(url)
        assert (answer.status_code, "سرّ" in answer.content.decode()) == (404, False), url


def test_what_a_draft_says_of_its_topics_changes_no_page(house, client):
    article = about(house.politics, "البحر")
    version = article.get_latest_revision_as_object()
    version.tags.set(["البرّ"])
    version.save_revision(clean=False)
    assert read_through(client, page("البحر")) == [article.title]
    assert client.get("/tag/البرّ/").status_code == 404


@pytest.mark.parametrize("minor", [True, False])
def test_an_article_that_changes_its_topic_leaves_the_old_page_and_stands_on_the_new_at_once(house, client, minor):
    article = about(house.politics, "البحر", title="المادة")
    stays = about(house.politics, "البحر", "البرّ", title="باقية")
    old, new = page("البحر"), page("البرّ")
    assert (read_through(client, old), read_through(client, new)) == (["باقية", "المادة"], ["باقية"])
    retag(article, "البرّ", minor=minor)
    assert (read_through(client, old), read_through(client, new)) == (["باقية"], ["باقية", "المادة"])
    workflow.withdraw(stays, by=None)
    assert (client.get(old).status_code, read_through(client, new)) == (404, ["المادة"])
    workflow.republish(stays, by=None)
    assert read_through(client, old) == ["باقية"]


def test_a_new_name_or_headline_shows_on_the_kept_page_at_once(house, client):
    article = about(house.politics, "البحر", title="عنوان قديم")
    url = page("البحر")
    assert "عنوان قديم" in client.get(url).content.decode()
    version = article.get_latest_revision_as_object()
    version.title = "عنوان جديد"
    workflow.publish(article, version.save_revision(), by=None)
    assert "عنوان جديد" in client.get(url).content.decode()
    topic = Topic.objects.get(name="البحر")
    topic.name = "بحرنا"
    topic.save()
    assert "<title>\u2068بحرنا\u2069 |" in client.get(url).content.decode()


@pytest.mark.parametrize("written", ["البـــحر-ai", "البحر-AI", "البحر_ai"])
def test_another_spelling_of_the_address_leads_to_the_topic(house, client, written):
    about(house.politics, "البحر AI")
    answer = client.get(f"/tag/{written}/")
    assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (301, page("البحر AI"), "no-cache")


def test_nothing_is_taken_at_its_address(house, client):
    about(house.politics, "البحر")
    assert client.post(page("البحر")).status_code == 405


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_topic_asks_as_much_for_one_article_as_for_thirty(house, client, settings, count):
    settings.PAGE_CACHE_SECONDS = 0
    for number in range(count):
        about(house.politics, "البحر", title=f"خبر {number}", lead=cast.picture())
    url = page("البحر")
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    assert len(asked) == 6


def test_no_page_of_a_topic_costs_more_than_it_shows(house, client):
    """Read through the index, from the place of the cursor on: the plan names it, and sorts nothing."""
    about(house.politics, "البحر")
    topic = Topic.objects.get()
    rows = Entry.objects.filter(topic=topic).order_by("-listed_at", "-article")
    if connection.vendor == "sqlite":
        assert "entries_of_a_topic" in rows[:21].explain()
        assert "TEMP B-TREE" not in rows[:21].explain()


def test_what_was_live_before_there_was_a_register_is_entered_by_the_move(house):
    about(house.politics, "البحر", "البرّ")
    cast.live_article(house.sport)
    cast.draft(house.sport, title="مسودة")
    entered = sorted((entry.article_id, entry.heading, entry.listed_at) for entry in Entry.objects.all())
    Entry.objects.all().delete()
    move = import_module("articles.migrations.0009_lists_of_topics_and_names")
    move.enter_what_is_live(apps, None)
    assert sorted((entry.article_id, entry.heading, entry.listed_at) for entry in Entry.objects.all()) == entered
    assert len(entered) == 4


def test_the_move_gives_topics_the_addresses_that_new_ones_get(db):
    for name, slug in (("كـــأس", "كـــأس"), ("كأس", "كأس-1"), ("بحر", "بحر")):
        Topic.objects.create(name=name, slug=slug)
    import_module("articles.migrations.0009_lists_of_topics_and_names").address_topics(apps, None)
    assert list(Topic.objects.order_by("pk").values_list("slug", flat=True)) == ["كأس", "كأس-2", "بحر"]
