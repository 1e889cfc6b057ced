"""What a feed reader fetches: valid RSS, the newest first, nothing that readers of the site cannot read."""

from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import time_machine
from django.conf import settings as site
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles import bin as the_bin
from articles import feeds, interrupts, workflow
from articles.models import ArticlePage, Byline, Publication
from newsroom.cache.shelf import shelf
from newsroom.teams.models import Person
from tests import cast
from tests.articles.test_pages_of_signatories import FROM_THE_CACHE
from tests.look.page import Page

pytestmark = pytest.mark.django_db
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}


def fetch(url: str = "/feed/", client: Client | None = None) -> ElementTree.Element:
    """The channel, held to what RSS 2.0 asks of every feed."""
    answer = (client or Client()).get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - it is our own
    assert (root.tag, root.get("version"), [child.tag for child in root]) == ("rss", "2.0", ["channel"])
    channel = root[0]
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert len(channel.findall(name)) == 1, name
        assert channel.findtext(name), name
    assert channel.find("atom:link", NAMES).attrib == {"rel": "self", "href": f"{site.SITE_URL}{url}"}
    for element in channel.iter():
        if element.tag in ("pubDate", "lastBuildDate"):
            assert parsedate_to_datetime(element.text).tzinfo, element.text
        if element.tag in ("link", "url", "guid"):
            assert element.text.startswith(f"{site.SITE_URL}/"), element.text
    guids = [guid.text for guid in channel.iter("guid")]
    assert len(set(guids)) == len(guids) == len(channel.findall("item"))
    assert "@" not in answer.content.decode()
    return channel


def items(channel: ElementTree.Element) -> list[ElementTree.Element]:
    return channel.findall("item")


def headlines(url: str = "/feed/") -> list[str]:
    return [item.findtext("title") for item in items(fetch(url))]


def edit(article, minor: bool = False, **fields) -> None:
    version = article.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(version, name, value)
    workflow.publish(article, version.save_revision(clean=False), by=None, minor=minor)


def test_an_item_tells_what_a_reader_needs(house):
    draft = cast.draft(house.politics, lead=cast.picture())
    draft.tags.set(["الميناء", "ترميم"])
    workflow.publish(draft, draft.save_revision(clean=False), by=None)
    article = ArticlePage.objects.get(pk=draft.pk)
    channel = fetch()
    (item,) = items(channel)

    assert (channel.findtext("title"), channel.findtext("language")) == ("غرفة الأخبار", "ar")
    assert channel.findtext("image/link") == f"{site.SITE_URL}/"
    assert channel.findtext("image/title") == channel.findtext("title")
    assert int(channel.findtext("image/width")) <= 144
    assert item.findtext("title") == article.title
    assert unquote(item.findtext("link")) == f"{site.SITE_URL}{unquote(article.url)}"
    assert item.findtext("description") == article.standfirst
    assert item.findtext("guid") == f"{site.SITE_URL}/a/{article.pk}/"
    assert item.find("guid").get("isPermaLink") == "true"
    assert item.findtext("dc:creator", namespaces=NAMES) == "فريق التحرير"
    assert [category.text for category in item.findall("category")] == ["سياسة", "ترميم", "الميناء"]
    published = parsedate_to_datetime(item.findtext("pubDate"))
    assert published == article.first_published_at.replace(microsecond=0)
    picture = item.find("media:content", NAMES)
    assert {name: picture.get(name) for name in ("type", "medium", "width", "height")} == {
        "type": "image/jpeg",
        "medium": "image",
        "width": "1200",
        "height": "630",
    }
    assert picture.get("url").startswith(f"{site.SITE_URL}/media/")
    assert picture.findtext("media:description", namespaces=NAMES) == "ميناء عند الغروب"


def test_the_address_that_names_an_item_leads_to_it(house, article, client):
    (item,) = items(fetch())
    answer = client.get(item.findtext("guid").removeprefix(site.SITE_URL))
    assert (answer.status_code, answer["Location"]) == (301, article.url)


def test_the_newest_stand_first_and_thirty_are_enough(house):
    for number in range(32):
        cast.live_article(house.politics, title=f"خبر {number}")
    assert headlines() == [f"خبر {number}" for number in range(31, 1, -1)]


def test_a_section_has_a_feed_of_its_own(house):
    cast.live_article(house.politics, title="سياسية")
    cast.live_article(house.sport, title="رياضية")
    house.sport.introduction = "ما يجري في الملاعب"
    house.sport.save()
    assert (headlines(), headlines("/sport/feed/")) == (["رياضية", "سياسية"], ["رياضية"])
    channel = fetch("/sport/feed/")
    assert channel.findtext("title") == "رياضة | غرفة الأخبار"
    assert channel.findtext("description") == "ما يجري في الملاعب"
    assert channel.findtext("link") == f"{site.SITE_URL}/sport/"


@pytest.mark.parametrize(
    "url", ["/nowhere/feed/", "/feed/feed/", "/tag/feed/", "/feed/rdf/", "/politics/feed/atom/", "/politics/feed.json"]
)
def test_what_is_no_section_has_no_feed(house, client, url):
    assert client.get(url).status_code == 404


def test_a_closed_section_has_no_feed(house, client):
    house.sport.unpublish()
    assert client.get("/sport/feed/").status_code == 404


def test_an_empty_paper_has_an_empty_feed(house):
    assert items(fetch()) == items(fetch("/sport/feed/")) == []


@pytest.mark.parametrize("url", ["/feed/", "/sport/feed/", "/feed/atom/"])
def test_an_empty_feed_is_the_same_at_every_look(house, client, url):
    first = client.get(url).content
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert client.get(url).content == first


@pytest.mark.parametrize("leaving", ["withdrawn", "deleted", "expired"])
def test_what_is_no_longer_public_leaves_at_once(house, article, client, leaving):
    assert headlines() == headlines("/politics/feed/") == [article.title]
    if leaving == "withdrawn":
        workflow.withdraw(article, by=None)
    elif leaving == "deleted":
        the_bin.discard(article, by=None)
    else:
        ArticlePage.objects.get(pk=article.pk).unpublish(set_expired=True)
    assert headlines() == headlines("/politics/feed/") == []


def test_drafts_and_what_is_held_or_under_embargo_never_appear(house, people):
    cast.draft(house.politics, title="مسودة")
    held, sealed = (cast.draft(house.politics, title=title) for title in ("موقوفة", "محظورة"))
    interrupts.hold(held, by=people.publisher, reason="ننتظر المحامي")
    interrupts.embargo(sealed, by=people.publisher, until=timezone.now() + timedelta(days=1))
    for draft in (held, sealed):
        with pytest.raises(workflow.NotYet):
            workflow.publish(draft, draft.latest_revision, by=None)
    assert headlines() == []


@pytest.mark.parametrize("minor", [True, False])
def test_an_item_keeps_its_name_through_a_new_headline_and_another_section(house, article, minor):
    before = items(fetch())[0].findtext("guid")
    edit(article, minor, title="عنوان جديد كل الجدة")
    ArticlePage.objects.get(pk=article.pk).move(house.sport, pos="last-child")
    (item,) = items(fetch())
    assert (item.findtext("guid"), item.findtext("title")) == (before, "عنوان جديد كل الجدة")
    assert item.findtext("link").startswith(f"{site.SITE_URL}/sport/")
    assert (headlines("/politics/feed/"), headlines("/sport/feed/")) == ([], ["عنوان جديد كل الجدة"])


def test_an_update_is_told_and_a_minor_fix_is_not(house, article):
    moment = fetch().findtext("item/atom:updated", namespaces=NAMES)
    edit(article, minor=True, title="عنوان أصوب")
    assert fetch().findtext("item/atom:updated", namespaces=NAMES) == moment
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        edit(article, title="عنوان بعد تحديث")
        channel = fetch()
    assert channel.findtext("item/atom:updated", namespaces=NAMES) > moment
    built = parsedate_to_datetime(channel.findtext("lastBuildDate"))
    assert built > parsedate_to_datetime(channel.findtext("item/pubDate"))


def test_a_headline_of_two_scripts_is_isolated_and_a_plain_one_stays_plain(house):
    cast.live_article(house.politics, title="Apple تكشف عن هاتف جديد")
    cast.live_article(house.politics, title="البلدية تفتح الميناء")
    assert headlines() == ["البلدية تفتح الميناء", "\u2067Apple تكشف عن هاتف جديد\u2069"]


def test_an_item_without_standfirst_or_picture_is_whole_too(house):
    cast.live_article(house.politics, standfirst="")
    (item,) = items(fetch())
    assert (item.find("description"), item.find("media:content", NAMES)) == (None, None)


def test_markup_that_was_typed_is_text(house):
    """A headline is plain text; a description is HTML to every reader, so in it the text is escaped once more."""
    cast.live_article(house.politics, title='<b>"عاجل"</b> & <![CDATA[x]]>', standfirst="<b>ما بعد</b> 2 < 3")
    (item,) = items(fetch())
    assert item.findtext("description") == "\u2067&lt;b&gt;ما بعد&lt;/b&gt; 2 &lt; 3\u2069"
    assert headlines() == ['\u2067<b>"عاجل"</b> & <![CDATA[x]]>\u2069']


ANYTHING = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@hypothesis_settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(title=ANYTHING, standfirst=ANYTHING, name=ANYTHING)
def test_whatever_was_typed_the_feed_is_well_formed(article, title, standfirst, name):
    """Also what reached the tables past the form: controls, halves, code points that are no characters."""
    storable = [text.replace("\x00", "") for text in (title, standfirst, name)]
    ArticlePage.objects.filter(pk=article.pk).update(title=storable[0], standfirst=storable[1])
    Publication.objects.filter(pk=article.pk).update(byline_text=storable[2])
    shelf.clear()
    answer = Client().get("/feed/")
    assert len(ElementTree.fromstring(answer.content).findall("channel/item")) == 1  # noqa: S314 - our own


def test_several_names_stand_as_one_phrase(house):
    draft = cast.draft(house.politics)
    draft.byline = [Byline(person=Person.objects.create(name=name, slug=name)) for name in ("سلمى", "هدى")]
    workflow.publish(draft, draft.save_revision(clean=False), by=None)
    assert fetch().findtext("item/dc:creator", namespaces=NAMES) == "سلمى وهدى"


def test_a_reader_that_has_the_feed_is_told_so_until_something_changes(house, article, client):
    first = client.get("/feed/")
    assert client.get("/feed/", headers={"if-none-match": first["ETag"]}).status_code == 304
    edit(article, title="عنوان جديد")
    second = client.get("/feed/", headers={"if-none-match": first["ETag"]})
    assert (second.status_code, second["ETag"] != first["ETag"]) == (200, True)


@pytest.mark.parametrize("url", ["/feed/", "/politics/feed/", "/feed/atom/", "/feed.json"])
def test_no_feed_is_known_by_a_moment_that_a_withdrawal_turns_back(house, article, client, url):
    """Caches that ask by the moment alone («changed since?») would keep what is gone."""
    assert not client.get(url).has_header("Last-Modified")


def test_a_feed_is_kept_and_sent_like_every_page(house, article, client):
    client.get("/feed/")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/feed/?utm_source=x", headers={"accept-encoding": "br"})
    assert len(asked) == FROM_THE_CACHE
    assert (answer["Content-Encoding"], answer["Vary"]) == ("br", "Accept-Encoding")
    assert "front" in answer["Surrogate-Key"].split()


def test_nothing_is_taken_at_a_feed(house, client):
    assert (client.post("/feed/").status_code, client.post("/sport/feed/").status_code) == (405, 405)
    assert client.head("/feed/").status_code == 200


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_feed_asks_as_much_for_one_article_as_for_thirty(house, client, settings, count):
    settings.PAGE_CACHE_SECONDS = 0
    for number in range(count):
        draft = cast.draft(house.politics, title=f"خبر {number}")
        draft.tags.set([f"موضوع {number}", "موضوع"])
        workflow.publish(draft, draft.save_revision(clean=False), by=None)
    asked = {}
    for url in ("/feed/", "/politics/feed/"):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        asked[url] = len(queries)
    assert asked == {"/feed/": 6, "/politics/feed/": 8}


def test_the_newest_are_read_by_an_index(house):
    articles = ArticlePage.objects.listed().order_by("-publication__listed_at", "-publication__article")
    if connection.vendor == "sqlite":
        assert "articles_by_time" in articles.values_list(*feeds.COLUMNS)[: feeds.ITEMS].explain()


def test_pages_lead_to_the_feeds(house, article, client):
    for url, expected in (
        ("/", ["/feed/"]),
        ("/politics/", ["/feed/", "/politics/feed/"]),
        (article.url, ["/feed/", "/politics/feed/"]),
    ):
        page = Page(client.get(url).content.decode())
        found = [link.get("href") for link in page.select("link", type="application/rss+xml")]
        assert (url, found) == (url, expected)
        others = ("application/atom+xml", "application/feed+json")
        found = [link.get("href") for kind in others for link in page.select("link", type=kind)]
        assert (url, found) == (url, ["/feed/atom/", "/feed.json"])


def test_atom_tells_the_same(house, article):
    cast.live_article(house.sport, title="Apple تكشف عن هاتف", standfirst="", lead=cast.picture())
    answer = Client().get("/feed/atom/")
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - it is our own
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    for name in ("id", "title", "updated", "subtitle"):
        assert feed.findtext(f"atom:{name}", namespaces=NAMES), name
    links = {link.get("rel"): link.get("href") for link in feed.findall("atom:link", NAMES)}
    assert links == {"alternate": f"{site.SITE_URL}/", "self": f"{site.SITE_URL}/feed/atom/"}
    entries = feed.findall("atom:entry", NAMES)
    told = [tuple(entry.findtext(f"atom:{name}", namespaces=NAMES) for name in ("id", "title")) for entry in entries]
    rss = [(item.findtext("guid"), item.findtext("title")) for item in items(fetch())]
    assert told == rss
    assert entries[1].findtext("atom:author/atom:name", namespaces=NAMES) == "فريق التحرير"


def test_a_json_feed_tells_the_same(house, article):
    cast.live_article(house.sport, title="Apple تكشف عن هاتف", standfirst="", lead=cast.picture())
    answer = Client().get("/feed.json")
    feed = answer.json()
    assert answer["Content-Type"] == "application/feed+json"
    assert (feed["version"], feed["language"]) == ("https://jsonfeed.org/version/1.1", "ar")
    assert (feed["home_page_url"], feed["feed_url"]) == (f"{site.SITE_URL}/", f"{site.SITE_URL}/feed.json")
    rss = [(item.findtext("guid"), item.findtext("title"), item.findtext("link")) for item in items(fetch())]
    assert [(item["id"], item["title"], item["url"]) for item in feed["items"]] == rss
    assert [item["content_text"] for item in feed["items"]] == [rss[0][1], article.standfirst]
    assert feed["items"][0]["image"].startswith(f"{site.SITE_URL}/media/")
    assert feed["items"][1]["authors"] == [{"name": "فريق التحرير"}]


@pytest.mark.parametrize("url", ["/feed/atom/", "/feed.json"])
def test_the_other_forms_lose_what_is_withdrawn_at_once_too(house, article, client, url):
    assert article.title in client.get(url).content.decode()
    workflow.withdraw(article, by=None)
    assert article.title not in client.get(url).content.decode()
    assert client.post(url).status_code == 405
