"""A small site with a page cache, for each test anew, and a Redis where there is one."""

import os
import shutil
import socket
import subprocess
import time

import pytest
from django.conf import settings as project

from tests.cache import leaflet


@pytest.fixture
def site(db, client, settings):
    """A client of the tiny site of ``leaflet``; nothing is kept yet, nothing is scheduled."""
    settings.ROOT_URLCONF = "tests.cache.leaflet"
    settings.PAGE_CACHE_NEXT_MOMENT = "tests.cache.leaflet.next_moment"
    settings.PAGE_CACHE_SECONDS = 60
    leaflet.texts.clear()
    leaflet.rendered.clear()
    leaflet.schedule.clear()
    return client


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(answers, seconds: float = 120) -> None:
    """Ask again and again until ``answers()`` is true."""
    deadline = time.monotonic() + seconds
    while not answers():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def redis_url():
    """The address of the Redis of this run, or of one started for it; skips where none is installed."""
    if project.CACHES["default"]["BACKEND"].endswith("RedisCache"):
        yield os.environ["CACHE_URL"]
        return
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("There is no redis-server on this machine.")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        wait_until(lambda: listens(port))
        yield f"redis://127.0.0.1:{port}/0"
        server.terminate()
