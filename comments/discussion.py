"""Whether readers may comment below an article: the article says, else its section, else the site."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from articles import schedule
from articles.models import ArticlePage, SectionPage
from comments.models import Discussion
from newsroom.cache.versions import bump
from newsroom.teams.models import Team, User
from newsroom.teams.rights import may_moderate

LOG_ACTION = "comments.discussion"
_FRONT_PAGE_DEPTH = 2
Mode = Discussion.Mode


@dataclass(frozen=True)
class State:
    """How a discussion stands: open or not, until when, and how many approved comments there are."""

    is_open: bool
    closes_at: datetime | None
    approved: int


def state(article: ArticlePage, now: datetime | None = None) -> State:
    """Return how the discussion below ``article`` stands; one query, for the article, its section and the site."""
    now = now or timezone.now()
    steps = range(_FRONT_PAGE_DEPTH, article.depth + 1)
    paths = [article.path[: step * Page.steplen] for step in steps]
    rows = {
        row.page_path: row
        for row in Discussion.objects.filter(page__path__in=paths).annotate(page_path=F("page__path"))
    }
    own = rows.get(article.path)
    said = next((row for path in reversed(paths) if (row := rows.get(path)) and row.mode != Mode.INHERIT), None)
    is_open, closes_at = True, None
    if said:
        closes_at = said.open_until if said.mode == Mode.OPEN else None
        is_open = said.mode == Mode.OPEN and (closes_at is None or now < closes_at)
    return State(is_open, closes_at if is_open else None, own.approved_count if own else 0)


def is_open(article: ArticlePage, now: datetime | None = None) -> bool:
    """Say whether readers may comment below ``article`` at ``now`` (aware; this moment by default); one query."""
    return state(article, now).is_open


def next_moment() -> datetime | None:
    """Return the next moment that changes a public page: something goes live or expires, or a discussion closes."""
    closing = Discussion.objects.filter(mode=Mode.OPEN, open_until__gt=timezone.now()).order_by("open_until")
    moments = [schedule.next_moment(), closing.values_list("open_until", flat=True).first()]
    return min(filter(None, moments), default=None)


def may_switch(user: User, page: Page) -> bool:
    """Say whether ``user`` may open and close the comments of ``page``: whoever edits, publishes or moderates it."""
    rights = page.permissions_for_user(user)
    works_on_it = rights.can_edit() or rights.can_publish() or rights.can_publish_subpage()
    return works_on_it or may_moderate(user, team_of(page))


@transaction.atomic
def switch(page: Page, mode: str, *, open_until: datetime | None = None, by: User) -> Discussion:
    """Open or close the comments of an article, a section or the site (its front page), or leave it to the page above.

    ``open_until`` (aware, ahead) closes an open discussion by itself. Side effects: one entry in the page's log, and
    every page that shows the form is rendered anew. Raises PermissionDenied, or ValidationError by field.
    """
    if not may_switch(by, page):
        raise PermissionDenied
    if mode not in Mode.values:
        raise ValidationError({"mode": _("Choose whether readers may comment.")})
    if mode != Mode.OPEN:
        open_until = None
    if open_until and open_until <= timezone.now():
        raise ValidationError({"open_until": _("This moment has passed: choose a later one.")})
    row = of(page)
    row.mode, row.open_until = mode, open_until
    row.save(update_fields=["mode", "open_until"])
    log(page, LOG_ACTION, user=by, data={"mode": mode, "open_until": open_until and open_until.isoformat()})
    bump(f"article:{page.pk}" if page.specific_class is ArticlePage else "site")
    return row


def of(page: Page) -> Discussion:
    """Return the row of ``page``, locked; it is made when missing. Call it inside a transaction."""
    Discussion.objects.get_or_create(page_id=page.pk)
    return Discussion.objects.select_for_update().get(page_id=page.pk)


def team_of(page: Page) -> Team | None:
    """Return the team whose moderators answer for ``page``; None for the site, which is the chief's."""
    section_path = page.path[: 3 * Page.steplen]
    section = SectionPage.objects.filter(path=section_path).select_related("team").first()
    return section.team if section else None
