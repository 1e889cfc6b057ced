"""The cast that every test may call on, and the folder that the tests write to."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection

from newsroom.cache.shelf import shelf
from tests import cast


def pytest_configure(config: pytest.Config) -> None:
    """Spare the tests what only readers need, and give a bare ``pytest`` a folder of its own, as ``make test`` does."""
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages.backends["staticfiles"] = settings.STORAGES["staticfiles"]  # read already, while Wagtail's models loaded
    storages._storages.pop("staticfiles", None)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file on one worker, and all journeys on one: they share the newsroom that they start."""
    for item in items:
        room = item.path.parent.name
        item.add_marker(pytest.mark.xdist_group(room if room == "journeys" else str(item.path)))


@pytest.fixture(autouse=True)
def fresh_shelf():
    """No test is answered with a page that another one left in the cache, nor waits for its unfinished change."""
    shelf.clear()
    if settings.CACHES["default"]["BACKEND"].endswith("RedisCache"):
        from newsroom.cache import in_redis

        in_redis.client().delete(in_redis.key())
    else:
        # Wagtail keeps renditions there by the picture's id, which SQLite gives out again after each test.
        cache.clear()


@pytest.fixture
def house(db):
    """A front page with two sections: politics (team one) and sport (team two)."""
    return cast.build_house()


@pytest.fixture
def people(house):
    """Colleagues of both teams, by role: ``people.writer``, ``people.other_publisher``, ``people.chief``…"""
    return cast.hire(house)


@pytest.fixture
def article(house):
    """A live article of politics, with everything that a live article needs."""
    return cast.live_article(house.politics)
