"""The page of an article: every part of a news page, in its order, whole without script."""

import gzip
import re
from collections import Counter

import pytest

from newsroom.look.stylesheet import STYLESHEET
from tests import cast
from tests.look.page import Page

pytestmark = pytest.mark.django_db

SITE = STYLESHEET.parent.parent


@pytest.fixture
def story(house):
    """A piece as long as news is, signed by a team with a face, with a lead picture and a statement in English."""
    picture = house.team.picture = cast.picture()
    house.team.save()
    paragraphs = "".join(f"<p>قالت البلدية في بيانها رقم {n} إن الميناء القديم يفتح أبوابه.</p>" for n in range(30))
    body = [("picture", {"picture": picture, "caption": ""}), ("paragraph", paragraphs)]
    body += [("heading", "رصيف ثالث"), ("paragraph", "<p>The harbour opens on Friday, the statement said.</p>")]
    return cast.live_article(house.politics, lead=picture, body=body)


@pytest.fixture
def page(story, client) -> Page:
    return Page(client.get(story.url).content.decode())


def test_the_page_is_arabic_and_runs_from_right_to_left(page):
    html = page.select("html")[0]

    assert (html.get("lang"), html.get("dir")) == ("ar", "rtl")


def test_a_validator_finds_nothing(page):
    doubled = [
        name for name, count in Counter(e.get("id") for e in page.root.iter() if e.get("id")).items() if count > 1
    ]
    empty = [e.tag for e in page.root.iter() if e.tag in {"h1", "h2", "h3", "h4"} and not "".join(e.itertext()).strip()]

    assert (page.errors, doubled, empty) == ([], [], [])


def test_there_is_one_main_and_one_headline(page, story):
    assert len(page.select("main")) == 1
    assert page.text("h1") == [story.title]


def test_the_parts_stand_in_the_order_of_a_news_page(page):
    byline, share = page.select(".byline")[0], page.select(".share")[0]
    parts = [
        page.select("h1")[0],
        byline,
        page.select(".reading-time")[0],
        page.select(".article-body")[0],
        page.select(".dateline")[0],
        share,
        page.select("a", href="#comment-form")[-1],
        page.select("form", id="comment-form")[0],
    ]

    assert [page.place(part) for part in parts] == sorted(page.place(part) for part in parts)
    assert len(list(byline.iter("img"))) == 1
    assert page.text(".byline__names") == ["كتب فريق التحرير"]


def test_the_dateline_opens_the_first_paragraph_though_a_picture_opens_the_body(page):
    first = next(page.select(".article-body")[0].iter("p"))

    assert (first[0].get("class"), "".join(first[0].itertext())) == ("dateline", "طرابلس – ")


def test_each_paragraph_runs_the_way_of_its_letters(page):
    ways = [p.get("dir") for p in page.select(".article-body")[0].iter("p")]

    assert (ways[0], ways[-1]) == ("rtl", "ltr")


def test_the_lead_picture_has_its_words_and_names_its_maker(page):
    lead = page.select(".figure--lead")[0]
    picture = next(lead.iter("img"))

    assert (picture.get("alt"), picture.get("loading")) == ("ميناء عند الغروب", None)
    assert (picture.get("width"), picture.get("height")) == ("480", "320")
    assert page.text("figcaption")[0] == "الميناء مساءً الصورة: غرفة الأخبار"


def test_sharing_needs_no_script_and_whatsapp_comes_first(page, story):
    links = [link.get("href") for link in page.select(".share")[0].iter("a")]

    assert links[0].startswith("https://wa.me/?")
    assert [f"%2Fa%2F{story.pk}%2F" in link for link in links] == [True] * 5
    assert [item.get("hidden") for item in page.select(".share")[0].iter("li")] == [None] * 5 + ["", ""]


def test_near_the_names_a_link_leads_to_the_ways_of_sharing(page):
    [jump] = page.select(".share-jump")

    assert (jump.get("href"), page.select("h2", id="share-title")[0].text) == ("#share-title", "شارك المقال")
    assert page.text(".share-jump") == ["شارك المقال"]
    assert page.place(jump) < page.place(page.select(".figure--lead")[0])


def test_a_shared_link_shows_a_card(page, story):
    canonical = page.select("link", rel="canonical")[0].get("href")

    assert canonical.endswith(story.url)
    assert page.content("og:title") == story.title
    assert page.content("og:url") == canonical
    assert page.content("description") == story.standfirst
    assert re.fullmatch(r"http://\S+\.jpg", page.content("og:image"))
    assert (page.content("og:image:width"), page.content("og:image:height")) == ("1200", "630")


def test_an_article_without_a_picture_is_shared_with_the_papers_own_card(house, client):
    page = Page(client.get(cast.live_article(house.politics).url).content.decode())

    assert page.content("og:image").endswith("site/icons/card.png")


def test_nothing_comes_from_another_host_and_nothing_is_inline(page):
    loads = [e.get("src") or e.get("href") for tag in ("script", "link", "img") for e in page.select(tag)]
    foreign = [load for load in loads if load and load.startswith(("http:", "https:", "//"))]

    assert [load for load in foreign if load != page.select("link", rel="canonical")[0].get("href")] == []
    assert [script.text for script in page.select("script") if script.text] == []
    assert [element.tag for element in page.root.iter() if element.get("style") or element.get("onclick")] == []


def test_page_style_and_scripts_together_stay_within_the_budget(client, story):
    scripts = [SITE / "js" / "site.js", SITE.parent / "comments" / "comments.js"]
    parts = [client.get(story.url).content, STYLESHEET.read_bytes(), *(script.read_bytes() for script in scripts)]

    assert sum(len(gzip.compress(part)) for part in parts) <= 30_000


def test_an_opinion_says_that_it_is_one(house, client):
    page = Page(client.get(cast.live_article(house.politics, kind="opinion").url).content.decode())

    assert page.text(".kicker__kind") == ["رأي"]
    assert page.text(".opinion-line") == ["يعبّر هذا المقال عن رأي كاتبه، ولا يعبّر بالضرورة عن رأي الصحيفة."]


def test_an_article_in_english_runs_from_left_to_right_inside_the_arabic_page(house, client):
    english = cast.live_article(house.politics, language="en", title="The old harbour opens on Friday")
    page = Page(client.get(english.url).content.decode())
    (article,), (section,) = page.select(".article"), page.select(".kicker__section")

    assert (article.get("lang"), article.get("dir"), section.get("lang")) == ("en", "ltr", "ar")
