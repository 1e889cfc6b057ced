"""The server under measurement: the one of ``make run``, alone, on a free port, and what it costs."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from newsroom import launch

SECONDS_TO_START = 60


class NotStarted(Exception):
    """The server did not start; its own words were printed above."""


@contextmanager
def running() -> Iterator[tuple[int, int]]:
    """Run the server with the settings of ``newsroom.benchmarks``; give its port and its process id."""
    with socket.socket() as probe:
        probe.bind((launch.HOST, 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "newsroom.benchmarks.settings",
        "SITE_URL": f"http://{launch.HOST}:{port}",
    }
    command = launch.server(port, Path(settings.DATA_DIR))
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment) as process:  # noqa: S603 - our own
        try:
            _wait(process, port)
            yield port, process.pid
        finally:
            process.terminate()


def _wait(process: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((launch.HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise NotStarted("it did not start")


def cpu_seconds(pid: int) -> float | None:
    """Return the processor time that the process and everything it started have used; None where /proc is missing."""
    if not Path("/proc/self/stat").exists():
        return None
    return sum(_ticks(one) for one in family(pid)) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """Return the memory that the process and everything it started hold, shared pages counted once each."""
    pages = 0
    for one in family(pid):
        pages += int(Path(f"/proc/{one}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def family(pid: int) -> list[int]:
    """Return the process and all its descendants."""
    found = [pid]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in children.read_text().split()]
    return found


def _ticks(pid: int) -> int:
    # The name, in brackets, may hold anything; the times are the 12th and 13th field after it.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
