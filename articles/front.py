"""What stands on the front page: first an editor's choice, then the newest, no article twice."""

from typing import TYPE_CHECKING

from articles import addresses
from articles.frame import Section, frame
from articles.teasers import placed

if TYPE_CHECKING:
    from articles.models import HomePage

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
    found = {
        article.pk: article
        for article in placed(ArticlePage.objects.listed().teasers().filter(pk__in=wanted), around["sections"])
    }
    strips = [
        {"section": section, "articles": [found[pk] for pk in below[section.pk] if pk in found]}
        for section in around["sections"]
    ]
    return around | {
        "stories": [found[pk] for pk in above if pk in found],
        "strips": [strip for strip in strips if strip["articles"]],
        "canonical_url": addresses.absolute("/"),
    }


def _above(home: "HomePage") -> list[int]:
    """Chosen ones that are live, in their order, then the newest: a withdrawn choice leaves its place to those."""
    from articles.models import Publication

    order = [pick.article_id for pick in home.picks.all()]
    listed = Publication.objects.listed()
    live = set(listed.filter(pk__in=order).values_list("pk", flat=True))
    chosen = [pk for pk in dict.fromkeys(order) if pk in live]
    return [*chosen, *listed.exclude(pk__in=chosen).newest()[: STORIES - len(chosen)]]


def _below(above: list[int], sections: list[Section]) -> dict[int, list[int]]:
    """The newest of each section that do not stand above already."""
    from articles.models import Publication

    rest = Publication.objects.listed().exclude(pk__in=above)
    return {section.pk: list(rest.filter(section=section.pk).newest()[:IN_A_STRIP]) for section in sections}
