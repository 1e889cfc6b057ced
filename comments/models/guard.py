"""What the door remembers for a while: tickets that were used, and who came how often."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SpentTicket(models.Model):
    """A ticket that admitted a comment. Only ``comments/guard.py`` writes it."""

    number = models.CharField(_("number"), max_length=40, primary_key=True)
    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="tickets")
    spent_at = models.DateTimeField(_("used at"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("used ticket")
        verbose_name_plural = _("used tickets")

    def __str__(self) -> str:
        return self.number


class Caller(models.Model):
    """How often somebody has commented lately: an address or a network, known by a keyed hash only.

    Only ``comments/pace.py`` writes it.
    """

    key = models.CharField(_("keyed hash"), max_length=80, primary_key=True)
    moments = models.JSONField(_("when (seconds since 1970)"), default=list)
    last_at = models.DateTimeField(_("last at"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("caller")
        verbose_name_plural = _("callers")

    def __str__(self) -> str:
        return self.key[:8]
