"""What the search of the queue reads of a comment."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommentEntry(models.Model):
    """The words of a comment and of its writer's name; ``comments/index.py`` alone writes it.

    The database keeps its full-text index beside it by triggers (migration 0014): FTS5 on SQLite, a ``tsvector`` on
    PostgreSQL.
    """

    comment = models.OneToOneField("comments.Comment", models.CASCADE, primary_key=True, related_name="+")
    words = models.TextField(_("words and their stems"), blank=True)

    class Meta:
        verbose_name = _("entry of the queue's search")
        verbose_name_plural = _("entries of the queue's search")

    def __str__(self) -> str:
        return str(self.comment_id)
