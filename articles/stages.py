"""Where the working copy of an article stands: in which stage, since when, and whom it waits for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageLogEntry, Revision, WorkflowState, get_default_page_content_type

from articles import review
from newsroom.teams.models import Membership, User

if TYPE_CHECKING:
    from articles.models import ArticlePage, Publication, SectionPage

Role = Membership.Role
SCHEDULED = "wagtail.publish.scheduled"


class Stage(TextChoices):
    """The stage of the working copy. Whether readers see a version is another question (``article.live``)."""

    WRITING = "writing", _("Being written")
    REVIEW = "review", _("In section review")
    COPY_EDIT = "copy_edit", _("In copy edit")
    READY = "ready", _("Ready to publish")
    RETURNED = "returned", _("Sent back")
    SETTLED = "settled", _("Nothing is under way")


@dataclass(frozen=True)
class Ready:
    """The version that may be published: which one, since when it waits for that, and who approved it last."""

    version: Revision
    since: datetime
    by: User | None
    is_latest: bool

    @property
    def scheduled_for(self) -> datetime | None:
        """When it goes live by itself, if somebody scheduled it."""
        return self.version.approved_go_live_at


@dataclass(frozen=True)
class Standing:
    """Where an article stands.

    ``waits_for``: who can act now, by name; empty where nobody need do anything. ``note``: why it was sent back, or
    what was said when it was handed in; ``note_by`` wrote it. ``ready``: what a publisher can publish, which may be
    an older version than the one that is being written or read.
    """

    stage: Stage
    since: datetime | None
    waits_for: tuple[User, ...] = ()
    handed_in_by: User | None = None
    note: str = ""
    note_by: User | None = None
    ready: Ready | None = None


def stage(article: "ArticlePage") -> Standing:
    """Return where one article stands; a list asks ``standings``, which takes as many queries for thirty as for one."""
    return standings([article])[article.pk]


def standings(articles: Iterable["ArticlePage"]) -> dict[int, Standing]:
    """Return where each article stands, by its id. Five queries, however many there are."""
    from articles.models import Publication

    articles = {article.pk: article for article in articles}
    found = Publication.objects.filter(pk__in=articles).select_related("section", "ready_revision", "ready_by")
    publications = {row.pk: row for row in found.defer("body_html", "story_html", "ready_revision__content")}
    states = _open_reviews(articles)
    notes = _notes(articles)
    people = desks(row.section for row in publications.values())
    return {
        pk: _standing(article, publications[pk], states.get(pk), notes.get(pk), people)
        for pk, article in articles.items()
        if pk in publications
    }


class Desks:
    """Who works in the teams of some sections, and who the chiefs are."""

    def __init__(self, sections: Iterable["SectionPage"]) -> None:
        teams = {section.team_id for section in sections if section and section.team_id}
        rows = Membership.objects.filter(Q(team__in=teams) | Q(role=Role.CHIEF), user__is_active=True)
        self._held = defaultdict(set)
        self._chiefs: set[User] = set()
        for row in rows.select_related("user"):
            self._held[row.team_id, row.role].add(row.user)
            if row.role == Role.CHIEF:
                self._chiefs.add(row.user)

    def who(self, section: "SectionPage", roles: Iterable[str], *, but: User | None = None) -> tuple[User, ...]:
        """Return who of the section's team holds one of the roles; where nobody does, the chiefs.

        ``but`` (who handed in) is named only where there is nobody else.
        """
        held = set().union(*(self._held[section.team_id, role] for role in roles)) if section.team_id else set()
        for found in (held - {but}, self._chiefs - {but}, held | self._chiefs):
            if found:
                return tuple(sorted(found, key=lambda user: (str(user), user.pk)))
        return ()


def desks(sections: Iterable["SectionPage"]) -> Desks:
    """Return who works for these sections; one query."""
    return Desks(list(sections))


def _open_reviews(articles: dict[int, "ArticlePage"]) -> dict[int, WorkflowState]:
    rows = WorkflowState.objects.active().filter(
        base_content_type=get_default_page_content_type(), object_id__in=[str(pk) for pk in articles]
    )
    rows = rows.select_related("requested_by", "current_task_state__task", "current_task_state__finished_by")
    return {int(row.object_id): row for row in rows if row.current_task_state}


def _notes(articles: dict[int, "ArticlePage"]) -> dict[int, PageLogEntry]:
    """Return what was said when each was handed in last: a decision against it, or its publication, ends a note."""
    ends = ["articles.note", "wagtail.workflow.reject", "wagtail.workflow.cancel", "wagtail.publish", SCHEDULED]
    rows = PageLogEntry.objects.filter(page__in=articles, action__in=ends).order_by("pk").select_related("user")
    newest = {row.page_id: row for row in rows}
    return {pk: row for pk, row in newest.items() if row.action == "articles.note"}


def step_of(task_state) -> review.Step | None:
    """Return which step of ours a state of the workflow belongs to; None for a task that an operator made."""
    from articles.models import CopyEdit, SectionReview

    known = {ContentType.objects.get_for_model(model).pk: model.step for model in (SectionReview, CopyEdit)}
    return known.get(task_state.task.content_type_id)


def _standing(
    article: "ArticlePage",
    publication: "Publication",
    state: WorkflowState | None,
    note: PageLogEntry | None,
    people: Desks,
) -> Standing:
    ready = _ready(article, publication)
    if state is None:
        return _between_reviews(article, publication, ready, people)
    now, handed_in_by = state.current_task_state, state.requested_by
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Standing(
            Stage.RETURNED,
            now.finished_at,
            (handed_in_by,) if handed_in_by else (),
            handed_in_by,
            note=now.comment,
            note_by=now.finished_by,
            ready=ready,
        )
    step = step_of(now) or review.Step.REVIEW
    return Standing(
        Stage(step.value),
        now.started_at,
        people.who(publication.section, review.DECIDERS[step], but=handed_in_by),
        handed_in_by,
        note=note.data.get("note", "") if note else "",
        note_by=note.user if note else None,
        ready=ready,
    )


def _between_reviews(
    article: "ArticlePage", publication: "Publication", ready: Ready | None, people: Desks
) -> Standing:
    if ready:
        waits_for = () if ready.scheduled_for else people.who(publication.section, {Role.PUBLISHER})
        return Standing(Stage.READY, ready.since, waits_for, ready=ready)
    if article.live and not article.has_unpublished_changes:
        return Standing(Stage.SETTLED, article.last_published_at)
    return Standing(Stage.WRITING, article.latest_revision_created_at, (article.owner,) if article.owner else ())


def _ready(article: "ArticlePage", publication: "Publication") -> Ready | None:
    if publication.ready_at is None or publication.ready_revision is None:
        return None
    if not review.steps_of(publication.section) <= set(publication.ready_steps):
        return None  # the section has switched on a step since
    version = publication.ready_revision
    return Ready(version, publication.ready_at, publication.ready_by, version.pk == article.latest_revision_id)
