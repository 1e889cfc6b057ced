"""Links to videos and posts are read by a strict list of sites; what is shown at first asks nobody else."""

import json

import pytest
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError
from wagtail.test.utils.form_data import nested_form_data, streamfield

from articles import embeds, refusals, workflow
from articles.blocks import BodyBlock
from articles.models import ArticlePage
from tests import cast
from tests.articles import editor
from tests.look.page import Page

pytestmark = pytest.mark.django_db
VIDEO = "https://www.youtube.com/watch?v=Q3YYwIsMHzw"
UNKNOWN = (
    "لا يمكن عرض هذا الرابط في الصفحة. الصق رابط فيديو واحد أو منشور واحد على يوتيوب أو فيميو أو إكس أو إنستغرام"
    " أو فيسبوك أو تيك توك أو تيليغرام، كما يظهر في شريط العنوان."
)
PLAYER = "https://www.youtube-nocookie.com/embed/Q3YYwIsMHzw?autoplay=1&rel=0"


@pytest.mark.parametrize(
    ("typed", "url", "frame", "shape"),
    [
        (VIDEO, VIDEO, PLAYER, "wide"),
        ("https://youtu.be/Q3YYwIsMHzw?si=tracker", VIDEO, PLAYER, "wide"),
        ("youtube.com/embed/Q3YYwIsMHzw", VIDEO, PLAYER, "wide"),
        ("https://m.youtube.com/watch?v=Q3YYwIsMHzw&t=75s", f"{VIDEO}&t=75s", f"{PLAYER}&start=75", "wide"),
        ("https://www.youtube.com/shorts/Q3YYwIsMHzw", VIDEO, PLAYER, "tall"),
        (
            "https://vimeo.com/76979871/8272103f6e",
            "https://vimeo.com/76979871/8272103f6e",
            "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=8272103f6e",
            "wide",
        ),
        (
            "https://twitter.com/jack/status/20?s=46&t=abc",
            "https://x.com/jack/status/20",
            "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20&lang=ar",
            "post",
        ),
        (
            "https://www.instagram.com/nasa/reel/Cabc_-12345/?igsh=tracker",
            "https://www.instagram.com/reel/Cabc_-12345/",
            "https://www.instagram.com/reel/Cabc_-12345/embed/captioned/",
            "post",
        ),
        (
            "https://www.facebook.com/watch/?v=10153231379946729",
            "https://www.facebook.com/watch/?v=10153231379946729",
            "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D10153231379946729"
            "&show_text=false",
            "wide",
        ),
        (
            "https://m.facebook.com/nasa/posts/pfbid02abcDEF?mibextid=x",
            "https://www.facebook.com/nasa/posts/pfbid02abcDEF",
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fnasa%2Fposts%2Fpfbid02abcDEF"
            "&show_text=true",
            "post",
        ),
        (
            "https://www.tiktok.com/@nasa.tv/video/7123456789012345678?lang=ar",
            "https://www.tiktok.com/@nasa.tv/video/7123456789012345678",
            "https://www.tiktok.com/player/v1/7123456789012345678?autoplay=1&rel=0",
            "tall",
        ),
        ("https://t.me/s/durov/123", "https://t.me/durov/123", "https://t.me/durov/123?embed=1&mode=tme", "post"),
    ],
)
def test_a_link_of_a_known_site_leads_to_its_player_without_trackers(typed, url, frame, shape):
    found = embeds.read(f" {typed} ")
    assert (found.url, found.frame, found.shape) == (url, frame, shape)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "نص",
        "javascript:alert(1)",
        "ftp://youtube.com/watch?v=Q3YYwIsMHzw",
        "https://youtube.com.example.org/watch?v=Q3YYwIsMHzw",
        "https://evil-youtube.com/watch?v=Q3YYwIsMHzw",
        "https://youtube.com@example.org/watch?v=Q3YYwIsMHzw",
        "https://reader@www.youtube.com/watch?v=Q3YYwIsMHzw",
        "https://@youtube.com/watch?v=Q3YYwIsMHzw",
        "https://:@youtube.com/watch?v=Q3YYwIsMHzw",
        "https://www.youtube.com:8443/watch?v=Q3YYwIsMHzw",
        "https://www.youtube.com:443/watch?v=Q3YYwIsMHzw",
        "https://www.youtube.com:0/watch?v=Q3YYwIsMHzw",
        "https://www.youtube.com:/watch?v=Q3YYwIsMHzw",
        "https://www.youtube.com./watch?v=Q3YYwIsMHzw",
        "https://www.yоutube.com/watch?v=Q3YYwIsMHzw",  # the first «o» is Cyrillic
        "https://example.org\\@youtube.com/watch?v=Q3YYwIsMHzw",
        "https://www.youtube.com/watch?v=short",
        'https://www.youtube.com/watch?v="><script>a',
        "https://www.youtube.com/@nasa",
        "https://www.youtube.com/playlist?list=PL123",
        "https://x.com/jack",
        "https://t.me/durov",
        "https://vm.tiktok.com/ZMabc/",
        "https://www.facebook.com/share/p/abc/",
        "https://[::1",
        "https://youtu.be/Q3YYwIsMHzw\u202e",
        "https://youtu.be/Q3YYwIsMHzw?" + "a" * 2000,
        "https://youtu.be/٣٣٣٣٣٣٣٣٣٣٣",
    ],
)
def test_every_other_link_is_none(typed):
    assert embeds.read(typed) is None


def video(link: str = VIDEO, **parts):
    return ("embed", {"link": link, "title": "الأرض ليلًا", "poster": None} | parts)


@pytest.fixture
def shown(house) -> ArticlePage:
    return cast.live_article(house.politics, body=[("paragraph", "<p>نصّ.</p>"), video(poster=cast.picture())])


def test_at_first_there_is_a_title_a_link_and_no_frame(shown, client):
    page = Page(client.get(shown.url).content.decode())
    [place] = page.select(".embed")
    assert (page.select("iframe"), place.get("data-frame")) == ([], PLAYER)
    assert page.text(".embed__title") == ["الأرض ليلًا"]
    assert [link.get("href") for link in page.select(".embed__away")] == [VIDEO]
    assert page.text(".embed__away") == ["شاهده على يوتيوب"]
    assert [button.get("hidden") for button in page.select(".embed__open")] == [""]
    assert page.errors == []


def frames(client, article) -> str:
    parts = client.get(article.url).headers["Content-Security-Policy"].split("; ")
    return next((part for part in parts if part.startswith("frame-src")), "")


def test_only_a_page_that_holds_one_may_open_its_frame(shown, house, client):
    both = [*shown_text(), video(), video("https://t.me/durov/1"), video()]
    two = cast.live_article(house.sport, title="منشوران", body=both)
    none = cast.live_article(house.sport, title="بلا فيديو")
    assert frames(client, shown) == "frame-src https://www.youtube-nocookie.com"
    assert frames(client, two) == "frame-src https://t.me https://www.youtube-nocookie.com"
    assert (frames(client, none), "frame-src" in client.get("/").headers["Content-Security-Policy"]) == ("", False)


def shown_text() -> list:
    return [("paragraph", "<p>نصّ.</p>")]


def test_a_kept_page_keeps_its_policy(shown, client):
    assert [frames(client, shown) for _ in range(2)] == ["frame-src https://www.youtube-nocookie.com"] * 2


def test_a_title_cannot_break_out_of_its_place(house, client):
    body = [*shown_text(), video(title='"><script>alert(1)</script>')]
    html = client.get(cast.live_article(house.politics, body=body).url).content.decode()
    assert "<script>alert" not in html


def test_a_link_of_an_unknown_site_is_refused_beside_its_field_and_kept_in_a_draft():
    block, value = BodyBlock(), [("embed", {"link": "https://example.org/film", "title": "فيلم", "poster": None})]
    kept = block.clean_deferred(block.normalize(value))
    assert kept[0].value["link"] == "https://example.org/film"
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(block.normalize(value))
    [reason] = refused.value.block_errors[0].block_errors["link"].messages
    assert reason == UNKNOWN


def part(link: str) -> dict:
    return {"link": link, "title": "الأرض ليلًا", "poster": ""}


def form(draft, link: str) -> dict:
    """What the editor's form sends with an embed of this link."""
    typed = {name: value for name, value in editor.typed(draft).items() if not name.startswith("body")}
    return typed | nested_form_data({"body": streamfield([("embed", part(link))])})


def said_beside_links(answer) -> list[str]:
    """What the editor shows beside the links of the body."""
    found = answer.context["form"].errors.get("body")
    refused = found.as_data()[0].block_errors if found else {}
    return [message for one in refused.values() for message in one.block_errors["link"].messages]


@pytest.mark.parametrize(("link", "said"), [("https://example.org/film", [UNKNOWN]), (VIDEO, []), ("", [])])
def test_a_draft_with_an_unknown_link_is_saved_and_the_writer_is_told_beside_it(house, people, client, link, said):
    draft = cast.draft(house.politics, owner=people.writer)
    client.force_login(people.writer)
    answer = client.post(editor.edit_url(draft), form(draft, link), follow=True)
    assert answer.redirect_chain[-1][0].startswith(editor.edit_url(draft))
    assert draft.revisions.order_by("-pk").first().as_object().body[0].value["link"] == link
    assert said_beside_links(answer) == said
    assert answer.content.decode().count(as_the_editor_is_sent(UNKNOWN)) == len(said)
    assert said_beside_links(client.get(editor.edit_url(draft))) == said


def as_the_editor_is_sent(words: str) -> str:
    """Words within the JSON of a part of the body."""
    return json.dumps(words)[1:-1]


def test_the_writer_is_told_of_the_link_too_where_another_field_keeps_the_draft_from_being_saved(house, people, client):
    draft = cast.draft(house.politics, owner=people.writer)
    client.force_login(people.writer)
    answer = client.post(editor.edit_url(draft), form(draft, "https://example.org/film") | {"title": "ع" * 300})
    assert answer.context["form"].errors["title"]
    assert said_beside_links(answer) == [UNKNOWN]


def test_what_the_page_saves_by_itself_says_nothing_of_a_half_typed_link(house, people, client):
    draft = cast.draft(house.politics, owner=people.writer)
    client.force_login(people.writer)
    answer = client.post(editor.edit_url(draft), form(draft, "https://you"), headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["success"]) == (200, True)


def test_no_way_of_publishing_lets_an_unknown_link_through(house):
    draft = cast.draft(house.politics, body=[*shown_text(), video("https://example.org/film")])
    said = "رابط «\u2068الأرض ليلًا\u2069» لا يقود إلى فيديو أو منشور يمكن عرضه في الصفحة."
    assert refusals.refusals(draft) == {"body": [said]}
    with pytest.raises(workflow.NotYet):
        workflow.publish(draft, draft.latest_revision, by=None)


def test_a_picture_in_front_is_asked_for_alt_text_and_credit_as_every_picture_is(house):
    draft = cast.draft(house.politics, body=[*shown_text(), video(poster=cast.picture(description="", credit=""))])
    assert refusals.refusals(draft)["body"] == [
        "لا نصّ بديلًا للصورة «\u2068ميناء\u2069».",
        "لا مصدر للصورة «\u2068ميناء\u2069».",
    ]


def test_the_preview_of_a_draft_may_open_the_frames_that_are_being_written(house, people, client):
    draft = cast.draft(house.politics, owner=people.writer)
    client.force_login(people.writer)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(draft.pk,))
    assert client.post(url, form(draft, VIDEO)).json()["is_valid"]
    answer = client.get(f"{url}?mode=")
    assert PLAYER.replace("&", "&amp;") in answer.content.decode()
    assert "frame-src https://www.youtube-nocookie.com" in answer.headers["Content-Security-Policy"]
