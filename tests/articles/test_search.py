"""The search of the public site: what is live is found however it is typed, and nothing typed is an error."""

import gzip
import html
from datetime import timedelta

import brotli
import pytest
import regex
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import workflow
from articles.models import ArticlePage, Byline, Publication, SearchEntry
from articles.search import on_postgresql, results
from articles.search.highlights import excerpt, marked
from articles.search.query import Query, parse
from newsroom.rtl.figures import in_html
from newsroom.rtl.terms import stem, terms
from newsroom.teams.models import Person
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour(house):
    """A live article about the old harbour."""
    return cast.live_article(house.politics)


def search(client, **asked):
    response = client.get("/search/", asked)
    assert response.status_code == 200
    return response


def titles(response) -> list[str]:
    return [hit.article.title for hit in response.context["results"].hits]


def paragraph(text: str) -> list:
    return [("paragraph", f"<p>{text}</p>")]


def dated(article: ArticlePage, days: int) -> None:
    Publication.objects.filter(pk=article.pk).update(listed_at=timezone.now() - timedelta(days=days))


@pytest.mark.parametrize(
    "typed",
    [
        "الميناء",
        "المينا",
        "ميناء",
        "والميناء",
        "الْمِينَاء",
        "المـــيناء",
        "بلديه",
        "البلدية ميناء",
        "فريق التحرير",
        "طرابلس",
        "ترميم",
        "يوم لا يوجد في أي مادة، والميناء",
        "«الميناء القديم»",
        '"الميناء القديم"',
        "“إن الميناء القديم” بلدية",
        "ما «قالت البلدية» ترميم",
    ],
)
def test_an_article_is_found_by_its_words_however_they_are_typed(client, harbour, typed):
    assert titles(search(client, q=typed)) == [harbour.title]


@pytest.mark.parametrize("typed", ["مطار", "«القديم الميناء»", "«للزوار ثلاثة»", "قديم «غير موجود»"])
def test_what_an_article_does_not_say_does_not_find_it(client, harbour, typed):
    response = search(client, q=typed)
    assert titles(response) == []
    assert typed.replace('"', "&quot;") in response.content.decode()
    assert "جرّب كلمات أقلّ" in response.content.decode()


def test_a_phrase_does_not_run_on_from_the_headline_into_the_text(client, house):
    cast.live_article(house.politics, title="قمة الرياض", standfirst="غدا تبدأ")
    assert titles(search(client, q="«الرياض غدا»")) == []
    assert titles(search(client, q="«قمة الرياض»")) == ["قمة الرياض"]


def test_a_word_of_the_headline_counts_more_than_one_of_the_text(client, house):
    cast.live_article(house.politics, title="أخبار البلدية", body=paragraph("زار الوفد المطار ثم عاد."))
    cast.live_article(house.politics, title="المطار يفتح", body=paragraph("قالت البلدية إن الزوار عادوا."))
    assert titles(search(client, q="المطار"))[0] == "المطار يفتح"


def test_a_rare_word_counts_more_than_one_that_every_article_has(client, house):
    for number in range(8):
        cast.live_article(house.politics, title=f"خبر {number}", body=paragraph("قالت البلدية كلمة في يوم عادي."))
    cast.live_article(house.politics, title="خبر نادر", body=paragraph("وصل الفلامنغو إلى السبخة."))
    if connection.vendor == "postgresql":
        on_postgresql.count_anew()
    assert titles(search(client, q="البلدية فلامنغو"))[0] == "خبر نادر"


def test_only_what_is_live_is_found(client, house, harbour):
    cast.draft(house.politics, title="مسودة عن الميناء")
    assert titles(search(client, q="ميناء")) == [harbour.title]
    workflow.withdraw(harbour, by=None)
    assert titles(search(client, q="ميناء")) == []
    assert not SearchEntry.objects.exists()
    workflow.publish(harbour, harbour.latest_revision, by=None)
    assert titles(search(client, q="ميناء")) == [harbour.title]


def test_a_new_version_is_found_by_its_new_words_only(client, harbour):
    harbour.title = "المطار الجديد"
    harbour.body = paragraph("طائرات.")
    harbour.standfirst = ""
    workflow.publish(harbour, harbour.save_revision(), by=None)
    assert titles(search(client, q="ميناء")) == []
    assert titles(search(client, q="مطار")) == ["المطار الجديد"]


def test_a_draft_of_a_live_article_is_not_found(client, harbour):
    harbour.title = "سرّ لم يُنشر"
    harbour.save_revision()
    assert titles(search(client, q="سر لم ينشر")) == []


def test_a_deleted_article_leaves_the_index_whole(client, house, harbour):
    other = cast.live_article(house.politics, title="مطار")
    harbour.delete()
    assert titles(search(client, q="ميناء مطار")) == [other.title]


def test_the_search_is_narrowed_by_section_author_and_days(client, house, harbour):
    person = Person.objects.create(name="سلمى", slug="salma")
    draft = cast.draft(house.sport, title="الميناء والرياضة")
    draft.byline = [Byline(person=person)]
    workflow.publish(draft, draft.save_revision(), by=None)
    dated(harbour, days=10)
    day = timezone.localdate(timezone.now() - timedelta(days=10)).isoformat()
    before = timezone.localdate(timezone.now() - timedelta(days=11)).isoformat()
    assert titles(search(client, q="ميناء", section="sport")) == [draft.title]
    assert titles(search(client, q="ميناء", author=f"person-{person.pk}")) == [draft.title]
    assert titles(search(client, q="ميناء", author=f"team-{house.team.pk}")) == [harbour.title]
    assert titles(search(client, q="ميناء", since=day, until=day)) == [harbour.title]
    assert titles(search(client, q="ميناء", until=before)) == []
    assert titles(search(client, section="politics")) == [harbour.title]


def test_the_newest_come_first_where_that_is_asked_for(client, house):
    old = cast.live_article(house.politics, title="ميناء ميناء ميناء")
    dated(old, days=5)
    new = cast.live_article(house.politics, title="خبر", body=paragraph("كلام طويل عن أشياء كثيرة وفيه ميناء."))
    assert titles(search(client, q="ميناء", sort="newest")) == [new.title, old.title]
    assert titles(search(client, q="ميناء", sort="relevance")) == [old.title, new.title]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("since", "غدا", "اكتب اليوم هكذا: \u20662026-11-23\u2069."),
        ("since", "2026-13-45", "اكتب اليوم هكذا: \u20662026-11-23\u2069."),
        ("since", "0001-01-01", "اكتب اليوم هكذا: \u20662026-11-23\u2069."),
        ("until", "9999-12-31", "اكتب اليوم هكذا: \u20662026-11-23\u2069."),
        ("section", "nowhere", "اختر من القائمة."),
        ("author", "person-x", "اختر من القائمة."),
        ("sort", "price", "اختر من القائمة."),
        ("q", "ميناء " * 60, "هذا أطول من أن يُبحث عنه كله"),
    ],
)
def test_what_cannot_be_read_is_told_beside_it_and_kept(client, harbour, field, typed, said):
    response = search(client, **({"q": "ميناء"} | {field: typed}))
    assert said in response.content.decode()
    assert response.context["form"][field].value() == typed.strip()
    assert titles(response) == [harbour.title]


def test_days_in_the_wrong_order_are_told(client, harbour):
    response = search(client, q="ميناء", since="٢٠٢٦-١١-٢٣", until="2026-11-01")
    assert "هذا اليوم يسبق اليوم الأول." in response.content.decode()


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(codec="utf-8"), max_size=120) | st.text("«»\"“”‹›*-+():^~\\%_' ابorand", max_size=60))
def test_nothing_that_is_typed_is_an_error(client, harbour, typed):
    assert client.get("/search/", {"q": typed}).status_code == 200


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%ED%A0%80", "q=%FF", "q=a&q=b", "q[]=a", "page=1&q=", "q=NEAR(a,b)", "q=a%22b"]
)
def test_no_crafted_address_is_an_error(client, harbour, query):
    assert client.get(f"/search/?{query}").status_code == 200


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "٢", "9999", "1e3"])
def test_a_page_that_is_none_does_not_exist(client, harbour, page):
    assert client.get("/search/", {"q": "ميناء", "page": page}).status_code == 404


def test_an_empty_search_says_what_to_do(client, house):
    assert "اكتب كلمة أو أكثر" in search(client).content.decode()
    assert "ليس فيما كتبته حرف ولا رقم" in search(client, q="!؟…").content.decode()


def test_nothing_found_leads_on(client, harbour):
    response = search(client, q="«ميناء سري»", section="politics")
    content = response.content.decode()
    assert (
        response.context["looser_url"]
        == "/search/?q=%D9%85%D9%8A%D9%86%D8%A7%D8%A1+%D8%B3%D8%B1%D9%8A&section=politics"
    )
    assert "ابحث في كل الأقسام" in content
    assert "ابحث عن الكلمات متفرّقةً" in content
    assert 'href="/politics/"' in content
    assert titles(client.get(response.context["looser_url"])) == [harbour.title]


def test_results_turn_page_by_page_without_a_gap(client, house):
    made = {cast.live_article(house.politics, title=f"ميناء {number}").title for number in range(23)}
    first = search(client, q="ميناء")
    second = client.get(first.context["results"].later_url)
    found = titles(first) + titles(second)
    assert (len(titles(first)), len(found), set(found)) == (results.ON_A_PAGE, 23, made)
    assert second.context["results"].earlier_url == "/search/?q=%D9%85%D9%8A%D9%86%D8%A7%D8%A1"
    assert "23 نتيجة" in first.content.decode()


def test_of_more_than_can_be_turned_to_the_reader_is_told(client, house, monkeypatch):
    for number in range(3):
        cast.live_article(house.politics, title=f"ميناء {number}")
    monkeypatch.setattr(results, "MOST", 2)
    content = search(client, q="ميناء").content.decode()
    assert "أكثر من 2 نتيجة" in content
    assert "اختر قسمًا أو كاتبًا" in content


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_search_asks_the_same_few_queries_whatever_it_finds(client, house, django_assert_num_queries, count):
    for number in range(count):
        cast.live_article(house.politics, title=f"ميناء {number}")
    search(client, q="ميناء")
    with django_assert_num_queries(7):
        search(client, q="ميناء")


def test_a_search_is_neither_kept_nor_indexed(client, harbour):
    response = search(client, q="ميناء")
    assert "no-store" in response["Cache-Control"] or "no-cache" in response["Cache-Control"]
    assert (response["X-Robots-Tag"], "Surrogate-Key" in response) == ("noindex", False)


@pytest.mark.parametrize(("accepted", "unpack"), [("br, gzip", brotli.decompress), ("gzip", gzip.decompress)])
def test_results_are_sent_compressed_although_they_are_kept_for_nobody(client, harbour, accepted, unpack):
    plain = client.get("/search/", {"q": "الميناء"})
    sent = client.get("/search/", {"q": "الميناء"}, headers={"accept-encoding": accepted})
    assert sent["Content-Encoding"] == accepted.split(",")[0]
    assert unpack(sent.content) == plain.content
    assert len(sent.content) * 2 < len(plain.content) == int(plain["Content-Length"])
    assert "accept-encoding" in plain["Vary"].lower()
    assert not plain.has_header("Content-Encoding")


def test_what_was_found_is_marked_in_the_text_as_it_was_written(client, harbour):
    content = search(client, q="ميناء").content.decode()
    assert "البلدية تفتح <mark>الميناء</mark> القديم للزوّار" in content
    assert "قالت البلدية إن <mark>الميناء</mark> القديم" in content


def test_a_word_of_the_kicker_is_marked_too(client, house):
    cast.live_article(house.politics, title="عنوان", kicker="الميناء & 3-1")
    content = search(client, q="ميناء").content.decode()
    assert '<bdi><mark>الميناء</mark> &amp; <bdi class="unbroken" dir="ltr">3-1</bdi></bdi>: ' in content


def test_who_was_found_by_a_topic_or_a_name_alone_shows_which(client, house, django_assert_num_queries):
    signed = Person.objects.create(name="سلمى الميناوي", slug="salma")
    for topics, by in ((["صيد", "الموانئ & البحر"], []), ([], [Byline(person=signed)])):
        draft = cast.draft(house.politics, title="عنوان", body=paragraph("نص"))
        draft.tags.set(topics)
        if by:
            draft.byline = by
        workflow.publish(draft, draft.save_revision(clean=False), by=None)

    def besides(typed: str) -> list[str]:
        return [hit.besides for hit in search(client, q=typed).context["results"].hits]

    assert besides("موانئ") == ["<mark>الموانئ</mark> &amp; البحر"]
    assert besides("الميناوي") == ["سلمى <mark>الميناوي</mark>"]
    assert besides("عنوان") == ["", ""]
    with django_assert_num_queries(8):
        search(client, q="موانئ")


def test_marks_stand_round_the_whole_word_as_it_was_written():
    assert marked("زار الْمِينـاء، اليوم", {stem("المينا")}) == "زار <mark>الْمِينـاء</mark>، اليوم"


def test_a_score_is_marked_as_one_so_that_it_still_runs_from_left_to_right():
    shown = in_html(marked("فاز 3-1 أمس", {"3"}))
    assert shown == 'فاز <mark><bdi class="unbroken" dir="ltr">3-1</bdi></mark> أمس'


def test_what_was_typed_into_an_article_is_escaped_in_the_excerpt():
    assert excerpt("<b>ميناء & مطار", {stem("مطار")}) == "&lt;b&gt;ميناء &amp; <mark>مطار</mark>"


def test_an_excerpt_shows_where_most_of_the_words_stand():
    text = " ".join(["ميناء", *["كلام"] * 100, "ميناء", "قديم", *["كلام"] * 100])
    found = excerpt(text, set(terms("ميناء قديم")))
    assert found.startswith("… كلام")
    assert found.endswith("كلام …")
    assert "<mark>ميناء</mark> <mark>قديم</mark>" in found


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.text(max_size=20))
def test_an_excerpt_loses_nothing_but_marks(text, typed):
    stems = set(terms(typed)) | set(terms(text)[:2])
    shown = marked(text, stems).replace("<mark>", "").replace("</mark>", "")
    assert shown == marked(text, set())


@given(st.text("ابتهويءأآةىﷺلاﻻ ،.ـ٣3a\u064b\u0651\u0670\u06d6\u06e5\u200c\u200d", max_size=60))
def test_a_mark_never_parts_a_letter_from_its_signs(text):
    shown = marked(text, set(terms(text)))
    pieces = [html.unescape(piece) for piece in regex.split("</?mark>", shown)]
    assert "".join(pieces) == text
    assert [sign for piece in pieces for sign in regex.findall(r"\X", piece)] == regex.findall(r"\X", text)


def test_a_query_is_words_and_phrases():
    assert parse('ميناء «قديم جدا» و"مطار"') == Query(tuple(terms("ميناء")), (("قديم", "جدا"), ("مطار",)))
    assert parse("ما هو").phrases == (("ما", "هو"),)
    assert parse("«ميناء").terms == tuple(terms("ميناء"))
    assert not parse('«» "" !')
