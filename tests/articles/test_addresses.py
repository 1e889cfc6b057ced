"""An article has one address, and every other one leads to it."""

from urllib.parse import quote

import pytest

from articles import workflow
from tests import cast

pytestmark = pytest.mark.django_db


def test_an_article_answers_at_section_id_and_slug(article, client):
    assert article.url == quote(f"/politics/{article.pk}/البلدية-تفتح-الميناء-القديم-للزوار/")
    assert client.get(article.url).status_code == 200


@pytest.mark.parametrize("path", ["/politics/{pk}/", "/sport/{pk}/x/", "/politics/{pk}/عنوان-قديم/", "/a/{pk}/"])
def test_every_other_address_leads_to_it(article, client, path):
    response = client.get(path.format(pk=article.pk) + "?utm_source=x")
    assert (response.status_code, response["Location"]) == (301, article.url + "?utm_source=x")


def test_the_place_in_the_page_tree_leads_to_it(article, client):
    response = client.get(f"/politics/{quote(article.slug)}/")
    assert (response.status_code, response["Location"]) == (301, article.url)


def test_a_draft_does_not_exist_for_readers(house, client):
    draft = cast.draft(house.politics)
    assert client.get(draft.url).status_code == 404
    assert client.get(f"/a/{draft.pk}/").status_code == 404


def test_a_withdrawn_article_is_gone_and_comes_back_at_the_same_address(article, client):
    address, published = article.url, article.first_published_at
    workflow.withdraw(article, by=None)
    gone = client.get(address)
    assert (gone.status_code, client.get(f"/a/{article.pk}/").status_code) == (410, 410)
    workflow.republish(article, by=None)
    article.refresh_from_db()
    assert (client.get(address).status_code, article.url, article.first_published_at) == (200, address, published)


@pytest.mark.parametrize("number", ["2147483648", "9" * 19, "9" * 30, "9" * 5000])
@pytest.mark.parametrize(
    "path", ["/politics/{}/", "/politics/{}/x/", "/a/{}/", "/comments/{}/", "/comments/1/reply/{}/"]
)
def test_a_number_that_no_column_holds_is_nobodys_address(house, client, path, number):
    assert client.get(path.format(number)).status_code == 404


@pytest.mark.parametrize("number", ["9" * 19, "9" * 30, "abc", "%00", "1.5", ""])
@pytest.mark.parametrize(
    "path", ["bin/{}/", "bulk/wagtailcore/page/delete/?id={}", "bulk/wagtailcore/page/move/?id={}"]
)
def test_a_number_that_no_column_holds_is_nobodys_in_the_panel_either(client, people, path, number):
    client.force_login(people.chief)
    assert client.get(f"/admin/{path.format(number)}").status_code == 404


@pytest.mark.parametrize("numbers", ["id=" + "9" * 19, "id=abc", "id=1", ""])
def test_the_chooser_names_nothing_for_a_number_of_no_page(client, people, numbers):
    client.force_login(people.chief)
    answer = client.get(f"/admin/choose-page/chosen-multiple/?{numbers}")
    assert (answer.status_code, answer.json()["result"]) == (200, [])


@pytest.mark.parametrize("path", ["/team/%00/", "/author/a%00b/", "/%00/", "/politics/%00/", "/politics/?before=%00"])
def test_a_sign_that_no_text_holds_is_in_nobodys_address(house, client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/sport/{pk}/x/", "/a/{pk}/", "/politics/{slug}/"])
def test_no_browser_keeps_the_way_to_an_address_that_may_change_back(article, client, path):
    response = client.get(path.format(pk=article.pk, slug=quote(article.slug)))
    assert (response.status_code, response["Cache-Control"]) == (301, "no-cache")
