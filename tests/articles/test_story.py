"""The page of an article: its parts, its by-line, its dateline, what it costs."""

import re
from urllib.parse import unquote

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from articles import baking, sharing, workflow
from articles.models import ArticlePage, Byline, Publication
from newsroom.images.models import Rendition
from newsroom.teams.models import Person
from tests import cast

pytestmark = pytest.mark.django_db


def page(client, article) -> str:
    return client.get(article.url).content.decode()


def stored(article) -> ArticlePage:
    return ArticlePage.objects.get(pk=article.pk)


def publish_again(article, **fields) -> None:
    article = article.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(article, name, value)
    workflow.publish(article, article.save_revision(), by=None)


def person(name: str) -> Person:
    return Person.objects.create(name=name, slug=name.replace(" ", "-"))


# --- parts -----------------------------------------------------------------------------------------------------------


def test_the_page_has_its_hooks(article, client):
    html = page(client, article)
    assert '<html lang="ar" dir="rtl">' in html
    classes = [f'class="{name}' for name in ('byline"', 'share"', 'dateline"', 'reading-time"', "article-body")]
    once = ["<main", "<h1", "<time datetime=", *classes]
    assert {hook: html.count(hook) for hook in once} == dict.fromkeys(once, 1)
    assert 'href="#comment-form"' in html


def test_the_page_of_an_article_sets_no_cookie_and_depends_on_none(article, client):
    response = client.get(article.url)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_sharing_needs_no_script_and_carries_headline_and_short_address(article, client, settings):
    share = sharing.share(article)
    for link in share["links"]:
        assert escape(link["url"]) in page(client, article)
    assert share["short_url"] == f"{settings.SITE_URL}/a/{article.pk}/"
    assert [link["name"] for link in share["links"]] == ["whatsapp", "telegram", "x", "facebook", "mail"]
    for link in share["links"]:
        assert share["short_url"] in unquote(link["url"])
    assert article.title in unquote(share["links"][0]["url"].replace("+", " "))


def test_a_shared_link_shows_a_card(house, client):
    article = cast.live_article(house.politics, lead=cast.picture())
    context = client.get(article.url).context
    assert (context["og_image"]["width"], context["og_image"]["height"]) == (1200, 630)
    assert context["description"] == article.standfirst


# --- by-line ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "names", "said"),
    [
        ("news", ["فريق"], "كتب فريق التحرير"),
        ("report", ["سلمى", "هدى", "يوسف"], "إعداد: سلمى وهدى ويوسف"),
        ("opinion", ["سلمى"], "بقلم: سلمى"),
    ],
)
def test_the_byline_reads_as_arabic_does(house, client, kind, names, said):
    article = cast.draft(house.politics, kind=kind)
    if names != ["فريق"]:
        article.byline = [Byline(person=person(name)) for name in names]
    workflow.publish(article, article.save_revision(), by=None)
    line = re.search(r'<p class="byline__names">(.*?)</p>', page(client, article), re.DOTALL)
    assert " ".join(re.sub("<[^>]*>", "", line[1]).split()) == said


# --- dateline and body -----------------------------------------------------------------------------------------------


def test_the_dateline_opens_the_first_paragraph_also_below_a_picture(house):
    body = [
        ("picture", {"picture": cast.picture(), "caption": ""}),
        ("heading", "عنوان"),
        ("paragraph", "<p></p><p>أُعلن اليوم.</p><p>ثم غدًا.</p>"),
    ]
    draft = cast.draft(house.politics, place="سيول، كوريا الجنوبية", agency="أ ف ب", body=body)
    workflow.publish(draft, draft.latest_revision, by=None)
    baked = Publication.objects.get(pk=draft.pk).body_html
    line = '<span class="dateline"><bdi>سيول، كوريا الجنوبية</bdi> (<bdi>أ ف ب</bdi>) – </span>'
    assert f'<p dir="rtl">{line}أُعلن اليوم.</p>' in baked
    assert baked.count("dateline") == 1
    assert baked.index("<figure") < baked.index("dateline")


def test_what_an_editor_typed_cannot_break_out_of_the_page(house):
    draft = cast.draft(house.politics, place="<b>", body=[("paragraph", "<p>نصّ.</p>"), ("heading", "<script>")])
    baked = baking.render(draft)
    assert ("<b>" in baked, "<script>" in baked, "&lt;script&gt;" in baked) == (False, False, True)


def test_words_and_minutes_leave_out_dateline_and_captions(house):
    body = [
        ("paragraph", "<p>كلمة كلمتان <b>ثلاث</b></p><p>أربع</p>"),
        ("list", ["<p>خمس</p>", "<p>ست</p>"]),
        ("quotation", {"text": "سبع", "source": "ثمان"}),
        ("picture", {"picture": cast.picture(), "caption": "تعليق لا يُعدّ"}),
    ]
    assert baking.measure(cast.draft(house.politics, place="طرابلس", body=body)) == {"words": 8, "minutes": 1}


def test_a_first_publication_is_no_update_and_the_next_one_is(article):
    assert stored(article).publication.updated_at is None
    publish_again(article, standfirst="جديد")
    assert stored(article).publication.updated_at is not None


# --- what keeps the page fresh ---------------------------------------------------------------------------------------


def test_a_changed_picture_changes_the_articles_that_show_it(house):
    shown = cast.picture(description="قديم")
    body = [("paragraph", "<p>نصّ.</p>"), ("picture", {"picture": shown, "caption": ""})]
    article = cast.live_article(house.politics, body=body)
    shown.description = "ميناء عند الفجر"
    shown.save()
    assert 'alt="ميناء عند الفجر"' in stored(article).publication.body_html


def test_an_article_that_is_withdrawn_leaves_the_read_also_of_others(house, article):
    body = [("paragraph", "<p>نصّ.</p>"), ("read_also", article)]
    other = cast.live_article(house.sport, title="مادة أخرى", body=body)
    assert article.url in stored(other).publication.body_html
    workflow.withdraw(article, by=None)
    assert article.url not in stored(other).publication.body_html
    workflow.republish(article, by=None)
    assert article.url in stored(other).publication.body_html


def test_an_older_renderers_bodies_are_baked_anew(article, capsys):
    Publication.objects.filter(pk=article.pk).update(body_html="قديم", renderer=0)
    call_command("rebake")
    assert capsys.readouterr().out == "Baked: 1\n"
    assert "البلدية" in stored(article).publication.body_html
    call_command("rebake")
    assert capsys.readouterr().out == "Baked: 0\n"


def test_an_article_that_cannot_be_baked_keeps_none_of_the_others_stale(house, article, monkeypatch, caplog):
    broken = cast.live_article(house.sport, title="مادة معطوبة")
    Publication.objects.update(renderer=0)
    written = baking.written
    monkeypatch.setattr(baking, "_told", set())
    monkeypatch.setattr(baking, "written", lambda page: 1 / 0 if page.pk == broken.pk else written(page))
    assert [baking.rebake_stale(), baking.rebake_stale()] == [1, 0]
    assert stored(article).publication.renderer == baking.renderer()
    assert [record.args for record in caplog.records if record.name == "articles.baking"] == [(broken.pk,)]


def test_the_next_reader_sees_a_changed_name(house, article, client):
    assert "فريق التحرير" in page(client, article)
    house.team.name = "هيئة التحرير"
    house.team.save()
    assert "هيئة التحرير" in page(client, article)


# --- what it costs ---------------------------------------------------------------------------------------------------


def queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("names", [1, 3, 30])
def test_the_page_asks_as_much_for_one_name_as_for_thirty(house, client, settings, names):
    settings.PAGE_CACHE_SECONDS = 0
    draft = cast.draft(house.politics, lead=cast.picture())
    draft.byline = [Byline(person=person(f"كاتب {number}")) for number in range(names)]
    workflow.publish(draft, draft.save_revision(), by=None)
    client.get(draft.url)
    assert queries(client, draft.url) == 8


def test_no_reader_waits_for_a_picture_to_be_made(house, client, settings):
    settings.PAGE_CACHE_SECONDS = 0
    house.team.picture = cast.picture()
    house.team.save()
    body = [("paragraph", "<p>نصّ.</p>"), ("picture", {"picture": cast.picture(), "caption": ""})]
    article = cast.live_article(house.politics, lead=cast.picture(), body=body)
    made = Rendition.objects.count()
    for url in (article.url, "/", "/politics/", f"/team/{house.team.slug}/"):
        assert client.get(url).status_code == 200
    assert Rendition.objects.count() == made
