"""Which version of an article its section approved, and who may approve."""

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState

from newsroom.teams.models import Membership
from newsroom.teams.rights import is_chief, roles

if TYPE_CHECKING:
    from articles.models import ArticlePage, Publication, SectionReview
    from newsroom.teams.models import User

# What an approval covers. Dates, locks and the slug are no part of it: scheduling an approved text leaves it approved.
TEXT = "title kicker standfirst kind place agency lead language seo_title search_description".split()
_KEYS_OF_DRAFTAIL = re.compile(r' data-block-key="[^"]*"')


def is_reviewed(page: Page) -> bool:
    """Say whether the section wants to read it first: articles only, and not in a section without review."""
    from articles.models import ArticlePage

    return isinstance(page, ArticlePage) and page.section.needs_review


def may_approve(user: "User | AnonymousUser", page: Page) -> bool:
    """Say whether ``user`` edits the section of an article: an editor of its team, a chief, the operator.

    Wagtail asks with the bare page too; of what is no article nobody approves anything.
    """
    from articles.models import ArticlePage

    article = page.specific_deferred
    return isinstance(article, ArticlePage) and Membership.Role.EDITOR in roles(user, article.team)


def publication_of(article: "ArticlePage") -> "Publication | None":
    """Return the public side of an article as it is now, or None for one that was never saved."""
    from articles.models import Publication

    return Publication.objects.filter(pk=article.pk).first() if article.pk else None


def is_approved(article: "ArticlePage") -> bool:
    """Say whether the section approved exactly the text that ``article`` holds."""
    publication = publication_of(article)
    return publication is not None and publication.ready_fingerprint == fingerprint(article)


def fingerprint(article: "ArticlePage") -> str:
    """Return a hash of all that an editor approves: the words, the pictures, the names, the topics."""
    stored = article.serializable_data()
    text = {name: stored[name] for name in TEXT}
    text["body"] = _without_keys(json.loads(stored["body"]))
    text["byline"] = [(row["person"], row["team"]) for row in stored["byline"]]
    text["tags"] = sorted(row["tag"] for row in stored["tagged_items"])
    return sha256(json.dumps(text, sort_keys=True).encode()).hexdigest()


def _without_keys(value):
    """Drop what the editor's widgets number anew at each saving."""
    if isinstance(value, dict):
        return {key: _without_keys(part) for key, part in value.items() if key != "id"}
    if isinstance(value, list):
        return [_without_keys(part) for part in value]
    return _KEYS_OF_DRAFTAIL.sub("", value) if isinstance(value, str) else value


def mark_ready(revision: Revision) -> None:
    """Write down that this version, and no other text, may be published. Call it inside a transaction."""
    from articles.models import ArticlePage, Publication

    article = revision.as_object()
    if isinstance(article, ArticlePage):
        ready = {"ready_revision": revision, "ready_fingerprint": fingerprint(article)}
        Publication.objects.filter(pk=article.pk).update(**ready)


def approve_by_publishing(article: "ArticlePage", revision: Revision, *, by: "User | None") -> None:
    """Whoever may both approve and publish approves a version by publishing it; the history says so."""
    if by is None or not article.section.needs_review or is_approved(article):
        return
    mark_ready(revision)
    log(instance=article, action="articles.approve", user=by, revision=revision)


def awaiting(task: "SectionReview", user: "User") -> QuerySet[TaskState]:
    """Return the reviews in progress that ``user`` may decide."""
    from articles.models import Publication

    open_states = task.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
    if is_chief(user):
        return open_states
    edited = Publication.objects.filter(
        section__team__memberships__user=user, section__team__memberships__role=Membership.Role.EDITOR
    )
    keys = edited.annotate(key=Cast("article_id", CharField())).values("key")
    return open_states.filter(workflow_state__object_id__in=keys) if user.is_active else open_states.none()
