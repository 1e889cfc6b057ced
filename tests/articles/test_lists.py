"""Sections, teams and authors list newest first, and turn by a cursor."""

from datetime import timedelta

import pytest
from django.db import connection
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import lists, workflow
from articles.models import ArticlePage, Byline
from articles.teasers import teasers
from newsroom.images.models import Picture
from newsroom.teams.models import Person
from tests import cast

pytestmark = pytest.mark.django_db


def publish(section, count: int, **fields) -> None:
    """Publish articles dated a minute apart, all on the same second two by two."""
    for number in range(count):
        draft = cast.draft(section, title=f"خبر {number}", **fields)
        dated = timezone.now() - timedelta(days=1) + timedelta(minutes=number // 2)
        workflow.publish(draft, draft.latest_revision, by=None, dated=dated)


def read_through(client, url: str) -> list[str]:
    found = []
    while url:
        context = client.get(url).context
        found += [article.title for article in context["articles"]]
        url = context["older_url"]
    return found


@pytest.mark.parametrize("count", [0, 1, 20, 21, 40])
def test_a_section_is_read_through_without_a_gap_or_a_repetition(house, client, count):
    publish(house.politics, count)
    assert read_through(client, "/politics/") == [f"خبر {number}" for number in reversed(range(count))]


def test_a_new_article_does_not_move_the_older_page(house, client):
    publish(house.politics, 25)
    older = client.get("/politics/").context["older_url"]
    before = read_through(client, older)
    cast.live_article(house.politics, title="خبر جديد")
    assert read_through(client, older) == before


@pytest.mark.parametrize("address", ["/politics/", "/team/news/"])
def test_an_older_page_leads_back_to_the_newest_and_the_first_to_nothing_newer(house, client, address):
    publish(house.politics, 41)
    first = client.get(address)
    second = client.get(first.context["older_url"])
    last = client.get(second.context["older_url"])
    back = f'<a class="pager__link" href="{address}">'
    assert [back in page.content.decode() for page in (first, second, last)] == [False, True, True]


def test_past_the_last_page_nobody_is_told_that_nothing_was_published(house, client):
    publish(house.politics, 1)
    beyond = client.get("/politics/", {"before": "1-1"}).content.decode()
    assert ("لا مواد أقدم" in beyond, "لم يُنشر شيء" in beyond) == (True, False)
    assert '<a class="pager__link" href="/politics/">' in beyond


def test_a_section_lists_its_own_live_articles_only(house, client):
    publish(house.politics, 1)
    cast.live_article(house.sport, title="رياضة")
    cast.draft(house.politics, title="مسودة")
    workflow.withdraw(cast.live_article(house.politics, title="سُحب"), by=None)
    assert read_through(client, "/politics/") == ["خبر 0"]


def test_an_article_that_moves_is_listed_in_its_new_section(house, article, client):
    ArticlePage.objects.get(pk=article.pk).move(house.sport, pos="last-child")
    assert (read_through(client, "/politics/"), read_through(client, "/sport/")) == ([], [article.title])
    moved = ArticlePage.objects.get(pk=article.pk)
    assert (client.get(article.url)["Location"], moved.url[:7]) == (moved.url, "/sport/")


NOBODY_MADE = ["x", "1", "-", "1-", "-1", "١-٢", "9" * 30 + "-1", "1-" + "9" * 30, "1-2-3"]


@pytest.mark.parametrize("cursor", NOBODY_MADE)
def test_a_cursor_that_nobody_made_is_a_page_that_does_not_exist(house, client, cursor):
    assert client.get("/politics/", {"before": cursor}).status_code == 404


def test_a_team_and_an_author_have_a_page_of_their_own(house, client):
    salma = Person.objects.create(name="سلمى", slug="salma")
    signed = cast.draft(house.sport, title="بقلمها")
    signed.byline = [Byline(person=salma)]
    workflow.publish(signed, signed.save_revision(), by=None)
    cast.live_article(house.politics, title="للفريق")
    assert read_through(client, "/author/salma/") == ["بقلمها"]
    assert read_through(client, "/team/news/") == ["للفريق"]
    assert (client.get("/author/nobody/").status_code, client.get("/team/nobody/").status_code) == (404, 404)


@pytest.mark.parametrize(("url", "expected"), [("/politics/", 11), ("/team/news/", 6)])
@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_list_asks_as_much_for_one_article_as_for_thirty(house, client, settings, url, expected, count):
    settings.PAGE_CACHE_SECONDS = 0
    publish(house.politics, count, lead=cast.picture())
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    assert len(asked) == expected


def test_a_teasers_picture_is_the_one_that_wagtail_would_draw(house):
    picture = cast.picture()
    cast.live_article(house.politics, lead=picture)
    (teaser,) = teasers(ArticlePage.objects.listed(), [])
    words = {"sizes": "(min-width: 48rem) 13rem, 7rem", "loading": "lazy"}
    wagtails = Template(
        "{% load wagtailimages_tags %}{% picture picture format-{avif,webp,jpeg} width-{480,800,1200}"
        ' sizes=sizes alt="" loading=loading %}'
    )
    assert render_to_string("articles/_picture.html", words | {"picture": teaser.picture}).strip() == (
        wagtails.render(Context(words | {"picture": picture}))
    )


def test_a_list_shows_a_new_lead_and_none_that_is_gone(house, article, client, django_capture_on_commit_callbacks):
    update = article.get_latest_revision_as_object()
    update.lead = cast.picture()
    workflow.publish(article, update.save_revision(), by=None)
    with_picture = client.get("/politics/").content.decode()
    name = update.lead.file.name.rpartition("/")[2][:20]  # Wagtail shortens it
    with django_capture_on_commit_callbacks(execute=True):
        Picture.objects.get(pk=update.lead.pk).delete()
    without = client.get("/politics/").content.decode()
    assert (name in with_picture, name in without) == (True, False)


def test_the_cursor_keeps_the_moment_to_the_microsecond():
    moment = timezone.now()
    assert lists.Cursor.read(str(lists.Cursor(moment, 7))) == lists.Cursor(moment, 7)
