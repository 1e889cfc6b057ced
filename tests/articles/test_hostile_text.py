"""Whatever is typed where readers see it, the page stays a page: whole, escaped once, each text kept to itself."""

import json
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from articles import corrections, workflow
from articles.models import ArticlePage, Byline, Topic
from newsroom.cache.shelf import shelf
from newsroom.rtl.bidi import clean_line
from newsroom.teams.models import Person
from tests import cast
from tests.articles import editor
from tests.look.page import Page

pytestmark = pytest.mark.django_db
VIDEO = "https://www.youtube.com/watch?v=Q3YYwIsMHzw"
MARK = "علامة"  # stands in every text, so that it is found again
HOSTILE = {
    "script": "</script><script>alert(1)</script>",
    "attribute": "\" onmouseover='alert(1)' x=\"",
    "picture": "<img src=x onerror=alert(1)>",
    "cdata": "]]> --> <!-- <![CDATA[ ?>",
    "entities": "&amp;lt; &#60; &nbsp; &copy",
    "template": "{{ article.pk }} {% load x %} {# #}",
    "overrides": "\u202eabc \u2066\u2067\u202a\u2069\u202c\u202b",
    "controls": "a\x00\x01\x08\x0b\x0c\x1b\x1f\x7f\x85b \ud800c\udfff \ufffe\uffff\u2028\u2029",
    "one long word": "كلمة" * 2_500,
    "one long Latin word": "x" * 10_000,
    "family": "👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇵🇸",
    "pile of marks": "ا" + "\u064e" * 500 + "\u0301" * 500,
    "scripture": "﴿بِسۡمِ ٱللَّهِ ٱلرَّحۡمَٰنِ ٱلرَّحِيمِ ۝١﴾ ﷺ ۞ ۩",
    "Latin": "Seán O’Brien-Smith",
    "figures": "3-1 <3 > 2 & 5%-7% +966 11 555 0199",
}
NAMES = {"atom": "http://www.w3.org/2005/Atom"}


def text(hostile: str, most: int = 0) -> str:
    """The text as the forms and the models store it, the mark at both of its ends."""
    cleaned = clean_line(f"{hostile}")
    return f"{MARK} {cleaned[: most - 16] if most else cleaned} {MARK}"


def body(hostile: str, picture) -> list:
    from articles.blocks import BodyBlock

    line = text(hostile)
    rich = f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    sheet = {
        "caption": line,
        "columns": [{"type": "text", "heading": line}, {"type": "number", "heading": line}],
        "rows": [{"values": [line, line]}],
    }
    return [
        ("paragraph", rich),
        ("heading", line),
        ("quotation", {"text": line, "source": line}),
        ("pull_quote", line),
        ("picture", {"picture": picture, "caption": line}),
        ("gallery", [{"picture": picture, "caption": line}, {"picture": picture, "caption": ""}]),
        ("list", [rich, rich]),
        ("table", {"table": BodyBlock().child_blocks["table"].child_blocks["table"].to_python(sheet), "source": line}),
        ("fact_box", {"title": line, "facts": [{"label": line, "text": rich}]}),
        ("embed", {"link": VIDEO, "title": line, "poster": picture}),
    ]


@pytest.fixture(params=HOSTILE, ids=list(HOSTILE))
def story(request, house) -> ArticlePage:
    """An article that says it in every field that readers see, in a section and by people whose names say it too."""
    hostile = HOSTILE[request.param]
    picture = cast.picture(
        title=text(hostile, 200), description=text(hostile, 200), caption=text(hostile, 200), credit=text(hostile, 100)
    )
    house.politics.title, house.politics.introduction = text(hostile, 200), text(hostile, 300)
    house.politics.save()
    house.team.name, house.team.about = text(hostile, 120), text(hostile)
    house.team.save()
    facts = {"role": text(hostile, 120), "biography": text(hostile), "picture": picture}
    person = Person.objects.create(name=text(hostile, 100), slug="person", **facts)
    other = cast.live_article(house.politics, title=text(hostile, 200))
    draft = cast.draft(
        house.politics,
        title=text(hostile, 250),
        kicker=text(hostile, 60),
        standfirst=text(hostile, 390),
        place=text(hostile, 110),
        agency=text(hostile, 80),
        search_description=text(hostile, 390),
        lead=picture,
        body=[*body(hostile, picture), ("read_also", other)],
    )
    draft.byline = [Byline(person=person), Byline(team=house.team)]
    Topic.objects.create(name=text(hostile, 100), slug="topic")
    draft.tags.set([text(hostile, 100)])
    workflow.publish(draft, draft.save_revision(clean=False), by=None)
    corrections.correct(draft, kind="correction", text=text(hostile, 590), by=None)
    return ArticlePage.objects.get(pk=draft.pk)


def pages(story: ArticlePage) -> list[str]:
    words = quote(text(story.title)[:150])
    return [story.url, "/", "/politics/", "/team/news/", "/author/person/", "/tag/topic/", "/corrections/",
            "/archive/", f"/search/?q={words}", f"/search/?q={quote(MARK)}&section=politics"]  # fmt: skip


def test_pages_stay_pages_feeds_stay_feeds_and_no_text_reaches_its_neighbours(story):
    for url in pages(story):
        answer = Client().get(url)
        html = answer.content.decode()
        page = Page(html)
        assert (answer.status_code, page.errors, MARK in html) == (200, [], True), url
        assert what_is_not_ours(page) == [], url
        assert loose(page) == [], url
        assert not set("\u202a\u202b\u202c\u202d\u202e") & set(html), url
        assert sum(html.count(sign) for sign in "\u2066\u2067\u2068") == html.count("\u2069"), url
    feeds_tell(story)


def what_is_not_ours(page: Page) -> list[str]:
    """Whatever runs or is fetched although no template of ours holds it; data for machines is read on the way."""
    scripts = [script for script in page.select("script") if not script.get("src")]
    data = [script for script in scripts if script.get("type") in ("application/ld+json", "application/json")]
    for script in data:
        json.loads(script.text)
    handlers = [name for element in page.root.iter() for name in element.attrib if name.startswith("on")]
    pictures = [picture.get("src") for picture in page.select("img", src="x")]
    return [*(script.text for script in scripts if script not in data), *handlers, *pictures]


def loose(page: Page) -> list[tuple]:
    """Every text that a neighbour could turn round: neither isolated nor told which way it runs."""
    around = {child: parent for parent in page.root.iter() for child in parent}

    def is_kept(element) -> bool:
        while element is not None and element.tag not in {"html", "body", "main", "article"}:
            if element.tag in {"bdi", "title", "option", "textarea", "script"} or element.get("dir"):
                return True
            element = around.get(element)
        return False

    holders = [(one, one.text) for one in page.root.iter()] + [(around.get(one), one.tail) for one in page.root.iter()]
    return [
        (element.tag, element.get("class"), text[:40])
        for element, text in holders
        if element is not None and isinstance(element.tag, str) and MARK in (text or "") and not is_kept(element)
    ]


def feeds_tell(story: ArticlePage) -> None:
    """Read each feed strictly; the texts stand in it as they were typed."""
    shelf.clear()
    for url in ("/feed/", "/politics/feed/", "/feed/atom/"):
        root = ElementTree.fromstring(Client().get(url).content)  # noqa: S314 - it is our own
        titles = root.findall("channel/item/title") or root.findall("atom:entry/atom:title", NAMES)
        assert len(titles) == 2, url
        assert story.title in titles[0].text, url
    feed = json.loads(Client().get("/feed.json").content)
    assert story.title in feed["items"][0]["title"]
    assert story.standfirst in feed["items"][0]["content_text"]


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=list(HOSTILE))
def test_what_the_editor_sends_is_stored_without_what_no_text_may_hold(house, people, client, hostile):
    client.force_login(people.writer)
    draft = cast.draft(house.politics, owner=people.writer)
    typed = hostile.encode("utf-8", "replace").decode()
    line = typed.replace("\x00", "")  # which Django's own fields refuse
    sent = editor.typed(draft, title=f"ع{line[:250]}", kicker=line[:60], standfirst=line[:390], place=line[:110])
    sent = {name: value for name, value in sent.items() if not name.startswith("body")}
    parts = [("paragraph", rich_text("<p>نصّ</p>")), ("heading", typed), ("pull_quote", typed)]
    parts += [("quotation", {"text": typed, "source": typed})]
    answer = client.post(editor.edit_url(draft), sent | nested_form_data({"body": streamfield(parts)}))
    assert answer.status_code == 302
    stored = draft.revisions.order_by("-pk").first().as_object()
    texts = [stored.title, stored.kicker, stored.standfirst, stored.place, *map(str, stored.body[1:3])]
    texts += [stored.body[3].value["text"], stored.body[3].value["source"]]
    for one in texts:
        assert not set(one) & set("\x00\x01\x08\x0b\x0c\x1b\x1f\x7f\x85\u202a\u202e\u2066\u2069\u2028\ufffe\uffff")
