"""By what a moderator narrows the queue: section, article, reason, age, words, near copies; as the address says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePage, SectionPage
from comments import clusters
from comments import reasons as why
from comments.models import Comment
from comments.querysets import SECTION_PATH
from newsroom.rtl.folding import fold
from newsroom.teams.models import User
from newsroom.teams.rights import moderated_teams

NAMES = ("section", "article", "reason", "age", "q", "like")
AGES = {
    "hour": _("From the last hour"),
    "day": _("From the last 24 hours"),
    "week": _("From the last seven days"),
    "late": _("Older than a day"),
}
_SINCE = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}
_LATE = timedelta(days=1)
# A search folds names and texts as it reads them, so it reads so many of the comments that the other filters leave,
# the latest first, and says so where there are more.
LOOKED_THROUGH = 2000
LONGEST_SEARCH = 200


class Unknown(ValueError):
    """What stands in the address is no filter of this moderator's."""


@dataclass(frozen=True)
class Filters:
    """What the address asks for. Everything in it exists, and lies within what the moderator may see."""

    section: SectionPage | None = None
    article: ArticlePage | None = None
    reason: str = ""
    age: str = ""
    q: str = ""
    like: Comment | None = None
    # Those that the moderator may choose from.
    sections: list[SectionPage] = field(default_factory=list)

    @classmethod
    def parse(cls, asked: Mapping[str, str], user: User) -> Self:
        """Read an address; raises Unknown for what is not there, or not for ``user``. One query, one more per id."""
        sections = _sections(user)
        reason, age = asked.get("reason", ""), asked.get("age", "")
        if (reason and reason not in why.LABELS) or (age and age not in AGES):
            raise Unknown
        return cls(
            section=_one(sections, asked.get("section", "")),
            article=_article(asked.get("article", ""), sections),
            reason=reason,
            age=age,
            q=asked.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH],
            like=_comment(asked.get("like", ""), user),
            sections=sections,
        )

    @property
    def asked(self) -> dict[str, str]:
        """What of it stands in an address."""
        ids = {name: str(getattr(self, name).pk) for name in ("section", "article", "like") if getattr(self, name)}
        return ids | {name: value for name in ("reason", "age", "q") if (value := getattr(self, name))}

    def narrow(self, comments: QuerySet[Comment], now: datetime | None = None) -> QuerySet[Comment]:
        """Return those of ``comments`` that all filters leave. A search asks one query now, near copies two."""
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
        if self.like:
            comments = comments.filter(pk__in=clusters.members(self.like, comments))
        return comments.filter(pk__in=_search(self.q, comments)) if self.q else comments


def _search(q: str, comments: QuerySet[Comment]) -> list[int]:
    """Return the ids of those that hold every word of ``q`` in name or text, among the latest."""
    words = fold(q).split()
    rows = comments.order_by("-pk").values_list("pk", "name", "body")[:LOOKED_THROUGH]
    texts = ((pk, fold(f"{name}\n{body}")) for pk, name, body in rows.iterator())
    return [pk for pk, text in texts if words and all(word in text for word in words)]


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
