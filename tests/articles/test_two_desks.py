"""Two desks publish at once, each in a process of its own: nobody is turned away, nothing is lost, nothing is old."""

import subprocess

import pytest

from tests.articles.test_two_hands import ROOT, Hand
from tests.tables import newsroom_of_its_own

pytestmark = pytest.mark.slow
DESKS = "tests.articles.one_of_two_desks"
# By how many seconds the first is late, round by round: now one is in front, now the other.
LATE = (0, 0.03, -0.03)


@pytest.fixture(scope="module")
def desks(tmp_path_factory, django_db_setup):
    with newsroom_of_its_own(tmp_path_factory.mktemp("desks")) as environment:
        subprocess.run(Hand.story("make", DESKS), cwd=ROOT, env=environment, check=True)
        desks = [Hand(environment, DESKS) for _ in range(2)]
        assert [desk.hear() for desk in desks] == ["ready", "ready"]
        yield desks
        for desk in desks:
            desk.process.communicate(timeout=120)


MEANWHILE = {
    "publishes the neighbour": lambda _one, other: {"verb": "publish", "pk": other[0], "version": other[1]},
    "publishes the same": lambda one, _other: {"verb": "publish", "pk": one[0], "version": one[1]},
    "withdraws the neighbour": lambda _one, other: {"verb": "withdraw", "pk": other[0]},
    "saves who signs": lambda _one, _other: {"verb": "save_person"},
    "saves the section": lambda one, _other: {"verb": "save_section", "pk": one[0]},
    "counts the words": lambda _one, _other: {"verb": "count_words"},
    "bakes anew": lambda _one, _other: {"verb": "bake"},
}


@pytest.mark.parametrize("deed", MEANWHILE)
def test_what_one_desk_publishes_is_whole_before_readers_whatever_the_other_does_meanwhile(desks, deed):
    for late in LATE:
        one, other = desks[0].do("pair")
        desks[0].begin("publish", pk=one[0], version=one[1], after=max(late, 0))
        desks[1].begin(**MEANWHILE[deed](one, other), after=max(-late, 0))
        assert [desk.hear() for desk in desks] == [None, None]
        first, second = (desks[0].do("tell", pk=pk) for pk, _version in (one, other))
        assert first["title"].startswith("الجديدة")
        # Each tells its own headline, and that of the other as long as that one is live.
        titles = sorted([first["title"], second["title"]])
        assert first["told"] == (titles if second["live"] else [first["title"]])
        assert not second["live"] or second["told"] == titles
        # Search, register and the count of topics: as a recount from nothing has it.
        assert (first["wrong"], first["entries"], second["entries"] > 0) == ([], 4, second["live"])
