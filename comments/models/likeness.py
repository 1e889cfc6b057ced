"""By what near copies of a comment are found, and where its links led."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LikenessBand(models.Model):
    """One of the numbers that a comment shares with its near copies, or with those that lead to the same host.

    Only ``comments/likeness.py`` writes it.
    """

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="bands")
    value = models.BigIntegerField(_("number"), db_index=True)
    at = models.DateTimeField(_("received"), db_index=True)

    class Meta:
        verbose_name = _("likeness")
        verbose_name_plural = _("likenesses")

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.value}"
