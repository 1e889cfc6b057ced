"""What stands round a story: its topics, who wrote it, how many answered, and what to read next."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import related, workflow
from articles.models import ArticlePage, Byline, Publication
from comments import moderation, posting
from newsroom.teams.models import Person
from tests import cast
from tests.articles.editor import typed
from tests.look.page import Page

pytestmark = pytest.mark.django_db


def live(section, title: str, *topics: str, hours: int = 0, **fields) -> ArticlePage:
    """A live article on some topics, published so many hours ago."""
    draft = cast.draft(section, title=title, **fields)
    draft.tags.add(*topics)
    dated = timezone.now() - timedelta(hours=hours)
    workflow.publish(draft, draft.save_revision(), by=None, dated=dated)
    return ArticlePage.objects.get(pk=draft.pk)


def page(client, article) -> Page:
    return Page(client.get(article.url).content.decode())


def shown(client, article) -> list[str]:
    """The headlines under «related»."""
    [place] = page(client, article).select(".related") or [[]]
    return ["".join(link.itertext()) for link in (place.iter("a") if len(place) else [])]


# --- related ---------------------------------------------------------------------------------------------------------


def test_the_best_match_stands_first_and_of_equals_the_newest(house, client):
    article = live(house.politics, "السؤال", "بحر", "ميناء")
    live(house.politics, "من القسم", hours=1)
    live(house.sport, "موضوع واحد قديم", "بحر", hours=9)
    live(house.sport, "موضوع واحد جديد", "ميناء", hours=2)
    live(house.politics, "موضوعان والقسم", "بحر", "ميناء", hours=30)
    live(house.sport, "لا يشترك في شيء", "كرة", hours=1)
    assert shown(client, article) == ["موضوعان والقسم", "موضوع واحد جديد", "موضوع واحد قديم", "من القسم"]


def test_neither_the_article_itself_nor_what_it_tells_to_read_stands_there_twice(house, client):
    named = live(house.politics, "مذكورة في المتن", "بحر")
    live(house.politics, "غير مذكورة", "بحر")
    body = [("paragraph", "<p>نصّ.</p>"), ("read_also", named)]
    assert shown(client, live(house.politics, "السؤال", "بحر", body=body)) == ["غير مذكورة"]


def test_there_are_four_at_most_and_without_any_there_is_no_heading(house, client):
    article = live(house.politics, "السؤال")
    assert page(client, article).select(".related") == []
    for number in range(6):
        live(house.politics, f"مادة {number}", hours=number)
    assert shown(client, article) == [f"مادة {number}" for number in range(4)]


def test_what_is_not_live_is_in_no_list(house, client):
    article, other = live(house.politics, "السؤال", "بحر"), live(house.sport, "الجواب", "بحر")
    draft = cast.draft(house.politics, title="مسودة")
    draft.tags.add("بحر")
    draft.save_revision()
    assert shown(client, article) == ["الجواب"]
    workflow.withdraw(other, by=None)
    assert shown(client, article) == []
    workflow.republish(other, by=None)
    assert shown(client, article) == ["الجواب"]


def test_a_kept_page_is_made_anew_when_something_new_belongs_there(house, client):
    article = live(house.politics, "السؤال", "بحر")
    assert shown(client, article) == []
    live(house.sport, "على الموضوع نفسه", "بحر", hours=1)
    assert shown(client, article) == ["على الموضوع نفسه"]
    second = live(house.politics, "في القسم نفسه")
    assert shown(client, article) == ["على الموضوع نفسه", "في القسم نفسه"]
    again = second.get_latest_revision_as_object()
    again.title = "بعنوان أفضل"
    workflow.publish(again, again.save_revision(), by=None)
    assert shown(client, article) == ["على الموضوع نفسه", "بعنوان أفضل"]


def test_an_article_that_left_a_topic_is_no_longer_related_by_it(house, client):
    article, other = live(house.politics, "السؤال", "بحر"), live(house.sport, "الجواب", "بحر")
    assert shown(client, article) == ["الجواب"]
    again = other.get_latest_revision_as_object()
    again.tags.set(["كرة"])
    workflow.publish(again, again.save_revision(), by=None)
    assert shown(client, article) == []


@pytest.mark.parametrize("others", [1, 3, 30])
def test_it_is_one_query_and_a_bounded_one_in_any_archive(house, others):
    topics = [f"موضوع {number}" for number in range(3)]
    article = live(house.politics, "السؤال", *topics)
    for number in range(others):
        live(house.politics, f"مادة {number}", *topics, hours=number)
    publication = Publication.objects.get(pk=article.pk)
    with CaptureQueriesContext(connection) as asked:
        found = related.to(publication, ())
    assert (len(asked), len(found)) == (1, min(others, 4))
    assert asked[0]["sql"].count(f"LIMIT {related.FROM_EACH}") == 4


# --- topics, authors, answers ----------------------------------------------------------------------------------------


def test_each_topic_leads_to_its_page(house, client):
    article = live(house.politics, "السؤال", "كوريا الشمالية", "الأدب")
    links = list(page(client, article).select(".topics")[0].iter("a"))
    assert ["".join(link.itertext()) for link in links] == ["الأدب", "كوريا الشمالية"]
    assert [client.get(link.get("href")).status_code for link in links] == [200, 200]
    assert page(client, live(house.sport, "بلا موضوع")).select(".topics") == []


def test_a_box_below_the_text_says_who_wrote_it_where_that_is_known(house, client):
    writer = Person.objects.create(
        name="سلمى", slug="salma", role="مراسلة", biography="تكتب عن البحر.", picture=cast.picture()
    )
    quiet = Person.objects.create(name="هدى", slug="huda")
    draft = cast.draft(house.politics)
    draft.byline = [Byline(person=writer, sort_order=1), Byline(person=quiet, sort_order=2)]
    workflow.publish(draft, draft.save_revision(), by=None)
    read = page(client, draft)
    assert read.text(".author") == ["سلمى مراسلة تكتب عن البحر."]
    [box] = read.select(".author")
    assert (box.get("aria-label"), next(box.iter("a")).get("href")) == ("عن سلمى", "/author/salma/")
    assert len(list(box.iter("img"))) == 1
    writer.biography = "تكتب عن البرّ."
    writer.save()
    assert page(client, draft).text(".author__life") == ["تكتب عن البرّ."]


def test_a_team_is_introduced_too_and_of_many_only_the_first(house, client):
    house.team.about = "يغطي شؤون المدينة."
    house.team.save()
    assert page(client, cast.live_article(house.politics)).text(".author") == ["فريق التحرير يغطي شؤون المدينة."]
    draft = cast.draft(house.politics, title="كثيرون")
    people = [Person.objects.create(name=f"كاتب {n}", biography="سيرة.") for n in range(5)]
    draft.byline = [Byline(person=one, sort_order=n) for n, one in enumerate(people)]
    workflow.publish(draft, draft.save_revision(), by=None)
    assert page(client, draft).text(".author__name") == ["كاتب 0", "كاتب 1", "كاتب 2"]


def test_how_many_answered_stands_near_the_headline_once_somebody_did(house, people, article, client):
    assert page(client, article).select(".article__answers") == []
    written = posting.post(article, name="قارئة", email="reader@example.org", body="متى يُفتح الميناء؟")
    moderation.approve([written.pk], by=people.moderator)
    read = page(client, article)
    [count] = read.select(".article__answers")
    assert ("".join(count.itertext()), count.get("href")) == ("تعليق واحد", "#comments")
    assert read.place(read.select(".byline")[0]) < read.place(count) < read.place(read.select(".article-body")[0])


def test_the_house_speaks_english_inside_an_article_in_english_and_arabic_round_it(house, client):
    video = {"link": "https://youtu.be/Q3YYwIsMHzw", "title": "Earth at night", "poster": None}
    body = [("paragraph", "<p>The harbour opens on Friday.</p>"), ("embed", video)]
    read = page(client, live(house.politics, "The old harbour opens on Friday", "بحر", language="en", body=body))
    assert read.text(".embed__away") == ["Watch it on YouTube"]
    said = [read.select(hook)[0] for hook in (".byline__names", ".facts", ".share")]
    assert [(part.get("lang"), part.get("dir")) for part in said] == [("ar", "rtl")] * 3


def test_a_preview_shows_topics_that_were_only_just_typed(house, people, client):
    draft = cast.draft(house.politics, owner=people.writer)
    client.force_login(people.writer)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(draft.pk,))
    assert client.post(url, typed(draft, tags="موضوع جديد, C++, ؟")).json()["is_valid"]
    read = Page(client.get(f"{url}?mode=").content.decode())
    assert read.text(".topics__link") == ["؟", "C++", "موضوع جديد"]
