"""The letters that are to be sent, and, for a month, which ones were."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Letter(models.Model):
    """One mail to one person. Only ``posting`` and ``delivery`` write here.

    To a colleague (``user``: the address is looked up when it is sent) or to an address, which is kept encrypted. The
    address and the text are wiped when it was sent. ``next_try_at`` is None for what nobody tries any more.
    ``in_hand`` is true from when a clock takes it until it knows what became of it; one that is taken back meanwhile
    carries ``taken_back_at`` until then, and goes.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    address_encrypted = models.TextField(blank=True)
    subject = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(null=True, db_index=True)
    in_hand = models.BooleanField(default=False)
    taken_back_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
