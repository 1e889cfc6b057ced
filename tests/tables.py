"""The tables, made once in a run: every database that a test works on begins as a copy of them."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from tests.newsroom.checkout import ROOT

FOLDER = "TABLES"  # the variable that tells the workers of a run where its tables lie


def prepare(config: pytest.Config, folder: Path) -> None:
    """Let this run's tables lie in ``folder`` until it ends. Workers find the variable set."""
    os.environ[FOLDER] = str(folder)
    config.add_cleanup(_forget)


def copy_to(name: str) -> None:
    """Make the database ``name`` of the kind that this run uses (a file's path, or a name), with all its tables."""
    _make_once()
    if connection.vendor == "sqlite":
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_file(), name)
        return
    _order("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _order("CREATE DATABASE {} TEMPLATE {}", name, _file().stem)


def drop(name: str) -> None:
    """Take the database away again."""
    if connection.vendor == "sqlite":
        Path(name).unlink(missing_ok=True)
    else:
        _order("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@contextmanager
def newsroom_of_its_own(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the environment of processes that work on a newsroom of their own: its tables are there, and empty."""
    name = str(folder / "newsroom.sqlite3") if connection.vendor == "sqlite" else f"own_{os.getpid()}_{folder.name}"
    copy_to(name)
    yield os.environ | {"DATABASE_URL": _address(name), "DATA_DIR": str(folder)}
    drop(name)


def run_in(environment: dict[str, str], module: str, *words: object) -> str:
    """Run a module of ours on such a newsroom, in a process; return what it printed."""
    command = [sys.executable, "-m", module, *map(str, words)]
    done = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _file() -> Path:
    folder = Path(os.environ[FOLDER])
    return folder / f"{folder.name.replace('-', '_').lower()}.sqlite3"


def _address(name: str) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def _make_once() -> None:
    made = _file().with_name("made")
    with _file().with_name("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if made.exists():
            return
        name = str(_file()) if connection.vendor == "sqlite" else _file().stem
        if connection.vendor != "sqlite":
            _order("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
            _order("CREATE DATABASE {} TEMPLATE template0", name)
        environment = os.environ | {"DATABASE_URL": _address(name), "DATA_DIR": os.environ[FOLDER]}
        environment.pop("PYTEST_CURRENT_TEST", None)
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
        made.touch()


def _forget() -> None:
    folder = Path(os.environ.pop(FOLDER))
    if connection.vendor != "sqlite" and (folder / "made").exists():
        _order("DROP DATABASE IF EXISTS {} WITH (FORCE)", folder.name.replace("-", "_").lower())
    shutil.rmtree(folder, ignore_errors=True)


def _order(command: str, *names: str) -> None:
    import psycopg
    from psycopg import sql

    address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres"))
    with psycopg.connect(address, autocommit=True) as door:
        door.execute(sql.SQL(command).format(*map(sql.Identifier, names)))
