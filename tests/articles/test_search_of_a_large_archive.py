"""Of words that very many articles hold, the search looks at some of them only, and still answers well."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import workflow
from articles.models import Byline, Publication
from articles.search import on_postgresql, on_sqlite
from articles.search.order import rarest
from newsroom.teams.models import Person
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def large(monkeypatch):
    """Let three articles be very many."""
    for engine in (on_sqlite, on_postgresql):
        monkeypatch.setattr(engine, "MOST_RANKED", 3)


@pytest.fixture
def archive(house):
    """Six articles that all speak of the harbour; the second names it in its headline, the fourth is on sport."""
    made = []
    for number in range(1, 7):
        section = house.sport if number == 4 else house.politics
        draft = cast.draft(
            section,
            title="الميناء يفتح" if number == 5 else f"خبر رقم {number}",
            standfirst="",
            body=[("paragraph", f"<p>كلام عن الميناء القديم في اليوم {number}{' وفيه فلامنغو' * (number == 1)}.</p>")],
        )
        if number == 2:
            draft.byline = [Byline(person=Person.objects.create(name="سلمى", slug="salma"))]
        workflow.publish(draft, draft.save_revision(clean=False), by=None)
        moment = timezone.now() - timedelta(days=10 - number)
        Publication.objects.filter(pk=draft.pk).update(listed_at=moment)
        draft.entries.update(listed_at=moment)
        made.append(draft)
    if connection.vendor == "postgresql":
        on_postgresql.count_anew()
    return made


def found(client, **asked) -> list[str]:
    return [hit.article.title for hit in client.get("/search/", asked).context["results"].hits]


def test_a_word_of_every_article_finds_the_newest_and_its_headlines_come_first(client, archive):
    first, *others = found(client, q="الميناء")
    assert (first, set(others) >= {"خبر رقم 6", "خبر رقم 4"}) == ("الميناء يفتح", True)


def test_the_newest_first_are_the_newest(client, archive):
    assert found(client, q="الميناء", sort="newest") == [draft.title for draft in reversed(archive)]


def test_a_rare_word_finds_its_article_however_old_it_is(client, archive):
    assert found(client, q="الميناء القديم فلامنغو") == ["خبر رقم 1"]


def test_what_narrows_the_search_reaches_the_oldest(client, archive):
    day = timezone.localdate(timezone.now() - timedelta(days=9)).isoformat()
    author = Person.objects.get().pk
    assert found(client, q="الميناء", section="sport") == ["خبر رقم 4"]
    assert found(client, q="الميناء", since=day, until=day) == ["خبر رقم 1"]
    assert found(client, q="الميناء", author=f"person-{author}") == ["خبر رقم 2"]


def test_a_phrase_of_every_article_finds_the_newest(client, archive):
    newest = {"خبر رقم 6", "الميناء يفتح", "خبر رقم 4"}
    assert set(found(client, q="«الميناء القديم»")) >= newest
    assert set(found(client, q="«الميناء القديم» كلام")) >= newest
    assert found(client, q="«الميناء القديم» فلامنغو") == ["خبر رقم 1"]


def test_the_rarest_words_find_as_long_as_they_do_not_lead_to_too_many():
    assert rarest({"a": 9, "b": 2, "c": 1, "d": 1}, 4) == ["c", "d", "b"]
    assert rarest({"a": 9, "b": 8}, 4) == ["b"]
    assert rarest({}, 4) == []


WORDS = st.lists(st.sampled_from('ميناء القديم فلامنغو خبر كلام غائب في «الميناء " OR * 5 ٥ ﷺ لا'.split()), max_size=9)
PLACES = st.sampled_from(["", "sport", "politics", "nowhere", "99999999999999999999", "\x00"])
DAYS = st.sampled_from(["", "2026-01-01", "0001-01-01", "9999-12-31", "٢٠٢٦-١١-٢٣", "2026-02-30", "x" * 50, "\ud800"])
AUTHORS = st.sampled_from(["", "person-99999999999999999999", "person-", "team-0", "person-1; DROP", "-", "\x00"])


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(
    words=WORDS, section=PLACES, author=AUTHORS, since=DAYS, until=DAYS, sort=st.sampled_from(["", "newest", "price"])
)
def test_nothing_that_is_asked_for_is_an_error_there_either(client, archive, words, **narrowed):
    asked = {"q": " ".join(words)} | narrowed
    sent = {name: value.encode("utf-8", "surrogatepass") for name, value in asked.items()}
    assert client.get("/search/", sent).status_code == 200
