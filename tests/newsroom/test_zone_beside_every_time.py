"""Beside every time of day that the panel shows stands the newsroom's zone: nobody takes 14:05 for their own."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.widgets import AdminDateTimeInput

from articles import workflow
from articles.models import ArticlePage, Publication
from newsroom.teams.models import Person
from tests import cast
from tests.newsroom.crawler import walk

ZONE = "بتوقيت الرياض"
BARE = re.compile(rf"(?<![\d:+])\d{{1,2}}:\d\d(?![\d:])(?! {ZONE})")


def bare_times(said: list[str]) -> list[str]:
    """Return what shows a time of day without the zone beside it."""
    return [line for line in (" ".join(text.split()) for text in said) if BARE.search(line)]


def newsday(house, people) -> dict[str, ArticlePage]:
    """Let something have happened on every page that shows a time."""
    now = timezone.now()
    article = cast.live_article(house.politics, lead=cast.picture())
    waiting = cast.draft(house.politics, title="مسوّدة تنتظر", owner=people.writer)
    workflow.submit(waiting, by=people.writer, note="للمراجعة من فضلكم")
    workflow.approve(waiting, by=people.editor)
    promised = cast.draft(house.politics, title="مادة على موعد")
    version = promised.get_latest_revision_as_object()
    version.expire_at = now + timedelta(days=2)
    version = version.save_revision(user=people.chief)
    workflow.schedule(promised, version, now + timedelta(days=1), by=people.chief)
    planned = cast.draft(house.politics, title="مسوّدة لها موعد", owner=people.writer)
    planned.go_live_at = now + timedelta(days=1)
    planned.save_revision(user=people.writer)
    lock = {"locked": True, "locked_by": people.editor, "locked_at": now}
    locked = cast.draft(house.politics, title="مادة مقفلة", **lock)
    withdrawn = cast.live_article(house.politics, title="مادة مسحوبة")
    workflow.withdraw(withdrawn, by=people.chief)
    Publication.objects.filter(pk=locked.pk).update(embargo_until=now + timedelta(hours=3))
    return {
        "live": article,
        "waiting": waiting,
        "promised": promised,
        "planned": planned,
        "locked": locked,
        "withdrawn": withdrawn,
    }


def pages_of(article: ArticlePage) -> Iterator[str]:
    """Yield the pages about one article that show times; the crawler opens one of each kind only."""
    for name in ("edit", "history", "workflow_history", "usage"):
        yield reverse(f"wagtailadmin_pages:{name}", args=(article.pk,))
    first, last = article.revisions.order_by("pk").first().pk, article.revisions.order_by("pk").last().pk
    yield reverse("wagtailadmin_pages:revisions_compare", args=(article.pk, "earliest", "latest"))
    yield reverse("wagtailadmin_pages:revisions_revert", args=(article.pk, first))
    if article.approved_schedule:
        yield reverse("wagtailadmin_pages:revisions_unschedule", args=(article.pk, last))


@pytest.mark.parametrize("role", ["writer", "chief", "operator"])
def test_no_page_of_the_panel_shows_a_time_without_its_zone(house, people, role):
    articles = newsday(house, people)
    chosen = {"page": articles["live"].pk, "picture": articles["live"].lead_id, "user": people.stranger.pk}
    chosen |= {"team": house.team.pk, "person": Person.objects.create(name="هدى سالم", slug="huda").pk}
    client = Client()
    client.force_login(getattr(people, role))
    bare, times = {}, 0

    more = [address for article in articles.values() for address in pages_of(ArticlePage.objects.get(pk=article.pk))]
    for path, reader in chain(walk(client, chosen), *(walk(client, chosen, address, limit=1) for address in more)):
        if reader is None or path.endswith(("/view_draft/", "/view/")):
            continue  # a draft, or a version, is looked at as readers will see it
        times += sum(ZONE in text for text in reader.said)
        if found := bare_times(reader.said):
            bare[path] = found

    assert bare == {}
    assert times > 10


def test_readers_pages_and_the_widgets_of_the_panel_keep_their_own_forms(article, client):
    page = client.get(article.url).content.decode()
    assert re.search(r"، \d\d:\d\d<", page)
    assert "بتوقيت" not in page
    moment = datetime(2026, 11, 23, 14, 5, tzinfo=ZoneInfo("Asia/Riyadh"))
    assert AdminDateTimeInput().format_value(moment) == "2026-11-23 14:05"
    assert forms.DateTimeField().clean("2026-11-23 14:05") == moment
