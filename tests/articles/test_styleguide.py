"""The page of specimens: whole for who works here, and for nobody else."""

import pytest

from articles.blocks import BodyBlock
from articles.styleguide import views
from tests import cast

pytestmark = pytest.mark.django_db


def test_a_colleague_sees_every_kind_of_block(house, desk):
    cast.picture()
    cast.live_article(house.politics)
    content = desk("writer").get("/styleguide/").content.decode()
    shown = {block["type"] for block in views._body(list(views.Picture.objects.all()))}
    assert shown == set(BodyBlock().child_blocks)
    for part in ("quotation", "pull-quote", "gallery", "table__sheet", "fact-box", "embed", "read-also", "dateline"):
        assert part in content, part


def test_a_colleague_sees_the_six_plurals_the_four_months_styles_and_mixed_lines(house, desk):
    content = desk("moderator").get("/styleguide/").content.decode()
    for words in (
        "لا تعليقات",
        "تعليقان",
        "3 تعليقات",
        "11 تعليقًا",
        "100 تعليق",
        "كانون الثاني",
        "يوليوز",
        "جانفي",
        "٩",
    ):
        assert words in content, words
    assert 'فاز الأهلي <bdi class="unbroken" dir="ltr">3-1</bdi>' in content
    assert "﴿ٱقۡرَأۡ بِٱسۡمِ رَبِّكَ ٱلَّذِي خَلَقَ﴾" in content


@pytest.mark.parametrize("who", ["stranger", None])
def test_for_everybody_else_it_does_not_exist(house, people, client, who):
    if who:
        client.force_login(getattr(people, who))
    assert client.get("/styleguide/").status_code == 404


def test_no_section_takes_its_address():
    from articles.addresses import RESERVED

    assert "styleguide" in RESERVED
