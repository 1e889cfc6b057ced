"""The register: under which topics and names readers find a live article. It is written at publication."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.models import ArticlePage


def enter(article: "ArticlePage", since: datetime) -> None:
    """Enter the article, as it is live now, under its topics and the names that sign it; older entries are struck.

    Call it inside the transaction of the publication.
    """
    from articles.models import Entry

    strike(article)
    names = article.byline.values_list("person", "team")
    headings = [{"topic_id": topic} for topic in set(article.tagged_items.values_list("tag", flat=True))]
    headings += [{"person_id": person, "team_id": team} for person, team in set(names)]
    Entry.objects.bulk_create(Entry(article=article, listed_at=since, **heading) for heading in headings)


def strike(article: "ArticlePage") -> None:
    """Strike the article out: readers find it nowhere."""
    article.entries.all().delete()


def headings(article: "ArticlePage") -> set[str]:
    """Return the tags of the pages that list the article under a topic or a name."""
    return {entry.heading for entry in article.entries.all()}
