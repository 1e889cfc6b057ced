"""What must be in place before the doors open: catalogues, tables, static files, the demo newsroom.

Each step is skipped while what it is made from has not changed since it was last done (a stamp in ``DATA_DIR/stamps``
holds a fingerprint), because starting Django only to find that there is nothing to do costs two seconds each time.
``python -m newsroom.preparation`` does all but the demo: what an operator calls after an upgrade. ``--demo`` adds it.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from newsroom import catalogues, env

BASE_DIR = env.BASE_DIR
OURS = ("articles", "comments", "newsroom")


DECLINED = 3  # the exit code of `manage.py seed` where the demo does not belong


class NotPrepared(Exception):
    """Steps failed; the message names them in one line, and their own words were printed above."""

    def __init__(self, codes: dict[str, int]) -> None:
        super().__init__(f"This step failed, for the reason above: {', '.join(codes)}.")
        self.codes = codes


@dataclass(frozen=True)
class Step:
    """One thing to do before the doors open.

    ``command`` is what manage.py is told, ``inputs`` the files that it is made from, ``made`` the files that it must
    have left behind, ``also`` whatever else its result depends on.
    """

    name: str
    command: tuple[str, ...]
    inputs: tuple[Path, ...]
    made: tuple[Path, ...] = ()
    also: str = ""
    always: bool = False

    def fingerprint(self) -> str:
        """Return the hash of everything that the step's result depends on."""
        digest = hashlib.sha256(f"{sys.version_info[:2]} {self.command} {self.also}".encode())
        for path in sorted(self.inputs):
            content = path.read_bytes()
            digest.update(f"\0{path.relative_to(BASE_DIR)}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    def is_done(self, stamps: Path) -> bool:
        """Say whether the step was done from the very same inputs, and what it made is still there."""
        stamp = stamps / self.name
        if self.always or not stamp.exists() or not all(path.exists() for path in self.made):
            return False
        return stamp.read_text() == self.fingerprint()


def files(*patterns: str) -> tuple[Path, ...]:
    """Return the files of the checkout that the patterns find, without what Python leaves behind."""
    found = {path for pattern in patterns for path in BASE_DIR.glob(pattern)}
    return tuple(sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts))


def tables(data: Path) -> Step:
    """The tables. The embedded database is known by its file; another server's is asked each time."""
    database = data / "newsroom.sqlite3"
    embedded = not os.environ.get("DATABASE_URL")
    identity = str(database.stat().st_ino) if embedded and database.exists() else ""
    return Step(
        "tables",
        ("migrate", "--noinput", "--verbosity", "0"),
        files("requirements.txt", *(f"{room}/**/migrations/*.py" for room in OURS)),
        made=(database,) if embedded else (),
        also=identity,
        always=not embedded,
    )


def static_files(data: Path) -> Step:
    """The static files under their far-future names, each compressed once."""
    return Step(
        "static",
        ("collectstatic", "--noinput", "--clear", "--verbosity", "0"),
        files("requirements.txt", *(f"{room}/**/static/**/*" for room in OURS)),
        made=(data / "static" / "staticfiles.json",),
    )


def demo(data: Path) -> Step:
    """The demo newsroom: loading it twice changes nothing, so it is loaded again whenever its texts change."""
    return Step(
        "demo",
        ("seed",),
        files("seeds/**/*"),
        made=(data / "demo-accounts.json",),
        also=f"{os.environ.get('DATABASE_URL', '')} {tables(data).also}",
    )


def prepare(data: Path, *, with_demo: bool, say: Callable[[str], object] = print) -> None:
    """Do every step that is due, in ``data`` (made when missing); ``say`` hears one line for each.

    Side effects: secrets, ``.mo`` files, tables, static files, rows of the demo. Two starts at the same moment wait
    for each other. Raises ``NotPrepared`` when a step fails, ``env.BadEnvironment`` for a variable that makes no sense.
    """
    env.make_data_dir(data)
    # Reads every variable, here where a bad one is one line: each step would stumble over it in its own words.
    import_module("newsroom.settings")
    with _alone(data / "stamps"):
        # Before the two steps below start side by side, so that both find the same secrets.
        env.read_secrets(data / "secrets", local=not env.site_url().startswith("https:") or env.flag("DEBUG"))
        if written := catalogues.compile_all():
            say(f"  catalogues: {len(written)} compiled")
        _do([tables(data), static_files(data)], data / "stamps", say)
        if with_demo:
            _load_demo(data, say)


def _load_demo(data: Path, say: Callable[[str], object]) -> None:
    """Load the demo. A database that others work in is left as it is, and is no reason to stay closed."""
    loaded_before = (data / "stamps" / "demo").exists()
    try:
        _do([demo(data)], data / "stamps", say)
    except NotPrepared as trouble:
        if not loaded_before and trouble.codes["demo"] != DECLINED:
            raise
        say("  demo: not loaded")


def _do(steps: list[Step], stamps: Path, say: Callable[[str], object]) -> None:
    """Do the steps that are due side by side, and stamp those that went well."""
    began = time.monotonic()
    due = [step for step in steps if not step.is_done(stamps)]
    running = [(step, _start(step)) for step in due]
    failed = {}
    try:
        for step, process in running:
            output, _ = process.communicate()
            if process.returncode:
                say(output.rstrip())
                failed[step.name] = process.returncode
                continue
            # Asked anew: the embedded database did not exist when the step was planned.
            done = tables(stamps.parent) if step.name == "tables" else step
            (stamps / step.name).write_text(done.fingerprint())
            say(f"  {step.name}: ready ({time.monotonic() - began:.0f} s)")
    finally:
        # Somebody lost patience: what still runs is stopped, and is done again at the next start.
        for _step, process in running:
            if process.poll() is None:
                process.terminate()
                process.wait()
    if failed:
        raise NotPrepared(failed)


def _start(step: Step) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", *step.command],
        cwd=BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def _alone(stamps: Path) -> Iterator[None]:
    """Hold the folder of stamps for one process at a time."""
    stamps.mkdir(exist_ok=True)
    with (stamps / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Prepare everything, the demo only where ``--demo`` asks for it; 1, with one line, when that is not possible."""
    try:
        prepare(env.data_dir(), with_demo="--demo" in sys.argv[1:])
    except (NotPrepared, env.BadEnvironment) as trouble:
        print(f"The newsroom is not ready. {trouble}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
