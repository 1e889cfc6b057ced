"""The demo newsroom's texts obey the house's own rules."""

import re
from collections import Counter

import pytest
from django.conf import settings
from PIL import Image

from articles.models.section import RESERVED
from comments.models import Comment, Reason
from newsroom.rtl.bidi import clean_body, clean_name, direction
from newsroom.rtl.graphemes import length
from newsroom.seeding.manuscripts import FOLDER, Unreadable, blocks, moment, read, read_all, sheet

ARTICLES = read_all("articles")
PEOPLE = read_all("people")
COMMENTS = [row for rows in sheet("comments.yaml").values() for row in rows]
PICTURES = sheet("pictures/pictures.yaml")["pictures"]
TATWEEL = re.compile(r"(?<!ه)ـ|ـ(?=\w)")
ARABIC_LETTER = "[\u0621-\u064a]"


def words(manuscript) -> int:
    """Count the words of a body as a reader would: what stands between two spaces and holds a letter or a digit."""
    parts = [" ".join([block.text, *block.items]) for block in blocks(manuscript.text) if block.kind != "picture"]
    return sum(1 for word in " ".join(parts).split() if re.search(r"\w", word))


def prose() -> list:
    """Every text of the newsroom's own, with the name of its file."""
    rooms = ("teams", "sections", "people", "articles")
    return [pytest.param(manuscript, id=f"{room}-{manuscript.key}") for room in rooms for manuscript in read_all(room)]


def test_there_are_four_teams_eight_sections_twelve_people_and_twenty_four_articles():
    sizes = [len(read_all(room)) for room in ("teams", "sections", "people", "articles")]
    assert sizes == [4, 8, 12, 24]


def test_twelve_articles_are_long_and_none_is_a_stub():
    counts = [words(manuscript) for manuscript in ARTICLES]
    assert sum(count >= 350 for count in counts) == 12
    assert min(counts) >= 150


def test_no_two_articles_share_a_paragraph():
    parts = Counter(
        text
        for manuscript in ARTICLES
        for block in blocks(manuscript.text)
        for text in [block.text, *block.items]
        if text
    )
    assert [text for text, times in parts.items() if times > 1] == []


def test_every_kind_and_every_state_of_an_article_is_there():
    assert {manuscript.facts["kind"] for manuscript in ARTICLES} == {
        "news", "report", "analysis", "opinion", "interview",
    }  # fmt: skip
    states = Counter(manuscript.facts["state"] for manuscript in ARTICLES)
    assert states == {"live": 20, "draft": 1, "review": 1, "scheduled": 1, "withdrawn": 1}


def test_every_section_has_a_live_article_and_an_address_of_its_own():
    live = {manuscript.facts["section"] for manuscript in ARTICLES if manuscript.facts["state"] == "live"}
    sections = {manuscript.key for manuscript in read_all("sections")}
    assert live == sections
    assert sections & set(RESERVED) == set()


def test_the_seed_story_is_dated_placed_and_signed_as_on_the_seed_page():
    story = read(FOLDER / "articles" / "kim-visit.md")
    assert f"{story.facts['published']:%Y-%m-%d}" == "2023-09-11"
    assert story.facts["places"] == ["سيول، كوريا الجنوبية"]
    assert story.facts["byline"] == ["team:newsdesk"]
    assert not any(block.kind == "quotation" for block in blocks(story.text))


def test_what_an_article_names_exists():
    teams = {f"team:{manuscript.key}" for manuscript in read_all("teams")}
    people = {f"person:{manuscript.key}" for manuscript in PEOPLE}
    keys = {manuscript.key for manuscript in ARTICLES}
    for manuscript in ARTICLES:
        assert set(manuscript.facts["byline"]) <= teams | people
        assert manuscript.facts["picture"] in PICTURES
        parts = blocks(manuscript.text)
        assert {block.also for block in parts if block.kind == "picture"} <= set(PICTURES)
        assert {block.also for block in parts if block.kind == "read_also"} <= keys - {manuscript.key}


@pytest.mark.parametrize("manuscript", prose())
def test_the_typography_is_the_house_s(manuscript):
    shown = ("headline", "kicker", "standfirst", "name", "title", "job", "places", "agency", "tags")
    text = "\n".join(
        [*(str(manuscript.facts.get(name, "")) for name in shown if name in manuscript.facts), manuscript.text]
    )
    plain = re.sub(r"!\[[^\]]*\]|@read-also: .*|\['|'\]|', '", "", text)
    found = {
        "tatweel": TATWEEL.findall(plain),
        "dots for …": re.findall(r"\.\.+", plain),
        "Latin marks after Arabic": re.findall(rf"{ARABIC_LETTER}\u064b?[,;?]", plain),
        "a space before a mark": re.findall(r" [،؛؟:.]", plain),
        "straight quotes": re.findall(r"[\"“”]", plain),
        "Arabic-Indic digits": re.findall(r"[٠-٩۰-۹]", plain),
        "tanwin after its alif": re.findall("ا\u064b", plain),
        "two spaces": re.findall(r"\S  +\S", plain),
        "unbalanced «»": [] if plain.count("«") == plain.count("»") else ["«»"],
        "bidi marks": [] if clean_body(plain) == plain else ["marks"],
    }
    assert {fault: where for fault, where in found.items() if where} == {}


def test_headlines_with_latin_words_and_scores_put_the_direction_to_the_test():
    headlines = [manuscript.facts["headline"] for manuscript in ARTICLES]
    assert any(headline.startswith("Apple") for headline in headlines)
    assert any("3-2" in headline for headline in headlines)
    assert {direction(headline) for headline in headlines} == {"rtl"}


def test_there_are_120_comments_in_every_status_and_no_two_alike():
    assert len(COMMENTS) == 120
    assert len({row["body"] for row in COMMENTS}) == 120
    assert {row["status"] for row in COMMENTS} == set(Comment.Status.values)


def test_every_comment_fits_the_form_and_every_rejection_has_a_reason():
    for row in COMMENTS:
        assert 2 <= length(row["name"]) <= 60
        assert clean_name(row["name"]) == row["name"]
        assert 2 <= length(row["body"]) <= 2000
        assert row.get("reason", "") in ({*Reason.values} if row["status"] == "rejected" else {""})


def test_comments_stand_below_live_articles_and_answer_approved_ones_above():
    live = {manuscript.key for manuscript in ARTICLES if manuscript.facts["state"] == "live"}
    for article, rows in sheet("comments.yaml").items():
        assert article in live
        above = set()
        for row in rows:
            assert {row["reply_to"]} <= above if "reply_to" in row else True
            if row["status"] in {"approved", "removed"}:
                above.add(row["id"])


def test_nobody_owns_the_addresses():
    addresses = [row["email"] for row in COMMENTS] + [m.facts["email"] for m in PEOPLE if "email" in m.facts]
    assert {address.partition("@")[2] for address in addresses} == {"example.net", "example.org"}


def test_comment_writers_do_not_bear_the_names_of_the_staff():
    staff = {manuscript.facts["name"] for manuscript in PEOPLE}
    assert staff & {row["name"] for row in COMMENTS} == set()


def test_every_picture_is_small_ours_and_described():
    files = {path.stem: path for path in (FOLDER / "pictures").glob("*.jpg")}
    assert set(files) == set(PICTURES)
    for key, path in files.items():
        assert path.stat().st_size <= 150_000
        with Image.open(path) as picture:
            assert picture.width <= 1600
        assert PICTURES[key]["alt"].endswith(".")
    assert sheet("pictures/pictures.yaml")["credit"] == "رسم: غرفة الأخبار"


def test_a_file_without_facts_is_named_in_the_refusal(tmp_path):
    (tmp_path / "lost.md").write_text("نص بلا حقائق", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"lost\.md"):
        read(tmp_path / "lost.md")


def test_the_markup_says_every_part_of_a_body():
    text = (
        "فقرة\nواحدة.\n\n## عنوان\n\n> قول.\n> — قائل\n\n>> بارز\n\n- أول\n- ثانٍ\n\n![key] تعليق\n\n@read-also: other"
    )
    assert [(block.kind, block.text, block.also, block.items) for block in blocks(text)] == [
        ("paragraph", "فقرة واحدة.", "", []),
        ("heading", "عنوان", "", []),
        ("quotation", "قول.", "قائل", []),
        ("pull_quote", "بارز", "", []),
        ("list", "", "", ["أول", "ثانٍ"]),
        ("picture", "تعليق", "key", []),
        ("read_also", "", "other", []),
    ]


def test_a_moment_that_is_none_is_refused():
    with pytest.raises(Unreadable, match="soon"):
        moment("soon", None)


def test_the_pictures_come_from_our_own_script():
    assert (settings.BASE_DIR / "seeds" / "draw_pictures.py").exists()
    from seeds.draw_pictures import DRAWINGS

    assert set(DRAWINGS) == set(PICTURES)
