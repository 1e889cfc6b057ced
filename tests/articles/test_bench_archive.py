"""The archive that is made for measuring is one that every page of the paper can be asked of."""

import pytest

from newsroom.benchmarks import archive

pytestmark = pytest.mark.django_db


def test_every_page_of_a_made_archive_answers_and_shows_its_articles(house, article, client):
    pages = archive.make(520)
    shown = {name: client.get(path) for name, path in pages.items()}
    assert {name: answer.status_code for name, answer in shown.items()} == dict.fromkeys(pages, 200)
    without = [name for name, answer in shown.items() if "مادة" not in answer.content.decode()]
    assert without == ["archive, a year"]  # which shows its months
    assert article.title not in shown["front page"].content.decode()
    counts = {name: answer.context["results"].count for name, answer in shown.items() if name.startswith("search")}
    assert counts["search: a rare word"] == 1
    assert counts["search: a word of every article"] == counts["search: the same, newest first"] == 500
