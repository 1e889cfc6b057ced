"""The launcher: one clear line when it cannot start, both children stopped when it is asked to."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from newsroom import launch
from tests.newsroom import checkout

PATIENCE = 120  # seconds that a process may take on a busy machine

# The doors as `make run` opens them, on an empty folder: a clock that only waits needs no tables.
DOORS = """
import sys
from pathlib import Path
from newsroom import launch

number, data = int(sys.argv[1]), Path(sys.argv[2])
pause = f"import os, signal; open({str(data / 'clock')!r}, 'w').write(str(os.getpid())); signal.pause()"
waiting = [sys.executable, "-c", pause]
sys.exit(launch.main(lambda: launch.keep_open(number, data, {"server": launch.server(number, data), "clock": waiting})))
"""


@pytest.fixture
def taken():
    """A port on which somebody else listens."""
    with socket.socket() as listener:
        listener.bind((launch.HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free():
    """A port on which nobody listens."""
    with socket.socket() as listener:
        listener.bind((launch.HOST, 0))
        return listener.getsockname()[1]


def process(arguments: list[str], data, **variables: str) -> subprocess.Popen:
    """Start Python with these variables only."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=checkout.ROOT,
        env={"DATA_DIR": str(data), "LANG": "C.UTF-8", "PATH": os.environ["PATH"], **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def opened(number: int, data) -> subprocess.Popen:
    """Open the doors and return once the addresses are printed."""
    (data / "static").mkdir()
    (data / "media").mkdir()
    running = process(["-c", DOORS, str(number), str(data)], data, SITE_URL=f"http://127.0.0.1:{number}")
    for line in running.stdout:
        if "Queue" in line:
            return running
    raise AssertionError("the doors did not open")


def test_a_taken_port_is_refused_in_one_line_before_anything_is_made(tmp_path, taken):
    running = process(["-m", "newsroom.launch"], tmp_path / "var", PORT=str(taken))
    said, _ = running.communicate(timeout=PATIENCE)

    assert running.returncode == 1
    assert said.startswith(f"  The newsroom cannot run. Port {taken} is not free")
    assert said.count("\n") == 1
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("TIME_ZONE", "Cairo"), ("PAGE_CACHE_MB", "0"), ("DEBUG", "maybe"), ("DATABASE_URL", "mysql://")],
)
def test_a_variable_that_makes_no_sense_is_one_line_and_no_step_begins(tmp_path, free, name, value):
    running = process(["-m", "newsroom.launch"], tmp_path, PORT=str(free), **{name: value})
    said, _ = running.communicate(timeout=PATIENCE)

    assert running.returncode == 1
    assert said.startswith(f"  The newsroom cannot run. {name} must be ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("below", ["", "below"])
def test_a_folder_that_cannot_be_written_is_one_line(tmp_path, free, below):
    (tmp_path / "file").touch()
    running = process(["-m", "newsroom.launch"], tmp_path / "file" / below, PORT=str(free))
    said, _ = running.communicate(timeout=PATIENCE)

    assert running.returncode == 1
    assert said.startswith("  The newsroom cannot run. DATA_DIR must be a folder that can be written")
    assert said.count("\n") == 1


def test_a_command_says_in_one_line_which_variable_makes_no_sense(tmp_path):
    running = process(["manage.py", "clock", "--once"], tmp_path, TIME_ZONE="Cairo")
    said, _ = running.communicate(timeout=PATIENCE)

    assert running.returncode == 1
    assert said == "The newsroom cannot run. TIME_ZONE must be an IANA zone such as Asia/Riyadh, not 'Cairo'.\n"


@pytest.mark.parametrize("value", ["http", "0", "65536", "-1", "٨٠٠٠"])
def test_a_port_that_is_none_is_refused(monkeypatch, value):
    monkeypatch.setenv("PORT", value)

    with pytest.raises(launch.CannotLaunch, match="PORT must be a number from 1 to 65535"):
        launch.port()


def test_a_server_that_shares_its_port_is_found_too(free):
    with socket.socket() as sharing:
        sharing.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        sharing.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sharing.bind((launch.HOST, free))
        sharing.listen()

        with pytest.raises(launch.CannotLaunch, match="is not free"):
            launch.refuse_taken(free)


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_stops_both_children_and_says_so(tmp_path, free, how):
    running = opened(free, tmp_path)
    with urllib.request.urlopen(f"http://127.0.0.1:{free}/health/live") as answer:
        assert answer.read() == b"ok"
    assert (tmp_path / f"newsroom-{free}.pid").read_text() == f"{running.pid}\n"

    running.send_signal(how)
    said, _ = running.communicate(timeout=PATIENCE)

    assert running.returncode == 0
    assert said.strip().splitlines()[-1] == "The newsroom is closed."
    assert "Traceback" not in said
    assert not (tmp_path / f"newsroom-{free}.pid").exists()
    launch.refuse_taken(free)


@pytest.mark.slow
def test_a_child_that_dies_closes_the_newsroom_with_a_clear_line(tmp_path, free):
    running = opened(free, tmp_path)
    os.kill(int((tmp_path / "clock").read_text()), signal.SIGKILL)
    said, _ = running.communicate(timeout=PATIENCE)

    assert running.returncode == 1
    assert (
        said.strip().splitlines()[-1].endswith("The clock stopped by itself (exit code -9); its last words are above.")
    )
    launch.refuse_taken(free)


@pytest.mark.slow
def test_children_do_not_outlive_a_launcher_that_was_killed(tmp_path, free):
    running = opened(free, tmp_path)

    running.kill()
    running.communicate()
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            launch.refuse_taken(free)
            break
        except launch.CannotLaunch:
            time.sleep(0.1)

    launch.refuse_taken(free)


def test_the_server_writes_no_log_of_who_came(tmp_path):
    assert "--no-access-log" in launch.server(8000, tmp_path)
