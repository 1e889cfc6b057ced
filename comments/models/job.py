"""A decision about a whole list, kept while it is worked through."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comments.models.comment import Comment
from comments.models.decision import Decision


class Job(models.Model):
    """What was asked about exactly these comments, and how far it is. Only ``comments/jobs.py`` changes one."""

    class Verb(models.TextChoices):
        APPROVE = "approve", pgettext_lazy("comment", "Approve")
        REJECT = "reject", pgettext_lazy("comment", "Reject")
        SPAM = "spam", pgettext_lazy("comment", "Spam")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="comment_jobs")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    verb = models.CharField(max_length=8, choices=Verb.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    # The status in which the comments were seen, and what had narrowed the list, as its address said it.
    seen = models.CharField(max_length=8, choices=Comment.Status.choices)
    filters = models.JSONField(default=dict, blank=True)
    # The snapshot, in the order of the list; the first ``done`` of it have their outcome, in the same order:
    # [how, the event of whoever was first or None].
    ids = models.JSONField(default=list)
    done = models.PositiveSmallIntegerField(default=0)
    outcomes = models.JSONField(default=list, blank=True)
    # All portions belong to one decision, so that they are undone together; None while nothing was decided.
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, blank=True, related_name="job")
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("decision about a whole list")
        verbose_name_plural = _("decisions about whole lists")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def total(self) -> int:
        """How many comments it is about."""
        return len(self.ids)

    @property
    def is_finished(self) -> bool:
        """Whether every one of them has its outcome."""
        return self.done >= self.total
