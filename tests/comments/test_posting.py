"""A reader comments: what is received, and what is answered."""

import pytest
from django.db import connection

from comments.models import Comment
from tests.comments.conftest import GOOD


def test_a_good_comment_is_received_and_awaits_review(send, article):
    response = send()

    assert response.status_code == 303
    assert response.headers["Location"] == f"{article.url}#comment-received"
    comment = Comment.objects.get()
    assert (comment.name, comment.body, comment.status) == (GOOD["name"], GOOD["body"], "pending")


def test_it_is_not_on_the_page_before_it_is_approved(send, article, client):
    send()

    assert GOOD["body"] not in client.get(article.url).content.decode()
