"""The cast that every test may call on, and the folder that the tests write to."""

import os
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection

from newsroom.cache.shelf import shelf
from tests import cast, stage, tables

# Property tests are not timed: on a busy machine a slow example is no fault of the text. They try the same examples in
# every run, so that a run tells of the change and not of the lot; ``--hypothesis-profile=wander`` looks for new ones.
UNTIMED = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("steady", derandomize=True, **UNTIMED)
hypothesis.settings.register_profile("wander", max_examples=1000, **UNTIMED)
hypothesis.settings.load_profile("steady")
ON_REDIS = settings.CACHES["default"]["BACKEND"].endswith("RedisCache")


def pytest_configure(config: pytest.Config) -> None:
    """Spare the tests what only readers need, and give a bare ``pytest`` a folder of its own, as ``make test`` does."""
    if ON_REDIS:
        # Each worker empties its cache before each test: it needs one of Redis's databases for itself.
        server, _, number = os.environ["CACHE_URL"].rpartition("/")
        own = int(number) + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        os.environ["CACHE_URL"] = settings.CACHES["default"]["LOCATION"] = f"{server}/{own}"
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages.backends["staticfiles"] = settings.STORAGES["staticfiles"]  # read already, while Wagtail's models loaded
    storages._storages.pop("staticfiles", None)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if tables.FOLDER not in os.environ:
        tables.prepare(config, Path(tempfile.mkdtemp(prefix="newsroom-tables-")))
    if "DATA_DIR" in os.environ:
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where there is none
        return
    folder = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    settings.MEDIA_ROOT = folder / "media"
    settings.STATIC_ROOT = folder / "static"
    settings.STATIC_ROOT.mkdir()
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = folder / "test.sqlite3"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of the whole demo, which no marker orders, come before those that empty the tables."""
    items.sort(key=lambda item: "demo" not in item.fixturenames)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The tests' database is there already, with its tables: a copy of those that this run made once."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Copy the tables to where this worker looks for them."""
    tables.copy_to(connection.creation._get_test_db_name())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tests' database; it is gone afterwards, whatever thread of a test still holds a connection."""
    with django_db_blocker.unblock():
        stage.remember_the_empty_house()
    yield
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        connection.close()
        tables.drop(name)


@pytest.fixture(autouse=True)
def fresh_shelf(request, monkeypatch):
    """No test is answered with a page that another one left in the cache, nor waits for its unfinished change."""
    shelf.clear()
    cache.clear()  # renditions stand here by the picture's id, which SQLite gives out again; so do counts of tries
    if not ON_REDIS:
        return
    from newsroom.cache import in_redis

    in_redis.now()  # the clearing took the versions along: begin them before several threads ask at once
    marker = request.node.get_closest_marker("django_db")
    if not (marker and marker.kwargs.get("transaction")) and "transactional_db" not in request.fixturenames:
        # What such a test changes is rolled back, so no commit will ever settle it: it is settled at once.
        monkeypatch.setattr(in_redis, "transaction", SimpleNamespace(on_commit=lambda settle: settle()))


@pytest.fixture
def house(db):
    """A front page with two sections: politics (team one) and sport (team two)."""
    stage.set_up(lambda: cast.hire(cast.build_house()))
    return cast.find_house()


@pytest.fixture
def people(house):
    """Colleagues of both teams, by role: ``people.writer``, ``people.other_publisher``, ``people.chief``…"""
    return cast.find_people()


@pytest.fixture
def article(house):
    """A live article of politics, with everything that a live article needs."""
    return cast.live_article(house.politics)
