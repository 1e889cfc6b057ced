"""Twenty presses of one button at the same moment: the comment is there once, and every press is thanked for it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from comments import posting
from comments.models import Caller, Comment
from tests.comments.conftest import GOOD

PRESSES = {"postgresql": 20, "sqlite": 5}[connection.vendor]


@pytest.mark.django_db(transaction=True)
def test_one_comment_sent_many_times_at_once_is_one(article):
    together = Barrier(PRESSES)

    def press(_number: int) -> int:
        together.wait()
        try:
            return posting.post(article, **GOOD, visitor="198.51.100.7").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as crowd:
        answers = set(crowd.map(press, range(PRESSES)))

    assert answers == {Comment.objects.get().pk}
    assert {len(caller.moments) for caller in Caller.objects.all()} == {1}
