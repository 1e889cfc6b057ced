"""``make run``: prepare what is missing, start the web server and the clock, and stop both cleanly.

The launcher is the only parent: it holds no request and opens no database. Where systemd or a container does its
work, it is not needed (docs/operations.md).
"""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from newsroom import env, preparation

HOST = "127.0.0.1"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 15


class CannotLaunch(Exception):
    """The newsroom cannot start; the message is the one line that says why."""


def port() -> int:
    """Read ``PORT``; a number that is no port raises ``CannotLaunch``."""
    value = os.environ.get("PORT", "").strip() or "8000"
    if not (value.isascii() and value.isdigit()) or not 0 < int(value) < 65536:
        raise CannotLaunch(f"PORT must be a number from 1 to 65535, not {value!r}.")
    return int(value)


def refuse_taken(number: int) -> None:
    """Raise ``CannotLaunch`` where something answers on the port already.

    The server binds with SO_REUSEPORT: a second one would start without a word and take every other request.
    """
    with socket.socket() as probe:
        # Connections of a server that has just stopped are no reason to wait.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, number))
        except OSError as error:
            raise CannotLaunch(
                f"Port {number} is not free ({error.strerror}). Stop what uses it, or choose another: "
                f"make run PORT={number + 1 if number < 65535 else 8000}"
            ) from error


def server(number: int, data: Path) -> list[str]:
    """Return the command of the web server: one worker, so that the page cache in its memory is the only one."""
    return [
        str(Path(sys.executable).with_name("granian")),
        *("--interface", "wsgi", "--host", HOST, "--port", str(number), "--no-ws"),
        *("--workers", "1", "--blocking-threads", "2"),
        *("--log-level", "warning", "--no-access-log"),  # an access log would hold readers' addresses
        *("--static-path-route", "/media", "--static-path-mount", str(data / "media")),
        "newsroom.wsgi:application",
    ]


def clock() -> list[str]:
    """Return the command of the helper that publishes and expires on time."""
    return [sys.executable, "manage.py", "clock"]


class Family:
    """The server and the clock, started together and stopped together."""

    def __init__(self, commands: dict[str, list[str]]) -> None:
        self.children = {name: self._start(command) for name, command in commands.items()}

    @staticmethod
    def _start(command: list[str]) -> subprocess.Popen:
        # A session of its own, so that Ctrl+C reaches the launcher alone, which then stops them in order.
        return subprocess.Popen(
            command,
            cwd=preparation.BASE_DIR,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - no thread runs here
        )

    def lost(self) -> str | None:
        """Return one line about a child that ended by itself, or nothing."""
        for name, child in self.children.items():
            if (code := child.poll()) is not None:
                return f"The {name} stopped by itself (exit code {code}); its last words are above."
        return None

    def stop(self) -> None:
        """Ask both to stop, and wait; what does not listen within ``SECONDS_TO_STOP`` is ended."""
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + SECONDS_TO_STOP
        for child in self.children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _die_with_parent() -> None:
    """Ask Linux to stop this child when the launcher is killed, so that nothing keeps the port."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


class Stop(Exception):
    """Somebody asked the newsroom to stop (Ctrl+C, SIGTERM, a closed terminal)."""


def _raise_stop(signum: int, frame: object) -> None:
    # Once is enough: a second Ctrl+C must not interrupt the stopping.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise Stop


def wait_for_answer(number: int, family: Family) -> None:
    """Return once the server answers; raise ``CannotLaunch`` when it dies or keeps silent."""
    address = f"http://{HOST}:{number}/health/live"
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if lost := family.lost():
            raise CannotLaunch(lost)
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            return  # an error is an answer
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise CannotLaunch(f"The server did not answer within {SECONDS_TO_START} s.")


def welcome(site: str, data: Path) -> str:
    """Return what is printed when the doors are open: the addresses, and who can log in."""
    lines = [
        "",
        f"  The newsroom is open.  (Ctrl+C closes it, {data} holds what it keeps)",
        "",
        f"    Site    {site}/",
        f"    Panel   {site}/admin/",
        f"    Queue   {site}/admin/comments/",
    ]
    accounts = data / "demo-accounts.json"
    if accounts.exists():
        lines += ["", f"  Who can log in (also in {accounts}):", ""]
        for account in json.loads(accounts.read_text()):
            lines.append(f"    {account['role']:<10} {account['login']:<32} {account['password']}")
    return "\n".join([*lines, ""])


def keep_open(number: int, data: Path, commands: dict[str, list[str]]) -> None:
    """Run the children until somebody stops the newsroom; raises ``CannotLaunch`` when one ends by itself.

    Side effects: ``newsroom-<port>.pid`` in ``data`` while it runs; prints the addresses and who can log in.
    """
    pid_file = data / f"newsroom-{number}.pid"
    pid_file.write_text(f"{os.getpid()}\n")
    family = Family(commands)
    try:
        wait_for_answer(number, family)
        print(welcome(env.site_url(), data), flush=True)
        while not (lost := family.lost()):
            time.sleep(0.2)
        raise CannotLaunch(lost)
    finally:
        family.stop()
        pid_file.unlink(missing_ok=True)


def run() -> None:
    """Prepare and run the newsroom; raises ``CannotLaunch`` or ``NotPrepared`` with the reason when it cannot."""
    number = port()
    os.environ.setdefault("SITE_URL", f"http://{HOST}:{number}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    data = env.data_dir()
    # The steps and the children stand in another folder than the shell that started us.
    os.environ["DATA_DIR"] = str(data)
    refuse_taken(number)
    # Accounts whose passwords are printed belong on this machine only.
    preparation.prepare(data, with_demo=not env.site_url().startswith("https:"))
    (data / "media").mkdir(exist_ok=True)
    refuse_taken(number)
    keep_open(number, data, {"server": server(number, data), "clock": clock()})


def main(open_doors: Callable[[], None] = run) -> int:
    """Run the newsroom: 0 when it was asked to stop, 1 with one line when it could not go on."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _raise_stop)
    try:
        open_doors()
    except Stop:
        print("\n  The newsroom is closed.", flush=True)
        return 0
    except (CannotLaunch, preparation.NotPrepared, env.BadEnvironment) as trouble:
        print(f"  The newsroom cannot run. {trouble}", file=sys.stderr, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
