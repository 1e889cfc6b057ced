"""The comments one asks for: approved ones, a moderator's own, a conversation."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left
from wagtail.models import Page

from articles.models import Publication, SectionPage
from newsroom.teams.models import User
from newsroom.teams.rights import moderated_teams

# Wagtail keeps each page's place in the tree as one string: root, front page, section, article, four letters each.
SECTION_PATH = 3 * Page.steplen


class CommentQuerySet(QuerySet):
    """Comments, narrowed by adjectives."""

    def awaiting(self) -> Self:
        """Those that nobody has decided."""
        return self.filter(status=self.model.Status.PENDING)

    def at_hand(self) -> Self:
        """Those below articles that do not lie in the bin: what is deleted waits for no moderator."""
        return self.exclude(article__in=Publication.objects.binned().values("pk"))

    def approved(self) -> Self:
        """Those that readers see."""
        return self.filter(status=self.model.Status.APPROVED)

    def opening(self) -> Self:
        """Those that open a conversation and are shown: approved, or standing over an approved answer."""
        answered = self.model.objects.approved().filter(thread=OuterRef("pk"))
        return self.filter(Q(status=self.model.Status.APPROVED) | Exists(answered), thread=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those in the sections that ``user`` moderates; one query asks who that is."""
        teams = moderated_teams(user)
        if teams is None:
            return self
        sections = SectionPage.objects.filter(team__in=teams).values("path")
        return self.alias(section_path=Left("article__path", SECTION_PATH)).filter(section_path__in=sections)

    def counted_by_status(self) -> dict[str, int]:
        """How many there are of each status, 0 where there are none."""
        found = dict(self.order_by().values_list("status").annotate(Count("pk")))
        return {status: found.get(status, 0) for status in self.model.Status.values}


class DecisionQuerySet(QuerySet):
    """Decisions, narrowed by adjectives."""

    def standing(self) -> Self:
        """Those that were not undone, and are no undoing themselves."""
        return self.filter(undoes=None, undone_by=None)
