"""Taking down for the law: an editor-in-chief alone, with a reason, and nobody publishes it again without one."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from articles import workflow
from articles.notyet import NotYet
from newsroom.rtl.bidi import clean_body, is_blank
from newsroom.teams.rights import is_chief

if TYPE_CHECKING:
    from articles.models import ArticlePage, Publication
    from newsroom.teams.models import User

LONGEST = 500


@transaction.atomic
def take_down(article: "ArticlePage", *, reason: str, by: "User") -> None:
    """Take what readers have seen from them for legal reasons: 410 at its address, and no version goes live.

    Any schedule is dropped, its corrections vanish with it. One line in the history. Raises PermissionDenied for
    whoever is no editor-in-chief, ``NotYet`` (``reason``, ``state``).
    """
    article, publication = _taken(article, by)
    if publication.taken_down_at:
        raise NotYet({"state": [_("The article was taken down already.")]})
    if not article.first_published_at:
        raise NotYet({"state": [_("Readers have never seen the article: put it on hold, or delete it.")]})
    said = "" if is_blank(reason) else clean_body(reason).strip()
    if not said:
        raise NotYet({"reason": [_("Say why: the history keeps it, readers are not told.")]})
    if len(said) > LONGEST:
        raise NotYet({"reason": [_("At most %(count)s characters.") % {"count": LONGEST}]})
    workflow.drop_schedule(article, by)
    if article.live:
        article.unpublish(user=by)
    _write(publication, taken_down_at=timezone.now(), take_down_reason=said)
    log(instance=article, action="articles.take_down", user=by, data={"text": said})


@transaction.atomic
def put_back(article: "ArticlePage", *, by: "User") -> None:
    """Allow an article to be published again; until somebody does, it stays withdrawn.

    One line in the history. Raises PermissionDenied, or ``NotYet`` where it is not taken down.
    """
    article, publication = _taken(article, by)
    if not publication.taken_down_at:
        raise NotYet({"state": [_("The article is not taken down.")]})
    _write(publication, taken_down_at=None, take_down_reason="")
    log(instance=article, action="articles.put_back", user=by)


def _taken(article: "ArticlePage", by: "User") -> "tuple[ArticlePage, Publication]":
    """Lock the article; return it and its public side as they are now."""
    article = workflow.locked(article)
    if article.is_binned or not is_chief(by):
        raise PermissionDenied
    return article, article.publication


def _write(publication: "Publication", **fields) -> None:
    type(publication).objects.filter(pk=publication.pk).update(**fields)
