"""Hold and embargo: they stop every way of going live, and touch nothing that readers see already."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from articles import moments, workflow
from articles.notyet import NotYet
from newsroom.rtl.bidi import clean_line, is_blank, plain_isolate
from newsroom.rtl.dates import stamp_in_zone
from newsroom.teams.models import Membership
from newsroom.teams.rights import roles

if TYPE_CHECKING:
    from articles.models import ArticlePage, Publication
    from newsroom.teams.models import User

LONGEST = 300
MAY = {Membership.Role.EDITOR, Membership.Role.PUBLISHER}


def may_interrupt(user: "User", article: "ArticlePage") -> bool:
    """Say whether ``user`` may hold, release and embargo: the section's editors and publishers, and a chief."""
    return bool(MAY & roles(user, article.team))


@transaction.atomic
def hold(article: "ArticlePage", *, reason: str, by: "User | None") -> None:
    """Put an article on hold: no version of it goes live, on no way, until it is released. What is live stays.

    One line in the history. Raises PermissionDenied, or ``NotYet`` (``reason``; ``state`` where it is on hold).
    """
    publication = _taken(article, by)
    if publication.hold_reason:
        reason = plain_isolate(publication.hold_reason)
        raise NotYet({"state": [_("The article is on hold already: %(reason)s") % {"reason": reason}]})
    said = "" if is_blank(reason) else clean_line(reason).strip()
    if not said:
        raise NotYet({"reason": [_("Say why: whoever wants to publish it reads this.")]})
    if len(said) > LONGEST:
        raise NotYet({"reason": [_("At most %(count)s characters.") % {"count": LONGEST}]})
    _write(publication, hold_reason=said)
    log(instance=publication.article, action="articles.hold", user=by, data={"text": said})


@transaction.atomic
def release(article: "ArticlePage", *, by: "User | None") -> None:
    """End the hold. One line in the history. Raises PermissionDenied, or ``NotYet`` where there is none."""
    publication = _taken(article, by)
    if not publication.hold_reason:
        raise NotYet({"state": [_("The article is not on hold.")]})
    _write(publication, hold_reason="")
    log(instance=publication.article, action="articles.release", user=by)


@transaction.atomic
def embargo(article: "ArticlePage", *, until: datetime, by: "User | None") -> None:
    """Let no version go live before ``until`` (aware, a minute ahead or more; seconds are cut). What is live stays.

    One line in the history. Raises PermissionDenied, or ``NotYet`` (``until``; ``state`` where there is one already).
    """
    publication = _taken(article, by)
    if is_running(publication):
        moment = stamp_in_zone(publication.embargo_until)
        raise NotYet({"state": [_("There is an embargo already, until %(moment)s.") % {"moment": moment}]})
    until = moments.to_the_minute(until)
    if found := moments.objections(until):
        raise NotYet({"until": found})
    _write(publication, embargo_until=until)
    log(instance=publication.article, action="articles.embargo", user=by, data={"until": until.isoformat()})


@transaction.atomic
def lift_embargo(article: "ArticlePage", *, by: "User | None") -> None:
    """End the embargo now. One line in the history. Raises PermissionDenied, or ``NotYet`` where there is none."""
    publication = _taken(article, by)
    if not is_running(publication):
        raise NotYet({"state": [_("The article is under no embargo.")]})
    _write(publication, embargo_until=None)
    log(instance=publication.article, action="articles.lift_embargo", user=by)


def is_running(publication: "Publication") -> bool:
    """Say whether an embargo stands against going live now."""
    return publication.embargo_until is not None and publication.embargo_until > timezone.now()


def _taken(article: "ArticlePage", by: "User | None") -> "Publication":
    """Lock the article and return its public side as it is now."""
    article = workflow.locked(article)
    if article.is_binned or (by is not None and not may_interrupt(by, article)):
        raise PermissionDenied
    return article.publication


def _write(publication: "Publication", **fields) -> None:
    type(publication).objects.filter(pk=publication.pk).update(**fields)
