"""The steps of a review: which of them a section wants, who may take them, and which version has passed them."""

import json
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, QuerySet, TextChoices
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState

from newsroom.rtl.bidi import clean_body, is_blank
from newsroom.teams.models import Membership
from newsroom.teams.rights import is_chief, roles

if TYPE_CHECKING:
    from articles.models import ArticlePage, Publication, SectionPage
    from articles.models.review import Reading
    from newsroom.teams.models import User

Role = Membership.Role


class Step(TextChoices):
    """What a version passes before it is ready. A section switches each of them on or off."""

    REVIEW = "review", _("Section review")
    COPY_EDIT = "copy_edit", _("Copy edit")


SWITCHES = {Step.REVIEW: "needs_review", Step.COPY_EDIT: "needs_copy_edit"}
# Who of the section's team may take a step; a chief and the operator act in every role.
DECIDERS = {Step.REVIEW: {Role.EDITOR}, Step.COPY_EDIT: {Role.EDITOR, Role.PUBLISHER}}

# What an approval covers. Dates, locks and the slug are no part of it: scheduling an approved text leaves it approved.
TEXT = "title kicker standfirst kind place agency lead language seo_title search_description".split()
_KEYS_OF_DRAFTAIL = re.compile(r' data-block-key="[^"]*"')
_said: ContextVar[str] = ContextVar("what is said with what is being handed in", default="")


def steps_of(section: "SectionPage") -> set[Step]:
    """Return the steps that a section has switched on."""
    return {step for step, switch in SWITCHES.items() if getattr(section, switch)}


def wants(page: Page, step: Step) -> bool:
    """Say whether the section of ``page`` wants this step: articles only."""
    from articles.models import ArticlePage

    return isinstance(page, ArticlePage) and step in steps_of(page.section)


def may_decide(user: "User | AnonymousUser", page: Page, step: Step) -> bool:
    """Say whether ``user`` may take this step of an article.

    Wagtail asks with the bare page too; of what is no article nobody approves anything.
    """
    from articles.models import ArticlePage

    article = page.specific_deferred
    return isinstance(article, ArticlePage) and bool(DECIDERS[step] & roles(user, article.team))


def may_approve_alone(user: "User | AnonymousUser", article: "ArticlePage") -> bool:
    """Say whether ``user``, who may publish here, approves a version by publishing it.

    Whoever edits the section, where a review is all it wants. A section that wants a copy edit has chosen that a second
    person reads each text: only a chief and the operator stand above that.
    """
    wanted = steps_of(article.section)
    if Step.COPY_EDIT in wanted:
        return is_chief(user)
    return all(may_decide(user, article, step) for step in wanted)


def publication_of(article: "ArticlePage") -> "Publication | None":
    """Return the public side of an article as it is now, or None for one that was never saved."""
    from articles.models import Publication

    return Publication.objects.filter(pk=article.pk).first() if article.pk else None


def missing_steps(article: "ArticlePage") -> list[Step]:
    """Return the steps that the section wants and that exactly the text which ``article`` holds has not passed."""
    wanted = steps_of(article.section)
    publication = publication_of(article) if wanted else None
    passed = set()
    if publication and publication.ready_fingerprint and publication.ready_fingerprint == fingerprint(article):
        passed = set(publication.ready_steps)
    return [step for step in Step if step in wanted - passed]


def is_approved(article: "ArticlePage") -> bool:
    """Say whether exactly the text that ``article`` holds was made ready, with every step its section wants now."""
    publication = publication_of(article)
    if publication is None or publication.ready_fingerprint != fingerprint(article):
        return False
    return steps_of(article.section) <= set(publication.ready_steps)


def fingerprint(article: "ArticlePage") -> str:
    """Return a hash of all that an editor approves: the words, the pictures, the names, the topics."""
    stored = article.serializable_data()
    text = {name: stored[name] for name in TEXT}
    text["body"] = _without_keys(json.loads(stored["body"]))
    text["byline"] = [(row["person"], row["team"]) for row in stored["byline"]]
    text["tags"] = sorted(row["tag"] for row in stored["tagged_items"])
    return sha256(json.dumps(text, sort_keys=True).encode()).hexdigest()


def same_text(one: Revision, other: Revision) -> bool:
    """Say whether two versions hold one text: an approval of the first covers the second."""
    return one.pk == other.pk or fingerprint(one.as_object()) == fingerprint(other.as_object())


def _without_keys(value):
    """Drop what the editor's widgets number anew at each saving."""
    if isinstance(value, dict):
        return {key: _without_keys(part) for key, part in value.items() if key != "id"}
    if isinstance(value, list):
        return [_without_keys(part) for part in value]
    return _KEYS_OF_DRAFTAIL.sub("", value) if isinstance(value, str) else value


def mark_ready(revision: Revision, *, steps: Collection[Step], by: "User | None") -> None:
    """Write down that this version, and no other text, passed ``steps``. Call it inside a transaction."""
    from articles.models import ArticlePage, Publication

    article = revision.as_object()
    if isinstance(article, ArticlePage):
        Publication.objects.filter(pk=article.pk).update(
            ready_revision=revision,
            ready_fingerprint=fingerprint(article),
            ready_steps=sorted(steps),
            ready_at=timezone.now(),
            ready_by=by,
        )


def approve_by_publishing(article: "ArticlePage", revision: Revision, *, by: "User | None") -> None:
    """Whoever ``may_approve_alone`` approves a version by publishing it; the history says so.

    Where a later version is approved and waits, it goes on waiting: its marks are not given to an earlier one.
    """
    missing = missing_steps(article) if by is not None else []
    if missing:
        publication = publication_of(article)
        if publication.ready_at is None or publication.ready_revision_id < revision.pk:
            mark_ready(revision, steps=steps_of(article.section), by=by)
        log(instance=article, action="articles.approve", user=by, revision=revision)


def waits_no_more(article: "ArticlePage", revision: Revision) -> None:
    """Note that what was ready has gone live, or that something newer has; call it after publishing or scheduling."""
    from articles.models import Publication

    if article.live and article.live_revision_id == revision.pk:
        waiting = Publication.objects.filter(pk=article.pk, ready_revision__lte=revision)
        waiting.update(ready_at=None)


def awaiting(task: "Reading", user: "User") -> QuerySet[TaskState]:
    """Return the states in progress of a step that ``user`` may decide."""
    from articles.models import Publication

    open_states = task.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
    if is_chief(user):
        return open_states
    of_own_sections = Publication.objects.filter(
        section__team__memberships__user=user, section__team__memberships__role__in=DECIDERS[task.step]
    )
    keys = of_own_sections.annotate(key=Cast("article_id", CharField())).values("key")
    return open_states.filter(workflow_state__object_id__in=keys) if user.is_active else open_states.none()


@contextmanager
def saying(note: str, article: "ArticlePage", *, by: "User") -> Iterator[None]:
    """Hand in with a note: who is asked to read finds it in the letter, and the history keeps it."""
    said = "" if is_blank(note) else clean_body(note).strip()
    token = _said.set(said)
    try:
        yield
    finally:
        _said.reset(token)
    if said:
        log(instance=article, action="articles.note", user=by, data={"note": said})


def said_now() -> str:
    """Return the note of what is being handed in at this moment."""
    return _said.get()
