"""What a process does in the test of two people: ``make`` an article, or ``write`` into it as somebody, when told."""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


def make() -> None:
    """Build the house with one draft; print its id."""
    from tests import cast

    house = cast.build_house()
    people = cast.hire(house)
    print(cast.draft(house.politics, owner=people.writer).pk)


def write(who: str, pk: str) -> None:
    """For each line that comes in (what the form was opened with, and a headline) save once and print the answer.

    For an empty line, print the versions: number, moment, headline, oldest first.
    """
    from django.test import Client

    from articles.models import ArticlePage
    from newsroom.teams.models import User
    from tests.articles.editor import edit_url, typed

    article = ArticlePage.objects.get(pk=pk)
    client = Client()
    client.force_login(User.objects.get(email=f"{who}@example.org"))
    client.get(edit_url(article))
    print("ready", flush=True)
    for line in map(json.loads, sys.stdin):
        if not line:
            versions = article.revisions.order_by("created_at", "pk")
            told = [(each.pk, each.created_at.isoformat(), each.content["title"]) for each in versions]
        else:
            answer = client.post(edit_url(article), typed(article) | line)
            told = {"status": answer.status_code}
            told["typed_is_shown"] = answer.status_code == 409 and line["title"] in answer.content.decode()
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.ALLOWED_HOSTS.append("testserver")
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django.setup()
    {"make": make, "write": write}[sys.argv[1]](*sys.argv[2:])
