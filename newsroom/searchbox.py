"""The search boxes of the panel: what somebody types there is words, never the database's own query language."""

from collections.abc import Callable
from functools import wraps

from django.db.models import QuerySet
from modelsearch.backends.database import SearchBackend as DatabaseBackend
from modelsearch.query import SearchQuery

# SQLite's full-text search reads a quotation mark as the beginning of a phrase, and fails where it does not end;
# PostgreSQL takes no NUL.
_SIGNS = str.maketrans({'"': " ", "\0": " "})


def SearchBackend(params: dict):
    """Return the backend of the database in use, which takes any text."""
    backend = DatabaseBackend(params)
    backend.search, backend.autocomplete = _in_words(backend.search), _in_words(backend.autocomplete)
    return backend


def _in_words(search: Callable) -> Callable:
    @wraps(search)
    def search_words(query: str | SearchQuery, *args, **kwargs) -> QuerySet:
        return search(query.translate(_SIGNS).strip() if isinstance(query, str) else query, *args, **kwargs)

    return search_words
