"""Who signs: «كتب فريق التحرير» for a team, «إعداد: …» for people, «بقلم: …» for opinion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import pgettext

from articles import pictures
from newsroom.rtl.bidi import is_blank
from newsroom.rtl.lists import join_names

if TYPE_CHECKING:
    from articles.models import ArticlePage, Byline
    from newsroom.images.models import Picture
    from newsroom.teams.profiles import Profile

MOST_INTRODUCED = 3


@dataclass(frozen=True)
class Name:
    """One name of a by-line, its page and its picture; the rest says who it is, where that was written."""

    name: str
    url: str
    picture: "Picture | None"
    tag: str
    role: str = ""
    words: str = ""
    profiles: "Sequence[Profile]" = ()


@dataclass(frozen=True)
class Line:
    """A whole by-line: the word before the names, and the names in their order."""

    label: str
    entries: list[Name]

    @property
    def text(self) -> str:
        """The names as one phrase, for places without markup."""
        return join_names(entry.name for entry in self.entries)

    @property
    def introduced(self) -> list[Name]:
        """Those whom a box below the text introduces: of long by-lines the first, for who wrote it is seen above."""
        told = [entry for entry in self.entries if entry.profiles or not is_blank(entry.words)]
        return told[:MOST_INTRODUCED]


def line(article: "ArticlePage") -> Line:
    """Return the by-line of an article (no query, where ``for_reading`` fetched it)."""
    signatures = list(article.byline.all())
    return Line(_label(article, signatures), [_name(signature) for signature in signatures])


def faces(articles: Iterable[int]) -> dict[int, dict]:
    """Return, by article, the portrait (``url``, ``width``, ``height``) of the first of its signers who has one.

    Two queries. A portrait is made when the person is saved; one that is missing is made by nobody's request.
    """
    from articles.models import Byline

    signed = Byline.objects.filter(article__in=articles, person__picture__isnull=False).order_by("sort_order")
    found: dict[int, dict] = {}
    for signature in signed.select_related("person__picture").prefetch_related("person__picture__renditions"):
        made = signature.person.picture.find_existing_renditions(*pictures.filters(pictures.PORTRAIT))
        for one in made.values():
            face = {"url": one.url, "width": one.width, "height": one.height}
            found.setdefault(signature.article_id, face)
    return found


def _label(article: "ArticlePage", signatures: "list[Byline]") -> str:
    if article.kind == article.Kind.OPINION:
        return pgettext("before the names of an opinion", "By:")
    if any(signature.team_id for signature in signatures):
        return pgettext("before the name of a team", "Written by")
    return pgettext("before the names of people", "Prepared by:")


def _name(signature: "Byline") -> Name:
    if signature.team_id:
        team = signature.team
        return Name(team.name, reverse("team", args=(team.slug,)), team.picture, f"team:{team.pk}", words=team.about)
    person = signature.person
    url, tag = reverse("author", args=(person.slug,)), f"person:{person.pk}"
    return Name(person.name, url, person.picture, tag, person.role, person.biography, person.profiles)
