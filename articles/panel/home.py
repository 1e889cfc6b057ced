"""«ما ينتظر»: what waits for me, and who waits for whom, on the first page of the panel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState, get_default_page_content_type

from articles.models import ArticlePage, Publication
from articles.models.listing import ArticleQuerySet
from articles.panel.bin import works_with_articles
from articles.stages import Stage, Standing, desks, standings
from newsroom.teams.models import Membership, User
from newsroom.teams.rights import is_chief

Role = Membership.Role
SHOWN = 12
LOOKED_AT = 200  # more than that is under way in no desk; the latest are looked at
UNDER_WAY = {Stage.REVIEW, Stage.COPY_EDIT, Stage.RETURNED}


@dataclass(frozen=True)
class Row:
    """One version that waits: under which headline, in which stage, since when and for whom."""

    article: ArticlePage
    headline: str
    section: object
    stage: Stage
    since: datetime | None
    waits_for: tuple[User, ...]
    by: User | None = None  # who handed it in, or approved it
    note: str = ""
    note_by: User | None = None
    may_publish: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether a publisher can publish it."""
        return self.stage == Stage.READY


def waiting(user: User) -> tuple[list[Row], list[Row]]:
    """Return what waits for ``user``, and what of ``user``'s desks waits for others; what waits longest comes first.

    Nothing that lies in the bin, and no draft of a section that ``user`` does not work for: a writer sees the own
    articles. As many queries for thirty articles as for one.
    """
    above = is_chief(user)
    found = _under_way(user, above).select_related("owner").order_by("-latest_revision_created_at", "-pk")
    articles = {article.pk: article for article in found[:LOOKED_AT]}
    publications = Publication.objects.filter(pk__in=articles).select_related("section")
    sections = {row.pk: row.section for row in publications.only("section")}
    people = desks(sections.values())
    rows = []
    for pk, standing in standings(articles.values()).items():
        publishers = people.who(sections[pk], {Role.PUBLISHER})
        may_publish = above or user in publishers
        rows += _rows(articles[pk], sections[pk], standing, publishers, may_publish)
    rows.sort(key=lambda row: (row.since is None, row.since, row.article.pk))
    return [row for row in rows if user in row.waits_for], [row for row in rows if user not in row.waits_for]


def _rows(
    article: ArticlePage, section, standing: Standing, publishers: tuple[User, ...], may_publish: bool
) -> Iterator[Row]:
    if standing.stage in UNDER_WAY:
        said = (standing.handed_in_by, standing.note, standing.note_by)
        yield Row(article, article.draft_title, section, standing.stage, standing.since, standing.waits_for, *said)
    ready = standing.ready
    if ready and not ready.scheduled_for:  # an older version may be ready while a newer one is being read
        headline = ready.version.object_str  # the newer one may have another
        yield Row(article, headline, section, Stage.READY, ready.since, publishers, ready.by, may_publish=may_publish)


def _under_way(user: User, above: bool) -> ArticleQuerySet:
    """Return what is with its readers, was sent back or is ready, as far as ``user`` may know of it."""
    reviews = WorkflowState.objects.active().filter(base_content_type=get_default_page_content_type())
    mine = reviews.filter(requested_by=user)
    articles = ArticlePage.objects.not_binned().alias(key=Cast("pk", CharField()))
    articles = articles.filter(Q(key__in=reviews.values("object_id")) | Q(publication__ready_at__isnull=False))
    if above:
        return articles
    held = Membership.objects.filter(user=user, role__in=[Role.EDITOR, Role.PUBLISHER]).values("team")
    written = Membership.objects.filter(user=user, role=Role.WRITER).values("team")
    own = Q(owner=user) | Q(key__in=mine.values("object_id"))
    return articles.filter(Q(publication__section__team__in=held) | (own & Q(publication__section__team__in=written)))


class WaitingPanel(Component):
    """What waits for me, and below it who waits for whom."""

    name = "waiting"
    template_name = "articles/panel/waiting.html"
    order = 100

    def render_html(self, parent_context=None) -> str:
        """Show nothing to whom no article can wait for."""
        if not works_with_articles(parent_context["request"].user):
            return ""
        return super().render_html(parent_context)

    def get_context_data(self, parent_context) -> dict:
        """Return the first dozen of each list, and whether there are more."""
        mine, others = waiting(parent_context["request"].user)
        return {
            "mine": mine[:SHOWN],
            "others": others[:SHOWN],
            "more": len(mine) > SHOWN or len(others) > SHOWN,
        }
