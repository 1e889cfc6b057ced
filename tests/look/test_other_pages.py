"""The front page, sections and the pages of bad days: each says what is there, or what to do next."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from articles import workflow
from articles.models import Byline, SectionPage
from newsroom.teams.models import Person
from tests import cast
from tests.look.page import Page

pytestmark = pytest.mark.django_db


def test_a_paper_without_articles_says_so_instead_of_showing_an_empty_page(house, client):
    page = Page(client.get("/").content.decode())

    assert (page.text("h1"), page.errors) == (["غرفة الأخبار"], [])
    assert page.text(".notice__title") == ["العدد الأول قيد الكتابة"]


def test_the_front_page_has_a_first_a_second_and_a_third_story(house, client):
    for number in range(5):
        cast.live_article(house.politics, title=f"خبر رقم {number}", lead=cast.picture() if number == 4 else None)
    page = Page(client.get("/").content.decode())

    assert page.errors == []
    assert (
        len(page.select(".front__first"))
        == len(page.select(".front__second"))
        == len(page.select(".front__third"))
        == 1
    )
    assert page.text("h3")[:3] == ["خبر رقم 4", "خبر رقم 3", "خبر رقم 2"]
    assert [image.get("loading") for image in page.select(".front__first")[0].iter("img")] == ["eager"]


def test_the_front_page_says_at_what_hour_its_first_stories_came_and_of_smaller_ones_the_day(house, client):
    for hour in (11, 10, 9, 8):
        draft = cast.draft(house.politics, title=f"خبر الساعة {hour}")
        workflow.publish(draft, draft.latest_revision, by=None, dated=datetime(2026, 1, 9, hour, tzinfo=UTC))
    told = Page(client.get("/").content.decode()).text("time")[1:]  # the first is today, in the masthead

    assert told == [*(f"الجمعة 9 يناير 2026، {hour}:00" for hour in (14, 13, 12)), "الجمعة 9 يناير 2026"]


def test_every_page_leads_to_the_search_the_archive_the_corrections_and_the_feed(house, client):
    page = Page(client.get("/politics/").content.decode())
    (form,) = page.select("form", role="search")
    (words,) = form.iter("input")

    assert (form.get("action"), form.get("method", "get"), words.get("name")) == ("/search/", "get", "q")
    assert [link.get("href") for link in page.select(".footer__links")[0].iter("a")] == [
        "/search/",
        "/archive/",
        "/corrections/",
        "/feed/",
    ]


def test_a_row_of_many_sections_says_where_all_of_them_are(house, client):
    assert Page(client.get("/").content.decode()).select(".sections__all") == []
    for number in range(7):
        house.home.add_child(instance=SectionPage(title=f"قسم {number}", slug=f"section-{number}"))
    page = Page(client.get("/").content.decode())
    (more,) = page.select(".sections__all")

    assert (page.errors, len(page.select(".sections__link"))) == ([], 9)
    assert page.select("nav", id=more.get("href")[1:])[0].get("aria-label") == "أقسام الصحيفة، أسفل الصفحة"


def opinion(section, name: str, picture=None, **fields):
    """A live opinion of a person."""
    columnist = Person.objects.create(name=name, slug=name, picture=picture)
    draft = cast.draft(section, kind="opinion", **fields)
    draft.byline = [Byline(person=columnist)]
    workflow.publish(draft, draft.save_revision(clean=False), by=None)


def test_a_section_of_opinion_shows_who_speaks(house, client):
    for number in range(12):
        cast.live_article(house.politics, title=f"خبر رقم {number}")
    opinion(house.sport, "سلمى", cast.picture(), title="رأي بوجه")
    opinion(house.sport, "هدى", title="رأي بلا وجه")
    for number in range(9):
        cast.live_article(house.politics, title=f"خبر آخر {number}")
    page = Page(client.get("/").content.decode())

    assert page.errors == []
    assert page.text(".voice__name") == ["هدى", "سلمى"]
    faces = [[face.get("width") for face in voice.iter("img")] for voice in page.select(".voice")]
    assert faces == [[], ["192"]]
    assert page.text("h3")[-2:] == ["رأي بلا وجه", "رأي بوجه"]


def test_a_section_with_news_among_its_opinion_is_a_strip_like_others(house, client):
    opinion(house.sport, "سلمى", title="رأي")
    cast.live_article(house.sport, title="نتيجة")
    for number in range(9):
        cast.live_article(house.politics, title=f"خبر {number}")
    page = Page(client.get("/").content.decode())

    assert (page.select(".voice"), page.text(".teaser__names")) == ([], ["بقلم: سلمى"])


def test_urgent_news_wears_the_accent_and_other_kickers_do_not(house, client):
    cast.live_article(house.politics, kicker="خاص")
    cast.live_article(house.politics, kicker="عاجل")
    page = Page(client.get("/politics/").content.decode())

    assert page.text(".teaser__kicker") == ["عاجل:", "خاص:"]
    assert page.text(".teaser__kicker--urgent") == ["عاجل:"]


def test_a_headline_in_english_runs_from_left_to_right_with_its_kicker_in_lists_of_arabic(house, client):
    cast.live_article(house.politics, kicker="خاص", title="الميناء القديم يفتح")
    cast.live_article(house.politics, kicker="Ports", title="The old harbour opens", language="en")
    page = Page(client.get("/politics/").content.decode())

    assert page.text("h3") == ["Ports: The old harbour opens", "خاص: الميناء القديم يفتح"]
    assert [(title.get("dir"), title.get("lang")) for title in page.select(".teaser__title")] == [
        ("ltr", "en"),
        ("rtl", None),
    ]


def test_an_empty_page_leads_on_by_a_list_without_signs_between(house, client):
    (ways,) = Page(client.get("/search/").content.decode()).select(".notice__next")

    assert [(way.tag, "".join(way.itertext()).strip()) for way in ways] == [
        ("li", "اذهب إلى الصفحة الأولى"),
        ("li", "سياسة"),
        ("li", "رياضة"),
    ]


def test_a_section_is_marked_in_the_navigation(house, client):
    page = Page(client.get("/sport/").content.decode())

    assert [link.get("href") for link in page.select(".sections__link") if link.get("aria-current") == "page"] == [
        "/sport/"
    ]
    assert page.text(".notice__words") == ["لم يُنشر شيء هنا بعد."]


def test_a_missing_page_says_what_to_do_next(house, client):
    answer = client.get("/nowhere/")
    page = Page(answer.content.decode())

    assert (answer.status_code, page.errors, page.text("h1")) == (404, [], ["هذه الصفحة ليست هنا"])
    assert [link.get("href") for link in page.select(".notice__next")[0].iter("a")] == ["/search/", "/archive/", "/"]
    assert page.text(".masthead__name") == ["غرفة الأخبار"]
    assert page.text(".sections__link") == ["سياسة", "رياضة"]


def test_a_withdrawn_article_leaves_a_notice_and_a_way_to_its_section(article, client):
    workflow.withdraw(article, by=None)
    answer = client.get(article.url)
    page = Page(answer.content.decode())

    assert (answer.status_code, page.text("h1")) == (410, ["سُحبت هذه المادة من النشر"])
    assert article.title not in answer.content.decode()
    assert [link.get("href") for link in page.select(".notice__next")[0].iter("a")] == ["/politics/", "/"]


@pytest.mark.parametrize(("name", "headline"), [("500.html", "حدث خلل عندنا"), ("400.html", "تعذّرت قراءة الطلب")])
def test_a_page_that_is_given_nothing_stands_alone(name, headline):
    page = Page(render_to_string(name))

    assert (page.errors, page.text("h1")) == ([], [headline])
    assert [link.get("href") for link in page.select("link")] == ["/static/site/css/site.css"]


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "429.html"])
def test_a_refusal_is_a_whole_page_with_a_way_out(name, rf):
    page = Page(render_to_string(name, request=rf.get("/")))

    assert page.errors == []
    assert [link.get("href") for link in page.select(".notice__next")[0].iter("a")] == ["/"]


@pytest.mark.parametrize("address", ["/", "/account/login/"])
def test_a_form_without_its_token_is_refused_in_the_papers_own_words(house, address):
    answer = Client(enforce_csrf_checks=True).post(address, {"login": "salma@example.org"})
    page = Page(answer.content.decode())

    assert (answer.status_code, page.errors, page.text("h1")) == (403, [], ["انتهت صلاحية هذا النموذج"])
    assert page.select("style") == []


@pytest.mark.parametrize("address", ["/", "/politics/", "/team/news/", "/author/salma/"])
def test_a_shared_link_to_any_list_shows_a_card(article, client, address):
    Person.objects.create(name="سلمى", slug="salma")
    page = Page(client.get(address).content.decode())
    told = {meta.get("property"): meta.get("content") for meta in page.select("meta") if meta.get("property")}

    assert page.errors == []
    assert told["og:url"] == f"{settings.SITE_URL}{address}"
    assert told["og:image"] == f"{settings.SITE_URL}/static/site/icons/card.png"
    assert {"og:title", "og:type", "og:locale", "og:site_name", "og:image:width", "og:image:height"} <= told.keys()
