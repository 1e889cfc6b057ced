"""Tables, fact boxes and galleries: what readers see of them, what counts, what keeps them from being published."""

import json

import pytest

from articles import baking, body, refusals
from articles.blocks import MOST_PICTURES, BodyBlock
from newsroom.images.models import Rendition
from tests import cast
from tests.look.page import Page

pytestmark = pytest.mark.django_db
TEXT = ("paragraph", "<p>نصّ.</p>")


def table(*rows: list[str], names_rows: bool = True, **parts):
    sheet = {
        "caption": "المقاعد",
        "columns": [{"type": "text", "heading": "الحزب"}, {"type": "number", "heading": "المقاعد"}],
        "rows": [{"values": row} for row in rows or (["الأخضر", "8"], ["الأزرق", "7"])],
    }
    made = BodyBlock().child_blocks["table"].child_blocks["table"].to_python(sheet | parts)
    return ("table", {"table": made, "names_rows": names_rows, "source": "لجنة الانتخابات"})


def fact_box(*facts: tuple[str, str]):
    rows = [{"label": label, "text": f"<p>{text}</p>"} for label, text in facts]
    return ("fact_box", {"title": "الميناء في سطور", "facts": rows})


def gallery(*pictures, caption: str = ""):
    return ("gallery", [{"picture": picture, "caption": caption} for picture in pictures])


def page(client, house, *parts, **fields) -> Page:
    return Page(client.get(cast.live_article(house.politics, body=[TEXT, *parts], **fields).url).content.decode())


# --- tables ----------------------------------------------------------------------------------------------------------


def test_a_table_names_its_columns_and_rows_and_stands_in_a_window_that_the_keyboard_reaches(house, client):
    shown = page(client, house, table())
    [window] = shown.select(".table__window")
    assert [window.get(name) for name in ("role", "tabindex", "aria-label")] == ["group", "0", "المقاعد"]
    assert shown.text("caption") == ["المقاعد"]
    assert [(head.get("scope"), "".join(head.itertext())) for head in shown.select("th")] == [
        ("col", "الحزب"), ("col", "المقاعد"), ("row", "الأخضر"), ("row", "الأزرق"),
    ]  # fmt: skip
    assert [(cell.get("dir"), cell.text) for cell in shown.select(".table__figure")[1:]] == [("ltr", "8"), ("ltr", "7")]
    assert shown.text("figcaption") == ["المصدر: لجنة الانتخابات"]
    assert shown.errors == []


def test_a_table_without_names_of_rows_and_with_an_empty_corner_has_no_empty_header(house, client):
    columns = [{"type": "text", "heading": ""}, {"type": "number", "heading": "المقاعد"}]
    shown = page(client, house, table(columns=columns, names_rows=False))
    assert shown.text("th") == ["المقاعد"]
    shown = page(client, house, table(["", "8"], caption=""), title="بلا عنوان")
    assert shown.text("th") == ["الحزب", "المقاعد"]
    assert shown.select(".table__window")[0].get("aria-label") == "جدول"


def test_a_table_that_nobody_filled_in_is_not_shown(house, client):
    assert page(client, house, table(columns=[], rows=[])).select("table") == []


def test_what_is_typed_into_a_table_is_cleaned_and_cannot_break_out(house, client):
    typed = {"caption": "المقا\u202eعد", "column-count": "1", "row-count": "1"}
    typed |= {"column-0-type": "text", "column-0-order": "0", "column-0-heading": "ا\u2066لحزب", "column-0-deleted": ""}
    typed |= {"row-0-order": "0", "row-0-deleted": "", "cell-0-0": "<script>\u202e"}
    form = {"body-count": "1", "body-0-type": "table", "body-0-order": "0", "body-0-id": "", "body-0-deleted": ""}
    form |= {f"body-0-value-table-{name}": value for name, value in typed.items()} | {"body-0-value-source": ""}
    value = BodyBlock().value_from_datadict(form, {}, "body")[0].value
    read = value["table"]
    assert (read.caption, read.columns[0]["heading"], read.row_data[0]["values"]) == ("المقاعد", "الحزب", ["<script>"])
    assert page(client, house, ("table", value)).text("td") == ["<script>"]


def test_a_table_in_english_runs_with_its_article(house, client):
    columns = [{"type": "text", "heading": "Party"}, {"type": "number", "heading": "Seats"}]
    shown = page(client, house, table(["Green", "8"], columns=columns, caption="Seats"), language="en", title="Seats")
    [article] = shown.select(".article")
    assert (article.get("lang"), article.get("dir")) == ("en", "ltr")
    assert [bdi.get("dir") for bdi in shown.select("table")[0].iter("bdi")] == ["ltr"] * 4


# --- fact boxes ------------------------------------------------------------------------------------------------------


def test_a_fact_box_stands_aside_and_says_what_it_is_about(house, client):
    shown = page(client, house, fact_box(("الطول", "800 متر"), ("", "Opened in <b>2026</b> by the city.")))
    [box] = shown.select(".fact-box")
    assert (box.tag, box.get("aria-label")) == ("aside", "الميناء في سطور")
    assert shown.text(".fact-box__fact") == ["الطول 800 متر", "Opened in 2026 by the city."]
    assert [next(text.iter("p")).get("dir") for text in shown.select(".fact-box__text")] == ["rtl", "ltr"]
    assert shown.errors == []


# --- galleries -------------------------------------------------------------------------------------------------------


def test_each_picture_of_a_gallery_has_its_words_and_opens_whole(house, client):
    shown = page(
        client, house, gallery(cast.picture(), cast.picture(caption="عند الفجر")), gallery(*[cast.picture()] * 2)
    )
    assert shown.text("figcaption")[:2] == ["الميناء مساءً الصورة: غرفة الأخبار", "عند الفجر الصورة: غرفة الأخبار"]
    assert [image.get("alt") for image in shown.select("img")] == ["ميناء عند الغروب"] * 4
    whole = [link.get("href") for link in shown.select(".gallery__whole")]
    assert [address.endswith(".width-1200.jpg") for address in whole] == [True] * 4
    assert shown.errors == []


def test_with_more_lead_pictures_the_lead_opens_a_gallery(house, client):
    more = [("picture", {"picture": cast.picture(), "caption": f"صورة {number}"}) for number in (2, 3)]
    shown = page(client, house, lead=cast.picture(), lead_gallery=more)
    lead, others = shown.select(".figure--lead")[0], shown.select(".gallery--lead")[0]
    assert shown.place(lead) < shown.place(others) < shown.place(shown.select(".article-body")[0])
    assert [text.split(" الصورة")[0] for text in shown.text("figcaption")] == ["الميناء مساءً", "صورة 2", "صورة 3"]


def test_no_reader_waits_for_a_picture_of_a_gallery_or_in_front_of_a_video(house, client, settings):
    settings.PAGE_CACHE_SECONDS = 0
    poster = ("embed", {"link": "https://youtu.be/Q3YYwIsMHzw", "title": "فيديو", "poster": cast.picture()})
    more = [("picture", {"picture": cast.picture(), "caption": ""})]
    parts = [TEXT, gallery(cast.picture(), cast.picture()), poster]
    article = cast.live_article(house.politics, lead=cast.picture(), lead_gallery=more, body=parts)
    made = Rendition.objects.count()
    assert client.get(article.url).status_code == 200
    assert Rendition.objects.count() == made


def test_a_changed_picture_changes_the_galleries_that_show_it(house, client):
    shown, also = cast.picture(), cast.picture()
    more = [("picture", {"picture": also, "caption": ""})]
    article = cast.live_article(
        house.politics, lead=cast.picture(), lead_gallery=more, body=[TEXT, gallery(shown, shown)]
    )
    for picture, said in ((shown, "ميناء عند الفجر"), (also, "رصيف خالٍ")):
        picture.description = said
        picture.save()
        assert f'alt="{said}"' in client.get(article.url).content.decode()


@pytest.mark.parametrize("field", ["body", "lead_gallery"])
def test_a_gallery_is_asked_for_alt_text_and_credit_as_every_picture_is(house, field):
    bare = cast.picture(description="", credit="")
    fields = {"body": [TEXT, gallery(cast.picture(), bare)]}
    if field == "lead_gallery":
        fields = {"lead": cast.picture(), field: [("picture", {"picture": bare, "caption": ""})]}
    found = refusals.refusals(cast.draft(house.politics, **fields))
    assert found == {field: ["لا نصّ بديلًا للصورة «\u2068ميناء\u2069».", "لا مصدر للصورة «\u2068ميناء\u2069»."]}


def test_a_picture_of_a_gallery_that_was_deleted_is_told(house):
    gone = cast.picture()
    draft = cast.draft(house.politics, body=[TEXT, gallery(cast.picture(), gone)])
    gone.delete()
    [(field, [reason])] = refusals.refusals(draft, draft.latest_revision).items()
    assert (field, reason) == ("body", "حُذفت صورة من النص: اختر غيرها أو أزل موضعها.")


def test_a_gallery_of_one_is_none_and_one_without_a_lead_has_no_beginning(house):
    draft = cast.draft(house.politics, body=[TEXT, gallery(cast.picture())])
    assert refusals.refusals(draft) == {"body": ["في النص معرض فيه أقل من صورتين."]}
    draft = cast.draft(house.politics, lead_gallery=[("picture", {"picture": cast.picture(), "caption": ""})])
    assert refusals.refusals(draft) == {"lead": ["يبدأ المعرض بالصورة الرئيسة: اختر صورة لها."]}


def test_a_gallery_has_twenty_pictures_at_most_in_the_text_and_with_the_lead():
    blocks = BodyBlock().child_blocks
    assert (blocks["gallery"].meta.min_num, blocks["gallery"].meta.max_num, MOST_PICTURES) == (2, 20, 20)


# --- what counts -----------------------------------------------------------------------------------------------------


def test_tables_and_fact_boxes_count_and_captions_and_titles_of_videos_do_not(house):
    parts = [
        ("paragraph", "<p>واحدة</p>"),
        table(
            ["اثنتان", "3"],
            caption="أربع",
            columns=[{"type": "text", "heading": "خمس"}, {"type": "number", "heading": ""}],
        ),
        ("fact_box", {"title": "ستّ", "facts": [{"label": "سبع", "text": "<p>ثمانٍ</p>"}]}),
        gallery(cast.picture(), cast.picture(), caption="لا تُعدّ"),
        ("embed", {"link": "https://youtu.be/Q3YYwIsMHzw", "title": "لا يُعدّ", "poster": None}),
    ]
    draft = cast.draft(house.politics, body=parts)
    assert body.plain(draft).split() == ["واحدة", "أربع", "خمس", "اثنتان", "3", "ستّ", "سبع", "ثمانٍ"]
    assert baking.measure(draft)["words"] == 8


def test_each_part_comes_back_out_of_a_version_as_it_was(house):
    parts = [TEXT, table(), fact_box(("الطول", "800 متر")), gallery(cast.picture(), cast.picture())]
    draft = cast.draft(house.politics, body=parts)
    again = draft.latest_revision.as_object()
    assert json.dumps(again.body.get_prep_value()) == json.dumps(draft.body.get_prep_value())
