"""The cast that every test may call on."""

import pytest

from tests import cast


@pytest.fixture
def house(db):
    """A front page with two sections: politics (team one) and sport (team two)."""
    return cast.build_house()


@pytest.fixture
def people(house):
    """Colleagues of both teams, by role: ``people.writer``, ``people.other_publisher``, ``people.chief``…"""
    return cast.hire(house)


@pytest.fixture
def article(house):
    """A live article of politics, with everything that a live article needs."""
    return cast.live_article(house.politics)
