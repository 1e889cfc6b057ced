"""What the editor sends becomes a body that can be shown."""

import json

from articles.blocks import BodyBlock


def typed(url_id: str):
    """Return the body that the editor's form makes of a paragraph with one link to the page ``url_id``."""
    block = {"key": "a", "text": "الميناء", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "data": {}}
    block["entityRanges"] = [{"offset": 0, "length": 7, "key": 0}]
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"id": url_id, "linkType": "page", "url": "/"}}
    form = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "paragraph",
        "body-0-id": "",
        "body-0-value": json.dumps({"blocks": [block], "entityMap": {"0": link}}),
    }
    return BodyBlock().value_from_datadict(form, {}, "body")


def test_a_page_link_made_by_hand_leads_nowhere_and_hurts_nobody(db):
    body = typed("abc")

    assert str(body[0].value).count("الميناء") == 1
    assert "href" not in str(body[0].value)


def test_a_page_link_leads_to_its_page(article):
    assert f'href="{article.url}"' in str(typed(str(article.pk))[0].value)
