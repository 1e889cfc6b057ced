"""Who has proven that an address is theirs."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def new_number() -> str:
    """Return a number that nobody guesses and that says nothing."""
    return secrets.token_urlsafe(16)


class Reader(models.Model):
    """An address that letters were sent to, known by its keyed hash. Only ``comments/readers.py`` writes it.

    ``number`` is what a letter's link and a browser's cookie name: it has nothing to do with the address.
    """

    number = models.CharField(_("number"), max_length=40, unique=True, default=new_number)
    email_hash = models.CharField(_("keyed hash of the e-mail address"), max_length=64, unique=True)
    verified_at = models.DateTimeField(_("last proven"), null=True, blank=True)
    made_at = models.DateTimeField(_("first seen"), default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("of comments", "reader")
        verbose_name_plural = pgettext_lazy("of comments", "readers")

    def __str__(self) -> str:
        return f"#{self.pk}"
