"""Many readers at once: one rendering serves them all."""

import time
from threading import Barrier, Lock, Thread

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from newsroom.cache.middleware import PageCacheMiddleware
from newsroom.cache.tagging import tag
from newsroom.cache.versions import bump

pytestmark = pytest.mark.django_db(transaction=True)
READERS = 16
PATIENCE = 60  # seconds in which everybody else must have been answered, on however slow a machine


class Crowd:
    """Readers who all ask at the same instant; ``answer`` makes the page, slowly."""

    def __init__(self) -> None:
        self.rendered = 0
        self.text = "first"
        self.tagged = True
        self.got: list[str] = []
        self.is_slow = False
        self.middleware = PageCacheMiddleware(self.answer)
        self._lock = Lock()

    def answer(self, request) -> HttpResponse:
        with self._lock:
            self.rendered += 1
        text = self.text
        if self.is_slow:
            self.wait_for_the_others()
        else:
            time.sleep(0.1)
        response = HttpResponse(text)
        return tag(response, "front") if self.tagged else response

    def wait_for_the_others(self) -> None:
        """Render for as long as anybody else waits for an answer."""
        deadline = time.monotonic() + PATIENCE
        while len(self.got) < READERS - 1 and time.monotonic() < deadline:
            time.sleep(0.01)

    def ask(self) -> HttpResponse:
        return self.middleware(RequestFactory().get("/"))

    def come(self) -> list[str]:
        """Ask with everybody at once; return what they got."""
        start, self.got = Barrier(READERS), []

        def reader() -> None:
            start.wait()
            try:
                self.got.append(self.ask().content.decode())
            finally:
                connection.close()

        threads = [Thread(target=reader) for _ in range(READERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.got


@pytest.fixture
def crowd(settings):
    settings.PAGE_CACHE_NEXT_MOMENT = ""
    settings.PAGE_CACHE_SECONDS = 60
    return Crowd()


def test_a_page_that_nobody_saw_yet_is_rendered_once(crowd):
    assert crowd.come() == ["first"] * READERS
    assert crowd.rendered == 1


def test_a_changed_page_is_rendered_once_and_nobody_gets_the_old_one(crowd):
    crowd.ask()
    crowd.text = "second"
    bump("front")
    assert crowd.come() == ["second"] * READERS
    assert crowd.rendered == 2


def test_while_an_old_page_is_rendered_anew_the_others_get_it_as_it_was(crowd, settings):
    crowd.ask()
    crowd.text, crowd.is_slow = "second", True
    with time_machine.travel(time.time() + 61):
        assert sorted(crowd.come()) == ["first"] * (READERS - 1) + ["second"]
    assert crowd.rendered == 2


def test_a_page_that_may_not_be_kept_is_rendered_for_each_reader(crowd):
    crowd.tagged = False
    assert crowd.come() == ["first"] * READERS
    assert crowd.rendered == READERS


def test_after_a_rendering_that_failed_the_next_reader_renders(crowd, monkeypatch):
    def fail(request):
        raise RuntimeError

    monkeypatch.setattr(crowd.middleware, "get_response", fail)
    with pytest.raises(RuntimeError):
        crowd.ask()
    monkeypatch.undo()
    assert crowd.ask().content == b"first"
