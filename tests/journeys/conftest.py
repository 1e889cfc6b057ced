"""A real newsroom (server, clock, demo), started as ``make run`` starts it, and a real browser in front of it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest

ROOT = Path(__file__).resolve().parents[2]
PICTURES = Path(os.environ.get("SCREENSHOTS", Path(__file__).parent / "screenshots"))
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS_TO_OPEN = 900
SECONDS_OF_PATIENCE = 60
# Run before a page's own scripts. Wagtail looks at a form for the first time two seconds after it was connected, and
# once more when it was connected twice before that; what was typed before the last look is no change to it. The page is
# marked when no look is to come. And a moderator's decision can be taken back for ten minutes instead of ten seconds,
# on however slow a machine.
BESIDE_THE_PAGE = """
let looks_to_come = 0, looked = false;
document.addEventListener("w-unsaved:ready", () => { looks_to_come += looked ? 0 : 1; });
document.addEventListener("w-unsaved:watch-edits", () => {
    looked = true;
    looks_to_come -= 1;
    if (looks_to_come === 0) document.documentElement.setAttribute("data-watched", "");
});
if (location.pathname.startsWith("/admin/comments/")) {
    const later = window.setTimeout;
    window.setTimeout = (deed, after, ...rest) => later(deed, after === 10_000 ? 600_000 : after, ...rest);
}
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journeys)


def chromium() -> str | None:
    """Return the path of a Chromium: ``CHROMIUM``, or Debian's."""
    for path in (os.environ.get("CHROMIUM", ""), "/usr/bin/chromium"):
        if path and os.access(path, os.X_OK):
            return path
    return None


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; without one the journeys are skipped, or fail where BROWSER_TESTS=required."""
    path = chromium()
    if path is None:
        message = "No Chromium (/usr/bin/chromium or CHROMIUM=): the journeys were not walked."
        if os.environ.get("BROWSER_TESTS") == "required":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=SECONDS_OF_PATIENCE * 1000)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop running in this process, and Django refuses its database beside one; the
        # tests that come after the journeys on the same worker ask it from this thread only.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@contextmanager
def own_database(environment: dict[str, str]):
    """Where the suite runs on PostgreSQL, give the newsroom an empty database beside the suite's, for as long."""
    if not (address := environment.get("DATABASE_URL", "")):
        yield
        return
    import psycopg
    from psycopg import sql

    name = f"newsroom_journeys_{os.getpid()}"
    parts = urlsplit(address)
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        environment["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
        yield
        connection.execute(drop)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def paper(browser, tmp_path_factory):
    """The whole newsroom, from nothing: ``paper.url``, ``paper.data``, ``paper.accounts`` by role, its environment.

    ``JOURNEYS_AT=http://127.0.0.1:8000 JOURNEYS_DATA=var`` walks through one that runs already.
    """
    if url := os.environ.get("JOURNEYS_AT"):
        data = Path(os.environ["JOURNEYS_DATA"])
        environment = {**os.environ, "DATA_DIR": str(data)}
        yield SimpleNamespace(url=url, data=data, accounts=accounts_in(data), environment=environment)
        return
    data, port = tmp_path_factory.mktemp("paper"), free_port()
    environment = {**os.environ, "DATA_DIR": str(data), "PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}"}
    for name in ("DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        environment.pop(name, None)
    with own_database(environment), (data / "launch.log").open("w") as log:
        launcher = subprocess.Popen(
            [sys.executable, "-m", "newsroom.launch"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until_open(launcher, url, data)
            yield SimpleNamespace(url=url, data=data, accounts=accounts_in(data), environment=environment)
        finally:
            launcher.send_signal(signal.SIGINT)
            launcher.wait(SECONDS_OF_PATIENCE)


def accounts_in(data: Path) -> dict[str, dict]:
    """Return who can log in, by role."""
    return {account["role"]: account for account in json.loads((data / "demo-accounts.json").read_text())}


def wait_until_open(launcher: subprocess.Popen, url: str, data: Path) -> None:
    """Return once the front page answers; show the launcher's words when it does not."""
    deadline = time.monotonic() + SECONDS_TO_OPEN
    while time.monotonic() < deadline and launcher.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/", timeout=10).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    pytest.fail(f"The newsroom did not open:\n{(data / 'launch.log').read_text()}")


class Visitor:
    """Somebody in front of a browser: opens pages, remembers what went wrong, takes pictures."""

    def __init__(self, browser, paper, **options) -> None:
        self.paper = paper
        self.context = browser.new_context(base_url=paper.url, locale="ar", timezone_id="Asia/Riyadh", **options)
        self.context.set_default_timeout(SECONDS_OF_PATIENCE * 1000)
        self.context.add_init_script(BESIDE_THE_PAGE)
        self.page = self.context.new_page()
        self.trouble: list[str] = []
        self.asked: set[str] = set()
        self.page.on("pageerror", lambda error: self.trouble.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._hear)
        self.page.on("request", lambda request: self.asked.add(urlsplit(request.url).netloc))

    def _hear(self, message) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            self.trouble.append(f"{self.page.url}: {message.text}")

    def sign_in(self, role: str) -> None:
        """Sign in with the demo account of ``role`` and land in the panel.

        Who signed in once in this run comes back as who is still signed in: thirty times a minute are enough for one
        network, and a fast machine walks faster.
        """
        account = self.paper.accounts[role]
        if cookies := account.get("cookies"):
            self.context.add_cookies(cookies)
        self.page.goto("/admin/")
        if cookies:
            assert urlsplit(self.page.url).path == "/admin/"
            return
        self.page.fill("input[name=login]", account["login"])
        self.page.fill("input[name=password]", account["password"])
        self.page.click("main button[type=submit]")
        self.page.wait_for_url("**/admin/")
        account["cookies"] = self.context.cookies()

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page, for people to look at."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def visit(browser, paper):
    """Make visitors: ``visit(width=360, dark=True, script=False)``; each must have met no error at the end."""
    visitors = []

    def make(width: int = 1280, *, dark: bool = False, script: bool = True) -> Visitor:
        visitor = Visitor(
            browser,
            paper,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        visitors.append(visitor)
        return visitor

    yield make
    for visitor in visitors:
        visitor.context.close()
    assert [trouble for visitor in visitors for trouble in visitor.trouble] == []
    assert {host for visitor in visitors for host in visitor.asked} <= {urlsplit(paper.url).netloc, ""}


@pytest.fixture
def readers_write(paper):
    """Let readers write ``count`` comments that all hold ``word``; return the address of the queue with only these."""

    def write(count: int, word: str, *, again: str = "") -> str:
        word = again or f"{word}{uuid4().hex[:6]}"
        command = [sys.executable, "-m", "tests.journeys.readers_write", str(count), word]
        environment = {name: value for name, value in paper.environment.items() if name != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=SECONDS_TO_OPEN)
        return f"/admin/comments/?q={word}"

    return write


@pytest.fixture
def at_the_queue(visit):
    """Sign a moderator in and open the queue: ``at_the_queue(address, width=360)``."""

    def open_queue(address: str, **options):
        moderator = visit(**options)
        moderator.sign_in("moderator")
        moderator.page.goto(address)
        return moderator

    return open_queue
