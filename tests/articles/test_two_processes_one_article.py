"""Two people press save within the same moment, each in a process of their own: one is saved, the other is asked."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tables import newsroom_of_its_own

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 12


@pytest.fixture
def environment(tmp_path):
    """What a process needs to work on a newsroom of its own, with the database ready."""
    with newsroom_of_its_own(tmp_path) as environment:
        yield environment


class Person:
    """Somebody in front of a browser of their own, which is a process of its own."""

    def __init__(self, who: str, pk: str, environment: dict) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(story("write", who, pk), cwd=ROOT, env=environment, **pipes)

    def tell(self, line: dict) -> None:
        print(json.dumps(line), file=self.process.stdin, flush=True)

    def hear(self):
        return json.loads(self.process.stdout.readline())

    def versions(self) -> list[list]:
        self.tell({})
        return self.hear()


def story(*words: str) -> list[str]:
    return [sys.executable, "-m", "tests.articles.one_of_two_people", *words]


@pytest.fixture
def people(environment):
    """Two colleagues with the same article before them."""
    made = subprocess.run(story("make"), cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    people = [Person(who, made.stdout.strip(), environment) for who in ("writer", "chief")]
    assert [person.process.stdout.readline().strip() for person in people] == ["ready", "ready"]
    yield people
    for person in people:
        person.process.communicate(timeout=120)


def test_of_two_saves_at_once_exactly_one_wins_and_the_other_loses_no_word(people):
    for number in range(ROUNDS):
        before = people[0].versions()
        opened = {"loaded_revision_id": before[-1][0], "loaded_revision_created_at": before[-1][1]}
        headlines = [f"عنوان {name} {number}" for name in "أب"]
        for person, title in zip(people, headlines, strict=True):
            person.tell(opened | {"title": title})
        answers = [person.hear() for person in people]
        assert sorted(answer["status"] for answer in answers) == [302, 409]
        assert [answer["typed_is_shown"] for answer in answers if answer["status"] == 409] == [True]
        saved = next(title for title, answer in zip(headlines, answers, strict=True) if answer["status"] == 302)
        after = people[0].versions()
        assert (len(after), after[-1][2]) == (len(before) + 1, saved)
