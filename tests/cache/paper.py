"""A newspaper of one page, as a project of its own: real web processes serve it, another process changes it.

``tests.cache.paper:application`` is the site; ``python -m tests.cache.paper make`` prepares its database, and
``… change NAME TEXT`` publishes a text, waiting with the commit while the file ``wait`` lies in its folder.
"""

import os
import sys
import time
from pathlib import Path

import django
import environ
from django.conf import settings

FOLDER = Path(os.environ["PAPER"])
settings.configure(
    SECRET_KEY="paper",
    ALLOWED_HOSTS=["127.0.0.1"],
    USE_TZ=True,
    ROOT_URLCONF="tests.cache.paper",
    INSTALLED_APPS=["newsroom.cache"],
    MIDDLEWARE=["newsroom.cache.middleware.PageCacheMiddleware"],
    DATABASES={"default": environ.Env().db_url("PAPER_DATABASE")},
    CACHES={"default": environ.Env().cache_url("PAPER_VERSIONS", default="locmemcache://")},
    PAGE_CACHE_SECONDS=600,
    PAGE_CACHE_MB=8,
    PAGE_CACHE_NEXT_MOMENT="",
)
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    settings.DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

from newsroom.cache.tagging import tag  # noqa: E402
from newsroom.cache.versions import bump  # noqa: E402


def wait_while(name: str, sign: str) -> None:
    """Wait while ``name`` lies in the folder; ``sign`` laid beside it says that somebody waits."""
    if (FOLDER / name).exists():
        (FOLDER / sign).touch()
    while (FOLDER / name).exists():
        time.sleep(0.005)


def story(request: HttpRequest, name: str) -> HttpResponse:
    """Read the text, then take as long as somebody wishes to set it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM story WHERE name = %s", [name])
        (body,) = cursor.fetchone()
    wait_while("hold", sign="rendering")
    with (FOLDER / "rendered").open("a") as log:
        log.write(".")
    return tag(HttpResponse(body), f"article:{name}")


def make() -> None:
    """Prepare the database."""
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE story (name varchar(20) PRIMARY KEY, body text)")
        cursor.execute("INSERT INTO story VALUES ('harbour', 'first'), ('bridge', 'first')")


def change(name: str, body: str) -> None:
    """Publish a text."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE story SET body = %s WHERE name = %s", [body, name])
        bump(f"article:{name}")
        wait_while("wait", sign="committing")


urlpatterns = [path("<name>/", story)]
application = get_wsgi_application()

if __name__ == "__main__":
    {"make": make, "change": change}[sys.argv[1]](*sys.argv[2:])
