"""Why an article may not go live: the one list of reasons, by field."""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision

from articles import body, review
from articles.blocks import FEWEST_PICTURES
from newsroom.rtl.bidi import is_blank, plain_isolate
from newsroom.rtl.dates import stamp_in_zone

if TYPE_CHECKING:
    from articles.models import ArticlePage, SectionPage
    from newsroom.teams.models import User

Found = Iterator[tuple[str, str]]

NOT_PASSED = {
    review.Step.REVIEW: gettext_lazy("The section has not approved this version yet."),
    review.Step.COPY_EDIT: gettext_lazy("This version has not passed its copy edit yet."),
}


def refusals(
    article: "ArticlePage", revision: Revision | None = None, by: "User | None" = None
) -> dict[str, list[str]]:
    """Return every reason why this version may not go live (or stay live, or be scheduled), by field; or nothing.

    ``article`` holds the text that is asked about: a form's instance, or what a saved version holds. Where a
    ``revision`` is given, its own text is asked. ``by`` is the person who presses the button. None is the house itself
    (the loader, the importer): it needs no approval and no right, but a missing by-line, a hold or an embargo stops
    it like anybody. Writes nothing.
    """
    if revision is not None:
        article = revision.as_object()
    return _gathered(
        _of_the_text(article),
        _of_the_pictures(article),
        _of_the_parts(article),
        _interrupts(article),
        _of_the_person(article, by),
    )


def refusals_of_moving(
    article: "ArticlePage", section: "SectionPage", by: "User | None" = None
) -> dict[str, list[str]]:
    """Return every reason why what readers see of ``article`` may not stand live in ``section``, by field; or nothing.

    What is not live stands anywhere. ``article`` as it is stored now; ``by`` as for ``refusals``. Writes nothing.
    """
    if not article.live:
        return {}
    from_desk, article.section = article.section.team_id, section
    return _gathered(
        _of_the_text(article),
        _of_the_pictures(article),
        _of_the_parts(article),
        _interrupts(article),
        _of_the_mover(article, by, same_desk=from_desk == section.team_id),
    )


def _gathered(*findings: Found) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for field, reason in chain(*findings):
        if reason not in found.setdefault(field, []):
            found[field].append(reason)
    return found


def _of_the_text(article: "ArticlePage") -> Found:
    if is_blank(article.title):
        yield "title", _("The article has no headline.")
    if not article.section.live:
        yield "section", _("The section is not open to readers.")
    if not article.byline.all():
        yield "byline", _("Nobody signs the article: add a person or a team.")
    if is_blank(body.plain(article)):
        yield "body", _("The article has no text.")


def _of_the_pictures(article: "ArticlePage") -> Found:
    if article.lead:
        yield from (("lead", reason) for reason in _of_a_picture(article.lead))
    elif article.lead_gallery:
        yield "lead", _("A gallery opens with the lead picture: choose one.")
    for block in article.lead_gallery:
        yield from (("lead_gallery", reason) for reason in _of_a_picture(block.value["picture"]))
    for picture in body.pictures(article):
        yield from (("body", reason) for reason in _of_a_picture(picture))


def _of_the_parts(article: "ArticlePage") -> Found:
    """What a form refuses beside its place; a version that came by no form is asked here."""
    if any(len(gallery) < FEWEST_PICTURES for gallery in body.parts(article, "gallery")):
        yield "body", _("A gallery of the text has fewer than two pictures.")
    for part in body.parts(article, "embed"):
        if part.embed is None:
            reason = _("The link of “%(title)s” leads to no video and no post that a page can show.")
            yield "body", reason % {"title": plain_isolate(part["title"])}


def _of_a_picture(picture) -> Iterator[str]:
    if picture is None:
        yield _("A picture of the text is gone: choose another one or take its place out.")
        return
    if is_blank(picture.description):
        yield _("The picture “%(title)s” has no alternative text.") % {"title": plain_isolate(picture.title)}
    if is_blank(picture.credit):
        yield _("The picture “%(title)s” has no credit.") % {"title": plain_isolate(picture.title)}


def _interrupts(article: "ArticlePage") -> Found:
    now = timezone.now()
    moment = max(now, article.go_live_at or now)
    if article.expire_at and article.expire_at <= moment:
        yield "expire_at", _("The article would expire before it goes live: choose a later moment, or none.")
    publication = review.publication_of(article)
    if publication is None:
        return
    if publication.binned_at:
        yield "bin", _("The article is in the bin: restore it first.")
    if publication.taken_down_at:
        yield "taken_down", _("The article was taken down for legal reasons; only an editor-in-chief puts it back.")
    if publication.hold_reason:
        yield "hold", _("The article is on hold: %(reason)s") % {"reason": plain_isolate(publication.hold_reason)}
    if publication.embargo_until and publication.embargo_until > moment:
        until = stamp_in_zone(publication.embargo_until)
        yield "embargo", _("The article is under embargo until %(moment)s.") % {"moment": until}


def _of_the_person(article: "ArticlePage", by: "User | None") -> Found:
    if by is None:
        return
    place = article.permissions_for_user(by) if article.path else article.section.permissions_for_user(by)
    if not (place.can_publish() if article.path else place.can_publish_subpage()):
        yield "right", _("You may not publish in this section.")
    yield from _of_the_review(article, by, review.missing_steps(article))


def _of_the_mover(article: "ArticlePage", by: "User | None", *, same_desk: bool) -> Found:
    """What one desk has approved another has not read yet."""
    if by is None:
        return
    if not article.section.permissions_for_user(by).can_publish_subpage():
        yield "right", _("You may not publish in this section.")
    wanted = review.steps_of(article.section)
    unread = review.missing_steps(article) if same_desk else [step for step in review.Step if step in wanted]
    yield from _of_the_review(article, by, unread)


def _of_the_review(article: "ArticlePage", by: "User", missing: list[review.Step]) -> Found:
    if missing and not review.may_approve_alone(by, article):
        yield from (("review", str(NOT_PASSED[step])) for step in missing)
