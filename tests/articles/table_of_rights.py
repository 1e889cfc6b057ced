"""Who may do what with an article of politics: the table that ``test_table_of_rights.py`` walks, way by way.

A new verb needs a line in ``TRIED_ON`` and ``MOVES``, its name in the cells of those who may do it, and a way to do it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, WorkflowState

from articles import bin as the_bin
from articles import interrupts, takedown, workflow
from articles.models import ArticlePage, Correction, Publication, SectionPage
from newsroom.teams.models import Membership, User
from tests import cast

# Which articles a verb is tried on. What stands after the dash was live once: a role may do less with it.
TRIED_ON = {
    "edit": ("draft", "live"),
    "submit": ("draft", "live"),
    "approve": ("under_review",),
    "send_back": ("under_review",),
    "publish": ("ready",),
    "schedule": ("ready",),
    "unschedule": ("scheduled",),
    "withdraw": ("live",),
    "republish": ("withdrawn",),
    "discard": ("draft", "live"),
    "restore": ("binned", "binned_live"),
    "lock": ("draft", "live"),
    "unlock": ("locked",),
    "move": ("draft", "live"),  # to another section of the same team
    "move_out": ("draft", "live"),  # to a section of the other team
    "copy": ("draft", "live"),
    "make_private": ("draft", "live"),
    "hold": ("draft", "live"),
    "release": ("held",),
    "embargo": ("draft", "live"),
    "lift_embargo": ("embargoed",),
    "correct": ("live",),
    "take_down": ("live",),
    "put_back": ("taken_down",),
}
SEEN = {"live", "withdrawn", "binned_live", "taken_down"}  # the states of what readers see, or have seen

# Role by role: what is allowed with an own draft, a colleague's draft, an own and a colleague's published article.
_STOPS = "hold release embargo lift_embargo"
_EDITS = f"{_STOPS} edit submit approve send_back discard restore lock unlock move copy"
_EDITS_SEEN = f"{_STOPS} edit submit restore lock unlock copy"
_PUBLISHES = f"{_STOPS} edit submit publish schedule unschedule discard restore lock unlock move copy"
_PUBLISHES_SEEN = f"{_STOPS} correct edit submit withdraw republish discard restore lock unlock move copy"
_ALL = f"{_EDITS} {_PUBLISHES} {_PUBLISHES_SEEN} move_out take_down put_back"
TABLE = {
    #            own draft                               draft         own, published       published
    "writer": ("edit submit discard restore move copy", "", "edit submit copy", ""),
    "editor": (_EDITS, _EDITS, _EDITS_SEEN, _EDITS_SEEN),
    "publisher": (_PUBLISHES, _PUBLISHES, _PUBLISHES_SEEN, _PUBLISHES_SEEN),
    "chief": (_ALL, _ALL, _ALL, _ALL),
    "photo_editor": ("", "", "", ""),
    "moderator": ("", "", "", ""),
    "other_writer": ("", "", "", ""),
    "other_editor": ("", "", "", ""),
    "other_publisher": ("", "", "", ""),
    "other_chief": (_ALL, _ALL, _ALL, _ALL),
    "other_photo_editor": ("", "", "", ""),
    "other_moderator": ("", "", "", ""),
    "visitor": ("", "", "", ""),  # an account that enters the panel, with no role in any team
    "stranger": ("", "", "", ""),  # an account that does not
    "closed": ("", "", "", ""),  # a chief whose account was closed
    "operator": (_ALL, _ALL, _ALL, _ALL),
}
BEGINS_ARTICLES = {"writer", "editor", "publisher", "chief", "other_chief", "operator"}
BEGINS_THEM_LIVE = {"chief", "other_chief", "operator"}  # the section wants a review, which a publisher does not give

# What each verb moves in the database. Everything else stays.
MOVES = {
    "create": "articles",
    "edit": "versions",
    "submit": "review",
    "approve": "ready",
    "send_back": "review",
    "publish": "live",
    "schedule": "scheduled",
    "unschedule": "scheduled",
    "withdraw": "live",
    "republish": "live",
    "discard": "binned",
    "restore": "binned",
    "lock": "locked",
    "unlock": "locked",
    "move": "section",
    "move_out": "section",
    "copy": "articles",
    "make_private": "private",
    "hold": "held",
    "release": "held",
    "embargo": "embargo",
    "lift_embargo": "embargo",
    "correct": "corrections",
    "take_down": "taken_down",
    "put_back": "taken_down",
}


def may(who: str, verb: str, state: str, *, own: bool) -> bool:
    """Say what the table says."""
    column = 2 * (state in SEEN) + (not own)
    return verb in TABLE[who][column].split()


def tellingly(who: str) -> tuple[bool, ...]:
    """Say whether to try a role on its own articles, a colleague's, or both: what is one to the table needs one try.

    Who may nothing is tried where most would be given: on an own article.
    """
    own_draft, draft, own_seen, seen = TABLE[who]
    if (own_draft, own_seen) != (draft, seen):
        return (True, False)
    return (own_draft == "",)


def build(house: SimpleNamespace, people: SimpleNamespace) -> SimpleNamespace:
    """Bring one article into each state, by the verbs; return them by state, and the sections to move them to."""
    people.visitor = User.objects.create_user("visitor@example.org")
    people.visitor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    people.closed = User.objects.create_user("closed@example.org", is_active=False)
    Membership.objects.create(team=house.team, user=people.closed, role="chief")
    near = SectionPage(title="اقتصاد", slug="economy", team=house.team)
    house.home.add_child(instance=near)
    articles = {state: _in_state(state, house, people) for state in {s for states in TRIED_ON.values() for s in states}}
    return SimpleNamespace(house=house, people=people, articles=articles, near=near, far=house.sport)


def _scheduled(draft: ArticlePage, by: User) -> None:
    workflow.schedule(draft, draft.latest_revision, timezone.now() + timedelta(hours=1), by=by)


def _locked(draft: ArticlePage, by: User) -> None:
    Page.objects.filter(pk=draft.pk).update(locked=True, locked_by=by, locked_at=timezone.now())


# What brings an article into its state, after its review and its publication where it needs them.
LAST_STEP = {
    "scheduled": _scheduled,
    "withdrawn": lambda article, by: workflow.withdraw(article, by=by),
    "held": lambda article, by: interrupts.hold(article, reason="بلاغ قانوني", by=by),
    "embargoed": lambda article, by: interrupts.embargo(article, until=timezone.now() + timedelta(hours=1), by=by),
    "taken_down": lambda article, by: takedown.take_down(article, reason="حكم محكمة", by=by),
    "binned": lambda article, by: the_bin.discard(article, by=by),
    "binned_live": lambda article, by: the_bin.discard(article, by=by),
    "locked": _locked,
}


def _in_state(state: str, house: SimpleNamespace, people: SimpleNamespace) -> int:
    draft, by = cast.draft(SectionPage.objects.get(pk=house.politics.pk), owner=people.chief), people.operator
    if state in SEEN | {"under_review", "ready", "scheduled"}:
        workflow.submit(draft, by=by)
    if state in SEEN | {"ready", "scheduled"}:
        workflow.approve(draft, by=by)
    if state in SEEN:
        workflow.publish(draft, draft.latest_revision, by=by)
    if state in LAST_STEP:
        LAST_STEP[state](draft, by)
    return draft.pk


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever is written inside."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def standing(pk: int) -> dict:
    """Return how an article stands in the database: what the verbs move."""
    article = ArticlePage.objects.get(pk=pk)
    publication = Publication.objects.get(pk=pk)
    reviews = WorkflowState.objects.filter(object_id=str(pk)).order_by("pk")
    return {
        "articles": ArticlePage.objects.count(),
        "versions": list(article.revisions.order_by("pk").values_list("pk", "content")),
        "review": [(row.status, row.current_task_state_id) for row in reviews],
        "ready": (publication.ready_at, publication.ready_revision_id),
        "live": (article.live, article.live_revision_id, publication.withdrawn_at),
        "scheduled": list(article.revisions.exclude(approved_go_live_at=None).values_list("pk", "approved_go_live_at")),
        "binned": publication.binned_at,
        "held": publication.hold_reason,
        "embargo": publication.embargo_until,
        "corrections": Correction.objects.filter(article=pk).count(),
        "taken_down": publication.taken_down_at,
        "locked": article.locked,
        "section": article.path[: -article.steplen],
        "private": PageViewRestriction.objects.filter(page=pk).exists(),
    }
