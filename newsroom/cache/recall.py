"""What a process asks once and remembers until something, somewhere, is changed."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.db import connection

from newsroom.cache import versions

Answer = TypeVar("Answer")


def until_a_change(ask: Callable[[], Answer]) -> Callable[[], Answer]:
    """Remember the answer of ``ask`` as long as no tag rises, of whatever page, in whatever process.

    Whoever changes what ``ask`` reads must therefore raise a tag with it. The mark is read before asking, so an answer
    is never older than its mark. Inside a transaction, which may yet be rolled back, nothing is remembered or recalled.
    """
    last: tuple[versions.Mark, Answer] | None = None

    @wraps(ask)
    def recall() -> Answer:
        nonlocal last
        mark = None if connection.in_atomic_block else versions.now()
        if mark is None:
            return ask()
        known = last
        if known is None or known[0] != mark:
            last = known = (mark, ask())
        return known[1]

    return recall
