"""Under which topic, person or team readers find an article."""

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """A live article under one heading: a topic, a person or a team. Only ``articles/register.py`` writes it.

    Topics and by-lines themselves will not do for a list: drafts have them too, and they know no time, so the newest
    twenty of a thousand would cost as much as the thousand.
    """

    article = models.ForeignKey("articles.ArticlePage", models.CASCADE, related_name="entries")
    listed_at = models.DateTimeField()
    topic = models.ForeignKey(
        "articles.Topic", models.CASCADE, null=True, blank=True, related_name="entries", db_index=False
    )
    person = models.ForeignKey("teams.Person", models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    team = models.ForeignKey("teams.Team", models.CASCADE, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(
                fields=[heading, "-listed_at", "-article"],
                condition=Q(**{f"{heading}__isnull": False}),
                name=f"entries_of_a_{heading}",
            )
            for heading in ("topic", "person", "team")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(topic__isnull=False, person__isnull=True, team__isnull=True)
                | Q(topic__isnull=True, person__isnull=False, team__isnull=True)
                | Q(topic__isnull=True, person__isnull=True, team__isnull=False),
                name="an_entry_has_one_heading",
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading} · {self.article_id}"

    @property
    def heading(self) -> str:
        """What it stands under, as the tag of the page that lists it: ``topic:7``."""
        if self.topic_id:
            return f"topic:{self.topic_id}"
        return f"person:{self.person_id}" if self.person_id else f"team:{self.team_id}"
