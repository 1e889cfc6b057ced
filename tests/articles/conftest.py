"""What the tests of the articles share: somebody at the panel, a draft, an article in the bin."""

import pytest

from articles import bin as the_bin
from articles.models import ArticlePage
from tests import cast


@pytest.fixture
def desk(client, people):
    """Sit down at the panel as somebody: ``desk("writer")``."""

    def sit(who: str):
        client.force_login(getattr(people, who))
        return client

    return sit


@pytest.fixture
def draft(house, people):
    """A draft of the writer's."""
    return cast.draft(house.politics, owner=people.writer)


@pytest.fixture
def binned(draft, people):
    """A draft of the writer's, in the bin."""
    the_bin.discard(draft, by=people.editor)
    return ArticlePage.objects.get(pk=draft.pk)
