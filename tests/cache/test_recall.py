"""What a process asked once is remembered until something is changed."""

import pytest
from django.db import transaction

from newsroom.cache.recall import until_a_change
from newsroom.cache.versions import bump


@pytest.fixture
def counted():
    """A question that counts how often it was asked."""
    asked = []

    @until_a_change
    def count() -> int:
        asked.append(None)
        return len(asked)

    return count


@pytest.mark.django_db(transaction=True)
def test_it_is_asked_once_and_again_after_any_change(counted):
    before = [counted(), counted()]
    bump("article:7")

    assert (before, [counted(), counted()]) == ([1, 1], [2, 2])


@pytest.mark.django_db(transaction=True)
def test_nothing_that_may_be_rolled_back_is_remembered_or_recalled(counted):
    with transaction.atomic():
        bump("article:7")
        inside = [counted(), counted()]
        transaction.set_rollback(True)

    assert (inside, counted()) == ([1, 2], 3)
