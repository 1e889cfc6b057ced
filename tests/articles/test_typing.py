"""What is typed into the editor: half a by-line, hidden signs, text that no database takes."""

import json

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import ArticlePage
from newsroom.teams.models import Person
from tests import cast
from tests.articles.editor import add_url, edit_url, loaded, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client, people):
    client.force_login(people.writer)
    return client


def rows(*signatures: dict, initial: int = 0) -> dict:
    """Return the by-line as the editor sends it."""
    sent = {"byline-TOTAL_FORMS": str(len(signatures)), "byline-INITIAL_FORMS": str(initial)}
    for n, row in enumerate(signatures):
        for name, value in ({"id": "", "person": "", "team": "", "ORDER": str(n + 1)} | row).items():
            sent[f"byline-{n}-{name}"] = str(value)
    return sent


def paragraph(text: str) -> dict:
    """Return the body as the editor of paragraphs sends it, with what its JSON can carry."""
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return {"body-0-value": json.dumps({"blocks": [block | {"data": {}}], "entityMap": {}})}


def only_article() -> ArticlePage:
    return ArticlePage.objects.get().get_latest_revision_as_object()


def signed() -> list:
    return [row.person or row.team for row in only_article().byline.all()]


@pytest.mark.parametrize("as_what", [{}, {"HTTP_ACCEPT": "application/json"}])
def test_an_empty_row_of_the_byline_keeps_no_draft_from_being_saved(house, writer, as_what):
    sent = typed() | rows({}, {"team": house.team.pk}, {})
    assert writer.post(add_url(house.politics), sent, **as_what).status_code == (200 if as_what else 302)
    assert signed() == [house.team]


def test_a_row_that_names_two_is_told_when_somebody_saves(house, writer):
    person = Person.objects.create(name="سلمى")
    answer = writer.post(add_url(house.politics), typed() | rows({"team": house.team.pk, "person": person.pk}))
    assert answer.context["form"].formsets["byline"].errors == [{"__all__": ["اختر شخصًا أو فريقًا، أحدهما لا كليهما."]}]
    assert not ArticlePage.objects.exists()


def test_autosave_keeps_the_text_while_a_row_is_half_done_and_takes_the_row_once_it_is_whole(house, writer):
    person = Person.objects.create(name="سلمى")
    by_itself = {"HTTP_ACCEPT": "application/json"}
    both = rows({"team": house.team.pk, "person": person.pk})
    answer = writer.post(add_url(house.politics), typed(title="أول") | both, **by_itself)
    assert answer.json()["success"] is True
    draft = only_article()
    assert (draft.title, signed()) == ("أول", [])
    whole = rows({"person": person.pk}, initial=1)
    answer = writer.post(edit_url(draft), typed(title="ثانٍ") | loaded(draft) | whole, **by_itself)
    assert answer.json()["success"] is True
    assert (only_article().title, signed()) == ("ثانٍ", [person])


def test_a_signature_that_was_cleared_is_taken_out(house, people, writer):
    draft = cast.draft(house.politics, owner=people.writer)
    kept = draft.byline.get()
    writer.post(edit_url(draft), typed(title="بلا توقيع") | loaded(draft) | rows({"id": kept.pk}, initial=1))
    assert (only_article().title, signed()) == ("بلا توقيع", [])


def test_the_body_holds_no_direction_override_and_nothing_that_cannot_be_stored(house, writer):
    sent = typed(team=house.team.pk) | paragraph("قبل\u202e وسط\ud800 بعد\u0000")
    writer.post(add_url(house.politics), sent)
    article = only_article()
    assert article.body[0].value.source == '<p data-block-key="a">قبل وسط بعد</p>'
    workflow.publish(article, article.latest_revision, by=None)
    assert "قبل وسط بعد" in ArticlePage.objects.get().publication.body_html


@pytest.mark.parametrize(
    ("block", "kept"),
    [
        ({"body-0-type": "heading", "body-0-value": "\u202eعنوان\u0000"}, "عنوان"),
        ({"body-0-type": "pull_quote", "body-0-value": "سطر\u2066\nسطر"}, "سطر\nسطر"),
        (
            {"body-0-type": "quotation", "body-0-value-text": "قال\u202e كلامًا", "body-0-value-source": "هدى\u202e"},
            {"text": "قال كلامًا", "source": "هدى"},
        ),
    ],
)
def test_every_part_of_the_body_is_cleaned(house, writer, block, kept):
    writer.post(add_url(house.politics), typed(team=house.team.pk) | block)
    assert only_article().body[0].value == kept


def test_topics_are_cleaned_and_what_cannot_be_seen_is_none(house, writer):
    writer.post(add_url(house.politics), typed(tags="\u202eميناء, \u0640\u0640, بحر"))
    assert sorted(only_article().tags.names()) == ["بحر", "ميناء"]


@pytest.mark.parametrize("title", ["\u0640\u0640\u0640", "\u202e\u200f", " \u200b "])
def test_a_headline_in_which_nothing_can_be_seen_is_missing(house, writer, title):
    answer = writer.post(add_url(house.politics), typed(title=title))
    assert answer.context["form"].errors["title"] == ["هذا الحقل مطلوب."]


def test_a_section_whose_address_is_taken_is_told_so_in_good_arabic(house, people, client):
    client.force_login(people.chief)
    add = reverse("wagtailadmin_pages:add", args=("articles", "sectionpage", house.home.pk))
    sent = {
        "title": "رياضة",
        "slug": "sport",
        "introduction": "",
        "colour": "ink",
        "search_description": "",
        "team": "",
    }
    answer = client.post(add, sent | {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0})
    assert answer.context["form"].errors == {"slug": ["العنوان «sport» مستعمل لصفحة أخرى في الموضع نفسه."]}
