"""What to read after an article: nobody chooses it; it is what shares most of its topics, or its section."""

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from articles.frame import Section
from articles.teasers import COLUMNS, Teaser, teaser

if TYPE_CHECKING:
    from articles.models import Publication

SHOWN = 4
# So many of the newest of each topic and of the section are looked at: enough to choose from, as many in any archive.
FROM_EACH = 12
MOST_TOPICS = 8
A_TOPIC, THE_SECTION = 2, 1


@dataclass(frozen=True, slots=True)
class Match:
    """An article that could stand there, and how well it matches."""

    teaser: Teaser
    points: int

    @property
    def place(self) -> tuple:
        """Best first; of those that match as well, the newest."""
        return self.points, self.teaser.listed_at, self.teaser.pk


def to(publication: "Publication", sections: tuple[Section, ...]) -> list[Teaser]:
    """Return what stands under «related» below an article, best first; one query, by the indexes of lists.

    Neither the article itself nor what its own body tells the reader to read. ``publication`` carries the tags that
    were baked; a page that shows this is kept under them, so it is made anew when any of these lists changes.
    """
    from articles.models import ArticlePage

    tags = publication.cache_tags
    topics = [tag for tag in tags if tag.startswith("topic:")][:MOST_TOPICS]
    section = next((int(tag.partition(":")[2]) for tag in tags if tag.startswith("section:")), None)
    around = ArticlePage.objects.listed().filter(pk__in=_candidates(topics, section))
    named = [pk for pk in (publication.pk, *publication.read_also) if pk]  # a new article's preview has no number yet
    rows = around.exclude(pk__in=named).values_list(*COLUMNS, "publication__tags")
    titles = {known.pk: known.title for known in sections}
    found = [_match(row, set(topics), section, titles) for row in rows]
    best = sorted(found, key=attrgetter("place"), reverse=True)
    return [match.teaser for match in best[:SHOWN]]


def _candidates(topics: list[str], section: int | None) -> QuerySet:
    """Ask for the ids of the newest under each topic and in the section: each list by its own index."""
    from articles.models import Entry, Publication

    newest = Publication.objects.filter(section=section, listed_at__isnull=False).order_by("-listed_at", "-article")
    lists = [Publication.objects.filter(pk__in=newest.values("pk")[:FROM_EACH]).values_list("pk")]
    for topic in topics:
        under = Entry.objects.filter(topic=int(topic.partition(":")[2])).order_by("-listed_at", "-article")
        lists.append(Entry.objects.filter(pk__in=under.values("pk")[:FROM_EACH]).values_list("article_id"))
    first, *others = lists
    return first.union(*others) if others else first


def _match(row: tuple, topics: set[str], section: int | None, titles: dict[int, str]) -> Match:
    *columns, tags = row
    shared = len(topics.intersection(tags.split()))
    same = f"section:{section}" in tags.split()
    return Match(teaser(columns, titles), A_TOPIC * shared + THE_SECTION * same)
