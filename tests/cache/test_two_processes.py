"""The promise across processes: two web processes serve, a third one publishes, the next reader sees it."""

import contextlib
import os
import subprocess
import sys
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from tests.cache.conftest import free_port, listens, wait_until

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def own_database(folder: Path):
    """An empty database of the kind that this run uses."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'paper.sqlite3'}"
        return
    import psycopg

    url, name = urlsplit(os.environ["DATABASE_URL"]), f"paper_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(urlunsplit(url._replace(path="/postgres")), autocommit=True) as door:
        door.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(url._replace(path=f"/{name}"))
        finally:
            door.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Paper:
    """The newspaper of ``tests.cache.paper``: its folder, its server, and the process that changes it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment, self.port = folder, os.environ | environment, free_port()

    def start(self) -> subprocess.Popen:
        granian = Path(sys.executable).with_name("granian")
        command = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)]
        command += ["--workers", "2", "--blocking-threads", "2", "--log-level", "error"]
        server = subprocess.Popen([*command, "tests.cache.paper:application"], cwd=ROOT, env=self.environment)
        wait_until(lambda: listens(self.port))
        return server

    def get(self, name: str = "harbour") -> str:
        """Ask on a connection of its own: either of the two web processes may answer."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{name}/", timeout=120) as answer:
            return answer.read().decode()

    def get_often(self, name: str = "harbour") -> set[str]:
        return {self.get(name) for _ in range(12)}

    def act(self, *words: str) -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "-m", "tests.cache.paper", *words], cwd=ROOT, env=self.environment)

    def change(self, body: str) -> None:
        assert self.act("change", "harbour", body).wait() == 0

    @property
    def renderings(self) -> int:
        return (self.folder / "rendered").stat().st_size


@pytest.fixture(params=["database", "redis"])
def paper(request, tmp_path):
    """A paper with two web processes that know of each other by nothing but the versions of the tags."""
    environment = {"PAPER": str(tmp_path)}
    if request.param == "redis":
        environment["PAPER_VERSIONS"] = request.getfixturevalue("redis_url")
    with own_database(tmp_path) as database:
        paper = Paper(tmp_path, environment | {"PAPER_DATABASE": database})
        assert paper.act("make").wait() == 0
        with paper.start() as server:
            yield paper
            server.terminate()


def test_when_another_process_publishes_the_next_reader_gets_the_new_page(paper):
    assert paper.get_often() == paper.get_often("bridge") == {"first"}
    assert paper.renderings <= 4
    for body in ("second", "third"):
        paper.change(body)
        assert paper.get_often() == {body}
    assert paper.get_often("bridge") == {"first"}
    assert paper.renderings <= 4 + 2 + 2


def test_a_rendering_that_began_before_the_commit_is_never_served_after_it(paper):
    (paper.folder / "hold").touch()
    with ThreadPoolExecutor() as readers:
        early = readers.submit(paper.get)
        wait_until((paper.folder / "rendering").exists)
        paper.change("second")
        late = readers.submit(paper.get)
        with contextlib.suppress(TimeoutError):
            late.result(timeout=0.3)
        (paper.folder / "hold").unlink()
        assert (early.result(), late.result()) == ("first", "second")
    assert paper.get_often() == {"second"}


def test_a_page_rendered_between_the_change_and_its_commit_is_gone_with_the_commit(paper):
    assert paper.get_often() == {"first"}
    (paper.folder / "wait").touch()
    publishing = paper.act("change", "harbour", "second")
    wait_until((paper.folder / "committing").exists)
    assert paper.get_often() == {"first"}
    (paper.folder / "wait").unlink()
    assert publishing.wait() == 0
    assert paper.get_often() == {"second"}
