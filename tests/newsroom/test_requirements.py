"""What is installed is pinned, hashed, and named by no index host."""

import re

import pytest

from tests.newsroom import checkout

LOCKS = ("requirements", "requirements-dev")


def named(text: str) -> set[str]:
    """Return the libraries that a requirements file names, in one spelling."""
    names = re.findall(r"^([A-Za-z0-9][\w.-]*)", text, re.M)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


@pytest.mark.parametrize("lock", LOCKS)
def test_each_library_is_pinned_and_hashed(lock):
    entries = re.split(r"\n(?=\S)", (checkout.ROOT / f"{lock}.txt").read_text().strip())
    loose = [entry.split()[0] for entry in entries if not re.match(r"[\w.-]+(\[[\w,]+\])?==\S+", entry)]
    bare = [entry.split()[0] for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)]

    assert (loose, bare) == ([], [])


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_host(lock):
    assert re.findall(r"\S*://\S*|^-\S*.*|^#.*", (checkout.ROOT / f"{lock}.txt").read_text(), re.M) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_wanted_is_locked(lock):
    wanted = named((checkout.ROOT / f"{lock}.in").read_text())

    assert wanted - named((checkout.ROOT / f"{lock}.txt").read_text()) == set()


def test_the_checks_run_on_the_very_libraries_that_readers_get():
    pins = [set(re.findall(r"^\S+==\S+", (checkout.ROOT / f"{lock}.txt").read_text(), re.M)) for lock in LOCKS]

    assert pins[0] <= pins[1]


def test_each_wanted_library_says_why():
    unexplained = []
    for lock in LOCKS:
        said = ""
        for line in (checkout.ROOT / f"{lock}.in").read_text().splitlines():
            if line and not line.startswith(("#", "-r")) and not said:
                unexplained.append(line)
            said = line if line.startswith("#") or said else ""

    assert unexplained == []


def test_no_package_that_anyone_could_register_is_wanted():
    every = set().union(*(named((checkout.ROOT / f"{lock}.txt").read_text()) for lock in LOCKS))

    assert {name for name in every if "rtl" in name.split("-")} == set()
