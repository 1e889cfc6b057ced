"""By what a moderator narrows the queue: section, article, reason, age, trust, words, near copies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePage, SectionPage
from comments import clusters, index
from comments import reasons as why
from comments.models import Comment, ModerationEvent
from comments.querysets import SECTION_PATH
from newsroom.teams.models import User
from newsroom.teams.rights import moderated_teams

NAMES = ("section", "article", "reason", "age", "trust", "q", "like")
AGES = {
    "hour": _("From the last hour"),
    "day": _("From the last 24 hours"),
    "week": _("From the last seven days"),
    "late": _("Older than a day"),
}
_SINCE = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}
_LATE = timedelta(days=1)
TRUST = {
    "proven": _("Address proven"),
    "unproven": _("Address not proven"),
    "unreviewed": _("Published without review"),
}
CHOICES = {"reason": why.LABELS, "age": AGES, "trust": TRUST}
LONGEST_SEARCH = 200
_BY_A_PERSON = ModerationEvent.objects.filter(comment=OuterRef("pk"), by__isnull=False)
_TRUST = {
    "proven": Q(verified=True),
    "unproven": Q(verified=False),
    "unreviewed": Q(status=Comment.Status.APPROVED) & ~Exists(_BY_A_PERSON),
}


class Unknown(ValueError):
    """What stands in the address is no filter of this moderator's."""


@dataclass(frozen=True)
class Filters:
    """What the address asks for. Everything in it exists, and lies within what the moderator may see."""

    section: SectionPage | None = None
    article: ArticlePage | None = None
    reason: str = ""
    age: str = ""
    trust: str = ""
    q: str = ""
    like: Comment | None = None
    # Those that the moderator may choose from.
    sections: list[SectionPage] = field(default_factory=list)

    @classmethod
    def parse(cls, asked: Mapping[str, str], user: User) -> Self:
        """Read an address; raises Unknown for what is not there, or not for ``user``. One query, one more per id."""
        sections = _sections(user)
        chosen = {name: asked.get(name, "") for name in CHOICES}
        if any(value and value not in CHOICES[name] for name, value in chosen.items()):
            raise Unknown
        return cls(
            section=_one(sections, asked.get("section", "")),
            article=_article(asked.get("article", ""), sections),
            **chosen,
            q=asked.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH],
            like=_comment(asked.get("like", ""), user),
            sections=sections,
        )

    @property
    def asked(self) -> dict[str, str]:
        """What of it stands in an address."""
        ids = {name: str(getattr(self, name).pk) for name in ("section", "article", "like") if getattr(self, name)}
        return ids | {name: value for name in (*CHOICES, "q") if (value := getattr(self, name))}

    def narrow(self, comments: QuerySet[Comment], now: datetime | None = None) -> QuerySet[Comment]:
        """Return those of ``comments`` that all filters leave; near copies ask two queries now."""
        if self.section:
            comments = comments.filter(article__path__startswith=self.section.path)
        if self.article:
            comments = comments.filter(article=self.article.pk)
        if self.reason:
            # As both databases write a list of reasons: quotation marks within its texts are escaped.
            comments = comments.alias(why=Cast("reasons", TextField())).filter(why__contains=f'"code": "{self.reason}"')
        if self.age:
            now = now or timezone.now()
            recent = (
                {"created_at__lt": now - _LATE} if self.age == "late" else {"created_at__gt": now - _SINCE[self.age]}
            )
            comments = comments.filter(**recent)
        if self.trust:
            comments = comments.filter(_TRUST[self.trust])
        if self.like:
            comments = comments.filter(pk__in=clusters.members(self.like, comments))
        return index.holding(comments, self.q) if self.q else comments


def number(text: str) -> int | None:
    """Return an id as it stands in an address, None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _sections(user: User) -> list[SectionPage]:
    found = SectionPage.objects.order_by("path").only("title", "path")
    teams = moderated_teams(user)
    return list(found if teams is None else found.filter(team__in=teams))


def _one(sections: list[SectionPage], text: str) -> SectionPage | None:
    if not text:
        return None
    for section in sections:
        if section.pk == number(text):
            return section
    raise Unknown


def _article(text: str, sections: list[SectionPage]) -> ArticlePage | None:
    if not text:
        return None
    article = ArticlePage.objects.filter(pk=number(text)).only("title", "path").first()
    if article is None or article.path[:SECTION_PATH] not in {section.path for section in sections}:
        raise Unknown
    return article


def _comment(text: str, user: User) -> Comment | None:
    if not text:
        return None
    comment = Comment.objects.visible_to(user).at_hand().filter(pk=number(text)).only("body").first()
    if comment is None:
        raise Unknown
    return comment
