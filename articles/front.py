"""What stands on the front page: first an editor's choice, then the newest, no article twice."""

from functools import cache
from typing import TYPE_CHECKING

from articles import addresses, bylines
from articles.frame import Section, frame
from articles.teasers import teasers

if TYPE_CHECKING:
    from articles.models import HomePage
    from articles.models.publication import PublicationQuerySet

STORIES = 9  # a first, a second, a third, and six more
IN_A_STRIP = 4


def context(home: "HomePage") -> dict:
    """Return the names that ``articles/home_page.html`` uses.

    Ids first, each list by its own index, then all the articles at once: as many queries for one as for thirty.
    """
    from articles.models import ArticlePage

    around = frame()
    above = _above(home)
    below = _below(above, around["sections"])
    wanted = [*above, *(pk for ids in below.values() for pk in ids)]
    listed = ArticlePage.objects.listed().filter(pk__in=wanted)
    found = {teaser.pk: teaser for teaser in teasers(listed, around["sections"])}
    strips = [
        {"section": section, "articles": [found[pk] for pk in below[section.pk] if pk in found]}
        for section in around["sections"]
    ]
    strips = [strip for strip in strips if strip["articles"]]
    _let_columnists_be_seen(strips)
    return around | {
        "stories": [found[pk] for pk in above if pk in found],
        "strips": strips,
        "canonical_url": addresses.absolute("/"),
    }


def _let_columnists_be_seen(strips: list[dict]) -> None:
    """Give a strip of nothing but opinion its ``voices``: each article with its author's portrait, or None."""
    of_opinion = [strip for strip in strips if all(article.kind == "opinion" for article in strip["articles"])]
    if of_opinion:
        seen = bylines.faces([article.pk for strip in of_opinion for article in strip["articles"]])
        for strip in of_opinion:
            strip["voices"] = [{"article": article, "face": seen.get(article.pk)} for article in strip["articles"]]


def _above(home: "HomePage") -> list[int]:
    """Chosen ones that are live, in their order, then the newest: a withdrawn choice leaves its place to those."""
    order = [pick.article_id for pick in home.picks.all()]
    live = set(_newest().filter(pk__in=order))
    chosen = [pk for pk in dict.fromkeys(order) if pk in live]
    return [*chosen, *_newest().exclude(pk__in=chosen)[: STORIES - len(chosen)]]


def _below(above: list[int], sections: tuple[Section, ...]) -> dict[int, list[int]]:
    """The newest of each section that do not stand above already."""
    enough = IN_A_STRIP + len(above)
    newest = {section.pk: _newest().filter(section=section.pk)[:enough] for section in sections}
    return {section: [pk for pk in ids if pk not in above][:IN_A_STRIP] for section, ids in newest.items()}


@cache
def _newest() -> "PublicationQuerySet":
    """The listed ones, newest first; built once, for that takes as long as asking."""
    from articles.models import Publication

    return Publication.objects.listed().newest()
