"""The words that hold a comment, or are shown to the moderator."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.rtl import matching
from newsroom.rtl.bidi import plain_isolate


class ListedWord(models.Model):
    """A word or a phrase of the newsroom's lists, found however it is disguised (``newsroom.rtl.matching``)."""

    class Level(models.TextChoices):
        HOLD = "hold", _("Holds the comment")
        HIGHLIGHT = "highlight", _("Is shown to the moderator")
        EXCEPTION = "exception", _("Is never a fault: an exception")

    text = models.CharField(_("word or phrase"), max_length=100)
    key = models.CharField(_("what it is found by"), max_length=200, unique=True, editable=False)
    level = models.CharField(_("level"), max_length=9, choices=Level.choices, default=Level.HOLD)
    note = models.CharField(_("note for colleagues"), max_length=200, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("listed word")
        verbose_name_plural = _("listed words")
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text

    def save(self, *args, **kwargs) -> None:
        """Save; the key always follows the text."""
        self.key = " ".join(matching.key(self.text))
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Work out the key; refuse what holds no letter, and what stands in a list already."""
        self.key = " ".join(matching.key(self.text))
        if not self.key:
            raise ValidationError({"text": _("Write a word: this holds no letter and no digit.")})
        if len(self.key) > ListedWord._meta.get_field("key").max_length:  # «ﷲ» is one sign, and four letters
            raise ValidationError({"text": _("This is too long: write a word or a short phrase.")})
        twin = ListedWord.objects.filter(key=self.key).exclude(pk=self.pk).first()
        if twin:
            told = {"word": plain_isolate(twin.text), "level": twin.get_level_display()}
            raise ValidationError({"text": _("It is listed already, as “%(word)s”: %(level)s") % told})
