"""The search boxes of the panel take any text."""

import pytest
from django.urls import reverse

from articles.models import ArticlePage
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ['"', 'الميناء "القديم', "'", "%", "\\", "*", "(", "NEAR", "-", "\0", "ميناء:"])
@pytest.mark.parametrize("box", ["wagtailadmin_choose_page_search", "wagtailimages:index", "wagtailadmin_pages:search"])
def test_a_search_box_takes_any_text(house, people, client, box, typed):
    client.force_login(people.chief)
    assert client.get(reverse(box), {"q": typed}).status_code == 200


def test_a_quotation_mark_left_open_is_no_part_of_the_words(house):
    draft = cast.draft(house.politics)
    assert [page.pk for page in ArticlePage.objects.autocomplete('"الميناء "القد')] == [draft.pk]
