"""The last recount of a night."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Recount(models.Model):
    """When the counts were last held against the comments, and how many articles had drifted: one row."""

    at = models.DateTimeField(_("counted"))
    drifted = models.PositiveIntegerField(_("articles that had drifted"), default=0)

    class Meta:
        verbose_name = _("recount")
        verbose_name_plural = _("recounts")

    def __str__(self) -> str:
        return str(self.at)
