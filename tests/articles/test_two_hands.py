"""Two hands on one article within the same moment, each in a process of its own: one comes first, and it shows."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.articles.one_of_two_hands import DENIED
from tests.tables import newsroom_of_its_own

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
# By how many seconds the first is late, round by round: now one is in front, now the other.
LATE = (0, 0.02, -0.02, 0.05, -0.05, 0)


class Hand:
    """A process that does what it is told."""

    def __init__(self, environment: dict, module: str = "tests.articles.one_of_two_hands") -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(self.story("act", module), cwd=ROOT, env=environment, **pipes)

    @staticmethod
    def story(word: str, module: str = "tests.articles.one_of_two_hands") -> list[str]:
        """Return the command that starts a process of ``module``."""
        return [sys.executable, "-m", module, word]

    def begin(self, verb: str, **facts) -> None:
        print(json.dumps({"verb": verb} | facts), file=self.process.stdin, flush=True)

    def hear(self):
        return json.loads(self.process.stdout.readline())

    def do(self, verb: str, **facts):
        self.begin(verb, **facts)
        return self.hear()


@pytest.fixture(scope="module")
def hands(tmp_path_factory, django_db_setup):
    with newsroom_of_its_own(tmp_path_factory.mktemp("hands")) as environment:
        subprocess.run(Hand.story("make"), cwd=ROOT, env=environment, check=True)
        hands = [Hand(environment) for _ in range(2)]
        assert [hand.hear() for hand in hands] == ["ready", "ready"]
        yield hands
        for hand in hands:
            hand.process.communicate(timeout=120)


def rounds(hands, first: tuple, second: tuple, *, live: bool = False):
    """Let both act at once, round by round; yield what each was told, and how the article stands then.

    ``first`` and ``second`` are a verb and the number of the version that it is about, or none.
    """
    for late in LATE:
        pk, *versions = hands[0].do("draft", live=live)
        for hand, (verb, version), after in zip(hands, (first, second), (max(late, 0), max(-late, 0)), strict=True):
            hand.begin(verb, pk=pk, after=after, **({"version": versions[version]} if version is not None else {}))
        told = [hand.hear() for hand in hands]
        now = hands[0].do("tell", pk=pk)
        assert (now["tree"], now["address"], now["listed in"]) == ([[], [], [], [], []], True, now["section"])
        yield told, now, versions


def moments(now: dict, *actions: str) -> list[str]:
    """Return which of these happened, in their order."""
    return [action for action, _version in now["history"] if action in actions]


def test_nothing_goes_live_after_it_was_put_on_hold(hands):
    for (held, published), now, _versions in rounds(hands, ("hold", None), ("publish", 1)):
        assert held is None
        assert (published, now["live"], moments(now, "hold", "publish")) in (
            (None, True, ["publish", "hold"]),
            (["المادة موقوفة: \u2068ننتظر\u2069"], False, ["hold"]),
        )


def test_of_two_versions_the_one_that_was_published_last_is_whole_before_the_readers(hands):
    for told, now, versions in rounds(hands, ("publish", 0), ("publish", 1)):
        assert told == [None, None]
        last = [version for action, version in now["history"] if action == "publish"][-1]
        titles = dict(zip(versions, ("الثاني", "الثالث"), strict=True))
        assert (now["live"], now["version"], now["title"], now["told"]) == (True, last, titles[last], "story")


def test_what_goes_into_the_bin_while_it_is_published_is_before_no_reader(hands):
    for (discarded, published), now, _versions in rounds(hands, ("discard", None), ("publish", 1)):
        assert (discarded, now["binned"], now["live"]) == (None, True, False)
        assert (published, moments(now, "publish", "discard")) in (
            (None, ["publish", "discard"]),
            (DENIED, ["discard"]),  # nobody may do anything with what lies in the bin
        )


def test_an_update_and_a_move_at_once_lose_neither(hands):
    for told, now, versions in rounds(hands, ("move", None), ("publish", 1), live=True):
        assert told == [None, None]
        assert (now["live"], now["section"], now["version"], now["title"], now["told"]) == (
            True, "sport", versions[1], "الثالث", "story",
        )  # fmt: skip
