"""The table of tag versions: what was changed last, in the order in which changes were committed."""

from django.db import models


class TagVersion(models.Model):
    """The version of one tag. Only ``newsroom.cache.in_database`` writes here.

    The row ``*`` is the counter from which every other row takes its number.
    """

    tag = models.CharField(max_length=100, primary_key=True)
    version = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.tag} {self.version}"
