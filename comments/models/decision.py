"""What was decided about comments, by whom, and why."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.querysets import DecisionQuerySet


class Reason(models.TextChoices):
    """Why a comment is rejected."""

    ABUSE = "abuse", _("Abuse or insult")
    HATRED = "hatred", _("Hatred or incitement")
    LIBEL = "libel", _("Accusation without evidence")
    FALSEHOOD = "falsehood", _("Misleading information")
    PERSONAL_DATA = "personal_data", _("Personal data")
    OFF_TOPIC = "off_topic", _("Off topic")
    ADVERTISING = "advertising", _("Advertising")
    REPETITION = "repetition", _("Repetition")
    OTHER = "other", _("Something else")


# Why the house itself rejects one.
HOUSE_REASONS = {"banned": _("From an address or a network that is banned")}


class Decision(models.Model):
    """One press of a button: one comment or many, decided at once, undone at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # None is the house: the section's policy.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="comment_decisions"
    )
    at = models.DateTimeField(default=timezone.now)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [models.Index(fields=["by", "at"], name="decisions_of_somebody")]

    def __str__(self) -> str:
        return str(self.pk)


class ModerationEvent(models.Model):
    """A change of a comment's status: who, when, from what, to what, why."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="events")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="events")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="moderation_events"
    )
    at = models.DateTimeField(default=timezone.now)
    before = models.CharField(max_length=8, choices=Comment.Status.choices)
    after = models.CharField(max_length=8, choices=Comment.Status.choices)
    # When the status before had been decided (empty for one that awaited review), so that an undo restores it.
    before_since = models.DateTimeField(null=True, blank=True)
    # One of ``Reason``, or an editor's own words.
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("moderation event")
        verbose_name_plural = _("moderation events")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["at"], name="moderation_events_by_moment")]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.before} → {self.after}"

    @property
    def reason_in_words(self) -> str:
        """The reason as a moderator reads it: the label of a known one, else the words that were given."""
        return str(({**dict(Reason.choices), **HOUSE_REASONS}).get(self.reason, self.reason))
