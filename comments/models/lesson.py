"""What a night's learning came to."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class LessonQuerySet(models.QuerySet):
    """Lessons, narrowed by adjectives."""

    def in_use(self) -> Self | None:
        """The one by which comments are read now, that of the latest night; None where there is none."""
        return self.exclude(model=None).order_by("-night").first()


class Lesson(models.Model):
    """How well a night's model did, and the model itself while it is in use. Only ``comments/lessons.py`` writes it."""

    night = models.DateField(_("night"), unique=True)
    learned_at = models.DateTimeField(_("learned"))
    approved = models.PositiveIntegerField(_("approved comments learned from"))
    refused = models.PositiveIntegerField(_("refused comments learned from"))
    measured = models.PositiveIntegerField(_("comments measured on"))
    recall = models.FloatField(_("share of the refused that it finds"))
    false_rate = models.FloatField(_("share of the approved that it holds"))
    is_good_enough = models.BooleanField(_("good enough"))
    model = models.BinaryField(null=True, editable=False)

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def recall_in_percent(self) -> str:
        """The share of the refused that it finds, as it is read."""
        return f"{self.recall:.0%}".rstrip("%")

    @property
    def false_rate_in_percent(self) -> str:
        """The share of the approved that it holds, as it is read."""
        return f"{self.false_rate:.1%}".rstrip("%")
