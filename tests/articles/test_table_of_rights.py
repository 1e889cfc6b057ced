"""Every role, every verb, every way: what the table says is what happens in the database, and nothing else."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from django.utils.timezone import localtime
from wagtail.models import Page

from articles import bin as the_bin
from articles import corrections, interrupts, takedown, workflow
from articles.models import ArticlePage
from newsroom.teams.models import User
from tests import cast, stage
from tests.articles import table_of_rights as table
from tests.articles.editor import add_url, edit_url, typed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """An article in each state, made once: each case below is undone after it was looked at."""
    with django_db_blocker.unblock(), transaction.atomic():
        stage.set_up(lambda: cast.hire(cast.build_house()))
        yield table.build(cast.find_house(), cast.find_people())
        transaction.set_rollback(True)


# --- by the verbs themselves -----------------------------------------------------------------------------------------


VERBS = {
    "submit": lambda article, by, _: workflow.submit(article, by=by),
    "approve": lambda article, by, _: workflow.approve(article, by=by),
    "send_back": lambda article, by, _: workflow.send_back(article, by=by, note="أعد صياغة المقدّمة."),
    "publish": lambda article, by, _: workflow.publish(article, article.latest_revision, by=by),
    "schedule": lambda article, by, _: workflow.schedule(
        article, article.latest_revision, timezone.now() + HOUR, by=by
    ),
    "unschedule": lambda article, by, _: workflow.unschedule(article, by=by),
    "withdraw": lambda article, by, _: workflow.withdraw(article, by=by),
    "republish": lambda article, by, _: workflow.republish(article, by=by),
    "discard": lambda article, by, _: the_bin.discard(article, by=by),
    "restore": lambda article, by, _: the_bin.restore(article, by=by),
    "hold": lambda article, by, _: interrupts.hold(article, reason="بلاغ قانوني", by=by),
    "release": lambda article, by, _: interrupts.release(article, by=by),
    "embargo": lambda article, by, _: interrupts.embargo(article, until=timezone.now() + HOUR, by=by),
    "lift_embargo": lambda article, by, _: interrupts.lift_embargo(article, by=by),
    "correct": lambda article, by, _: corrections.correct(article, kind="correction", text="الصواب الجمعة.", by=by),
    "take_down": lambda article, by, _: takedown.take_down(article, reason="حكم محكمة", by=by),
    "put_back": lambda article, by, _: takedown.put_back(article, by=by),
}


# --- by the panel: what its pages send, sent by everybody ------------------------------------------------------------


def form(article, **fields) -> dict:
    return typed(article, **{name: getattr(article, name) for name in ("title", "standfirst", "place")} | fields)


def sent_to(name: str, **fields) -> Callable:
    """Return how a page of the panel about one article is answered with ``fields``."""
    return lambda article, client, _: client.post(reverse(f"wagtailadmin_pages:{name}", args=(article.pk,)), fields)


def saved_with(**fields) -> Callable:
    """Return how the editor's form is sent: with the button pressed, and whatever else ``fields`` say."""
    return lambda article, client, _: client.post(edit_url(article), form(article, **fields))


def scheduling(article, client, _scene):
    moment = f"{localtime(timezone.now() + HOUR):%Y-%m-%d %H:%M}"
    client.post(edit_url(article), form(article, go_live_at=moment) | {"action-publish": "1"})


def decided(**fields) -> Callable:
    button = {"action-workflow-action": "1", "workflow-action-extra-data": '{"comment": "أعد صياغة المقدّمة."}'}
    return saved_with(**button | fields)


EDITOR = {
    "edit": saved_with(title="عنوان آخر"),
    "submit": saved_with(**{"action-submit": "1"}),
    "approve": decided(**{"workflow-action-name": "approve"}),
    "send_back": decided(**{"workflow-action-name": "reject"}),
    "publish": saved_with(**{"action-publish": "1"}),
    "schedule": scheduling,
    "republish": saved_with(**{"action-publish": "1"}),
}


def saving_by_itself(article, client, _scene):
    client.post(edit_url(article), form(article, title="عنوان آخر"), headers={"accept": "application/json"})


def reverting(article, client, _scene):
    address = reverse("wagtailadmin_pages:revisions_revert", args=(article.pk, article.latest_revision_id))
    client.post(address, form(article, title="عنوان آخر"))


def unscheduling(article, client, _scene):
    client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=(article.pk, article.latest_revision_id)))


def moving(to: str) -> Callable:
    return lambda article, client, scene: client.post(
        reverse("wagtailadmin_pages:move_confirm", args=(article.pk, getattr(scene, to).pk))
    )


def copying(article, client, scene):
    there = {"new_title": "نسخة", "new_slug": "a-copy", "new_parent_page": scene.house.politics.pk}
    client.post(reverse("wagtailadmin_pages:copy", args=(article.pk,)), there | {"publish_copies": "on"})


PAGES = {
    "withdraw": sent_to("unpublish"),
    "discard": sent_to("delete"),
    "restore": lambda article, client, _: client.post(reverse("restore_article", args=(article.pk,))),
    "lock": sent_to("lock"),
    "unlock": sent_to("unlock"),
    "make_private": sent_to("set_privacy", restriction_type="login"),
    "unschedule": unscheduling,
    "move": moving("near"),
    "move_out": moving("far"),
    "copy": copying,
    "edit": saving_by_itself,
}


def in_a_batch(action: str, to: str = "") -> Callable:
    def send(article, client, scene):
        address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))
        client.post(f"{address}?id={article.pk}", {"chooser": getattr(scene, to).pk} if to else {})

    return send


BATCHES = {
    "publish": in_a_batch("publish"),
    "republish": in_a_batch("publish"),
    "withdraw": in_a_batch("unpublish"),
    "discard": in_a_batch("delete"),
    "move": in_a_batch("move", "near"),
    "move_out": in_a_batch("move", "far"),
}


def deciding(action: str) -> Callable:
    def send(article, client, _scene):
        state = article.current_workflow_task_state
        address = reverse("wagtailadmin_pages:workflow_action", args=(article.pk, action, state.pk))
        client.post(address, {"comment": "أعد صياغة المقدّمة."})

    return send


REVIEW = {"approve": deciding("approve"), "send_back": deciding("reject")}
ADDRESSED = {"edit": reverting}


def on_the_sheet(deed: str) -> Callable:
    def send(article, client, _scene):
        until = f"{localtime(timezone.now() + HOUR):%Y-%m-%dT%H:%M}"
        said = {"reason": "بلاغ قانوني", "until": until, "kind": "correction", "text": "الصواب الجمعة."}
        client.post(reverse("article_desk", args=(article.pk,)), {"deed": deed} | said)

    return send


DEEDS = "hold release embargo lift_embargo correct take_down put_back".split()
SHEET = {deed: on_the_sheet(deed) for deed in DEEDS}

PANEL = {
    "desk sheet": SHEET,
    "editor": EDITOR,
    "pages": PAGES,
    "batches": BATCHES,
    "review": REVIEW,
    "earlier version": ADDRESSED,
}


# --- the walk --------------------------------------------------------------------------------------------------------


def walk(way: dict[str, Callable], who: str, hand, scene) -> list[str]:
    """Try every verb of a way on every article it can be tried on; return what is not as the table says."""
    me = getattr(scene.people, who)
    colleague = scene.people.writer if who == "editor" else scene.people.editor
    cases = [(verb, state, own) for verb in way for state in table.TRIED_ON[verb] for own in table.tellingly(who)]
    return [
        f"{who}: {verb} · {state} · {'own' if own else 'of a colleague'}: {found}"
        for verb, state, own in cases
        if (found := attempt(way[verb], verb, state, own, who, me if own else colleague, hand, scene))
    ]


def attempt(act, verb, state, own, who, owner, hand, scene) -> str:
    """Try one verb; return what is wrong with what happened, or nothing."""
    pk = scene.articles[state]
    with table.undone():
        Page.objects.filter(pk=pk).update(owner=owner)
        before = table.standing(pk)
        with suppress(PermissionDenied):
            act(ArticlePage.objects.get(pk=pk), hand(), scene)
        now = table.standing(pk)
    moved = {name for name in before if before[name] != now[name]}
    if table.may(who, verb, state, own=own):
        return "" if table.MOVES[verb] in moved else "nothing happened"
    # Who may edit and not publish saves a draft with the button for publishing.
    kept = {"versions"} if table.may(who, "edit", state, own=own) else set()
    return f"moved {sorted(moved - kept)}" if moved - kept else ""


@pytest.mark.parametrize("who", table.TABLE)
def test_the_verbs_do_for_each_role_what_the_table_says(who, scene):
    pk = getattr(scene.people, who).pk
    assert walk(VERBS, who, lambda: User.objects.get(pk=pk), scene) == []


@pytest.mark.parametrize("who", table.TABLE)
@pytest.mark.parametrize("way", PANEL)
def test_whatever_is_sent_to_the_panel_does_what_the_table_says(way, who, scene):
    with table.undone():
        client = Client()
        client.force_login(getattr(scene.people, who))
        assert walk(PANEL[way], who, lambda: client, scene) == []


@pytest.mark.parametrize("button", ["", "action-submit", "action-publish"])
@pytest.mark.parametrize("who", table.TABLE)
def test_articles_are_begun_by_whom_the_table_names(who, button, scene):
    with table.undone():
        client = Client()
        client.force_login(getattr(scene.people, who))
        before = set(ArticlePage.objects.values_list("pk", flat=True))
        fields = typed(team=scene.house.team.pk) | ({button: "1"} if button else {})
        client.post(add_url(scene.house.politics), fields)
        begun = ArticlePage.objects.exclude(pk__in=before)
        assert len(begun) == (who in table.BEGINS_ARTICLES)
        live = button == "action-publish" and who in table.BEGINS_THEM_LIVE
        assert [article.live for article in begun] == [live] * len(begun)


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move", "copy", "revert_to_page_revision"])
@pytest.mark.parametrize("who", ["writer", "publisher", "operator"])
def test_the_panels_api_is_for_reading_alone(who, action, scene):
    with table.undone():
        client = Client()
        client.force_login(getattr(scene.people, who))
        for state, pk in scene.articles.items():
            before = table.standing(pk)
            address = reverse("wagtailadmin_api:pages:action", args=(pk, action))
            answer = client.post(address, {"destination_page_id": scene.near.pk})
            assert (state, answer.status_code, table.standing(pk)) == (state, 404, before)


def test_no_other_api_is_mounted():
    rooms = set(get_resolver().namespace_dict)
    assert {name for name in rooms if "api" in name} == {"wagtailadmin_api"}
