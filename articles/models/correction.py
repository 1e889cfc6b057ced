"""What the paper got wrong, and says so."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Correction(models.Model):
    """One public correction of a live article. Only ``articles/corrections.py`` writes it.

    A row of its own and no field of the article, because publishing an older version must not take it back.
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")
        REMOVAL = "removal", _("Removal")
        APOLOGY = "apology", _("Apology")

    article = models.ForeignKey("articles.ArticlePage", models.CASCADE, related_name="corrections")
    kind = models.CharField(_("kind of correction"), max_length=13, choices=Kind.choices, default=Kind.CORRECTION)
    text = models.TextField(_("what readers are told"), max_length=600)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="corrections_by_time")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.article_id}"
