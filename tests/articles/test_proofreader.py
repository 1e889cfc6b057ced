"""The panel's proofreader: who may ask it, what it answers, and how it takes what nobody should send."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.articles.editor import add_url


@pytest.fixture
def writer(client, people):
    client.force_login(people.writer)
    return client


def ask(client, *texts, **more):
    texts = [{"text": text, "protected": []} if isinstance(text, str) else text for text in texts]
    return client.post(reverse("articles_proofread"), json.dumps({"texts": texts}), "application/json", **more)


def test_each_text_is_answered_in_its_place_with_the_names_of_the_rules(writer):
    answer = ask(writer, "قال, ثم سكت", "نص سليم", "عاجل..")

    assert answer.status_code == 200
    assert answer.json() == {
        "texts": [
            [{"rules": ["فاصلة لاتينية"], "parts": [[3, 4, "،"]]}],
            [],
            [{"rules": ["نقاط بدل علامة الحذف"], "parts": [[4, 6, "…"]]}],
        ]
    }


def test_the_two_marks_of_a_quotation_are_one_change(writer):
    (changes,) = ask(writer, 'قال "نعم" , ثم').json()["texts"]

    assert [change["parts"] for change in changes] == [[[4, 5, "«"], [8, 9, "»"]], [[9, 11, "،"]]]
    assert changes[1]["rules"] == ["فاصلة لاتينية", "مسافة قبل العلامة"]


def test_offsets_count_as_browsers_count(writer):
    text = "🎉 قال, 👨‍👩‍👧 ثم سكت.."
    (changes,) = ask(writer, text).json()["texts"]
    units = text.encode("utf-16-le")

    for change in changes:
        ((start, end, _proposed),) = change["parts"]
        assert units[2 * start : 2 * end].decode("utf-16-le") in {",", ".."}
    assert len(changes) == 2


def test_links_stay_as_they_are_also_behind_an_emoji(writer):
    text = "🎉 قال, ثم قال, ثم"
    at = len(text[: text.index(",")].encode("utf-16-le")) // 2

    (changes,) = ask(writer, {"text": text, "protected": [[at - 2, at + 1]]}).json()["texts"]

    assert [change["parts"][0][0] for change in changes] == [at + 8]


def test_spans_that_fit_no_text_protect_nothing_and_break_nothing(writer):
    spans = [[50, 99], [-5, 2], [3, 1], [0, 0], [-9, -3]]

    assert ask(writer, {"text": "عاجل..", "protected": spans}).json()["texts"][0][0]["parts"] == [[4, 6, "…"]]


def test_half_a_surrogate_pair_is_read_like_any_character(writer):
    assert ask(writer, "\ud83c قال,").json()["texts"][0][0]["parts"] == [[5, 6, "،"]]


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "7", "null", "{", '{"texts": 7}', '{"texts": {"text": "x"}}', '{"texts": [7]}', '{"texts": [{}]}',
        '{"texts": [{"text": 7}]}', '{"texts": [{"text": "x", "protected": 7}]}', '{"texts": "x"}',
        '{"texts": [{"text": "x", "protected": [[1]]}]}', '{"texts": [{"text": "x", "protected": [["a", 2]]}]}',
        '{"texts": [{"text": "x", "protected": [[true, 2]]}]}', '{"texts": [{"text": "x", "protected": [[1, 2.5]]}]}',
        "[" * 20_000, json.dumps({"texts": [{"text": ""}] * 2_001}), b"\xff\xfe",
    ],
    ids=range(19),
)  # fmt: skip
def test_what_the_button_never_sends_is_answered_with_a_sentence(writer, body):
    answer = writer.post(reverse("articles_proofread"), body, "application/json")

    assert answer.status_code == 400
    assert answer.json() == {"error": "تعذّرت قراءة النص."}


def test_more_than_any_article_is_refused(writer):
    answer = ask(writer, "قال, " * 60_000)

    assert answer.status_code == 413
    assert answer.json() == {"error": "النص أطول من أن يُنقّح دفعة واحدة."}


def test_only_who_works_in_the_panel_may_ask(client, people):
    assert ask(client, "عاجل..").status_code == 302
    client.force_login(people.stranger)
    assert "texts" not in ask(client, "عاجل..").content.decode()


def test_a_page_of_another_site_cannot_ask_in_somebodys_name(people):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people.writer)

    assert ask(strict, "عاجل..").status_code == 403


def test_it_answers_no_other_method(writer):
    assert writer.get(reverse("articles_proofread")).status_code == 405


def test_the_button_stands_hidden_over_the_headline_until_a_script_shows_it(writer, house):
    page = writer.get(add_url(house.politics)).content.decode()

    assert page.index("data-proofreader-ask") < page.index('id="id_kicker"') < page.index('id="id_title"')
    assert f'data-url="{reverse("articles_proofread")}"' in page
    assert 'src="/static/panel/proofreader.js"' in page
