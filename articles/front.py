"""What stands on the front page: first an editor's choice, then the newest, no article twice."""

from typing import TYPE_CHECKING

from articles import addresses
from articles.frame import frame
from articles.teasers import placed

if TYPE_CHECKING:
    from articles.models import ArticlePage, HomePage

STORIES = 9  # a first, a second, a third, and six more
IN_A_STRIP = 4


def context(home: "HomePage") -> dict:
    """Return the names that ``articles/home_page.html`` uses."""
    around = frame()
    stories = placed(_stories(home), around["sections"])
    return around | {
        "stories": stories,
        "strips": _strips(stories, around["sections"]),
        "canonical_url": addresses.absolute("/"),
    }


def _stories(home: "HomePage") -> "list[ArticlePage]":
    """Chosen ones that are live, in their order, then the newest: a withdrawn choice leaves its place to those."""
    from articles.models import ArticlePage

    order = [pick.article_id for pick in home.picks.all()]
    listed = ArticlePage.objects.listed().teasers()
    chosen = sorted(listed.filter(pk__in=order), key=lambda article: order.index(article.pk))
    newest = listed.exclude(pk__in=[article.pk for article in chosen]).newest()
    return [*chosen, *newest[: STORIES - len(chosen)]]


def _strips(stories: "list[ArticlePage]", sections: list) -> list[dict]:
    """The newest of each section that do not stand above already. Ids first, section by section, each by the index
    of its own list; then all of them at once."""
    from articles.models import ArticlePage, Publication

    above = [article.pk for article in stories]
    wanted = []
    for section in sections:
        newest = Publication.objects.filter(section=section.pk, listed_at__isnull=False).exclude(pk__in=above)
        wanted += newest.order_by("-listed_at", "-article").values_list("pk", flat=True)[:IN_A_STRIP]
    found = placed(ArticlePage.objects.listed().teasers().newest().filter(pk__in=wanted), sections)
    strips = [
        {"section": section, "articles": [article for article in found if article.publication.section_id == section.pk]}
        for section in sections
    ]
    return [strip for strip in strips if strip["articles"]]
