"""The owner presses in several windows at once while a moderator decides: each comment is decided once, and counted."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.newsroom.checkout import ROOT
from tests.tables import newsroom_of_its_own

pytestmark = pytest.mark.slow
WINDOWS = {"postgresql": 6, "sqlite": 2}[connection.vendor]
WAITING = 8


def make() -> None:
    """Two articles that publish at once, with comments of one address that is not proven; print its link's token."""
    from articles.models import ArticlePage
    from comments import policy, posting, readers
    from comments.models import Comment, Reader
    from tests import cast

    house = cast.build_house()
    people = cast.hire(house)
    for number in range(2):
        article = cast.live_article(house.politics, title=f"مادة {number}")
        policy.say(article, "post", by=people.chief)
    articles = list(ArticlePage.objects.order_by("pk"))
    for number in range(WAITING):
        facts = {"name": "سلمى", "email": "salma@example.com", "body": f"تعليق رقم {number} عن الميناء"}
        posting.post(articles[number % 2], **facts)
    reader = Reader.objects.create(email_hash=Comment.objects.first().email_hash)
    token = readers._LINKS.sign(f"{reader.number}.{int(reader.made_at.timestamp()) + 1}")
    print(token, people.moderator.pk)


def confirm(token: str, _moderator: str) -> None:
    """Press the button: every comment is mine."""
    from comments import readers
    from comments.models import Comment

    answers = dict.fromkeys(Comment.objects.values_list("pk", flat=True), True)
    assert readers.confirm(token, answers=answers)


def moderate(_token: str, moderator: str) -> None:
    """Decide the same comments, one after the other, from the last."""
    from comments import moderation
    from comments.models import Comment
    from newsroom.teams.models import User

    by = User.objects.get(pk=moderator)
    for pk in Comment.objects.order_by("-pk").values_list("pk", flat=True):
        moderation.approve([pk], by=by)


def tell() -> None:
    """Print: comments on the page, events, counts that drifted."""
    from comments import recount
    from comments.models import Comment, ModerationEvent

    print(Comment.objects.approved().count(), ModerationEvent.objects.count(), len(recount.drifts()))


def start(environment: dict[str, str], *words: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.comments.test_two_confirms", *words]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def test_each_comment_is_decided_once_and_counted_once(tmp_path):
    with newsroom_of_its_own(tmp_path) as environment:
        made = start(environment, "make").communicate()[0].split()
        crowd = [start(environment, "confirm", *made) for _window in range(WINDOWS)]
        crowd.append(start(environment, "moderate", *made))
        for process in crowd:
            process.communicate(timeout=200)
        codes = [process.returncode for process in crowd]
        told = start(environment, "tell").communicate()[0].split()

    assert (codes, told) == ([0] * (WINDOWS + 1), [str(WAITING), str(WAITING), "0"])


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    order, *words = sys.argv[1:]
    {"make": make, "confirm": confirm, "moderate": moderate, "tell": tell}[order](*words)
