"""What readers answer, and what was decided about it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Discussion(models.Model):
    """Whether readers may comment below a page, and how many approved comments it has.

    One row for an article, a section or the front page (the whole site): what an article leaves to its
    section is asked of the section, then of the site. No field of the page, because publishing a draft
    would write it back.
    """

    class Mode(models.TextChoices):
        INHERIT = "inherit", _("As the section or the site says")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, primary_key=True, related_name="discussion")
    mode = models.CharField(_("comments"), max_length=8, choices=Mode.choices, default=Mode.INHERIT)
    open_until = models.DateTimeField(_("open until"), null=True, blank=True)
    approved_count = models.PositiveIntegerField(_("approved comments"), default=0)

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")

    def __str__(self) -> str:
        return str(self.page_id)


class Comment(models.Model):
    """A reader's words below an article. Only ``comments/moderation.py`` assigns its status."""

    class Status(models.TextChoices):
        PENDING = "pending", _("Awaiting review")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        SPAM = "spam", _("Spam")
        REMOVED = "removed", _("Removed")

    article = models.ForeignKey("articles.ArticlePage", models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    name = models.CharField(_("name"), max_length=240)
    email_encrypted = models.TextField(_("e-mail address, encrypted"))
    email_hash = models.CharField(_("keyed hash of the e-mail address"), max_length=64, db_index=True)
    body = models.TextField(_("comment"))
    html = models.TextField(_("comment as shown"), blank=True)
    renderer = models.PositiveSmallIntegerField(_("version of the renderer"), default=0)
    direction = models.CharField(_("direction"), max_length=3, default="rtl")
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.PENDING)
    reasons = models.JSONField(_("why it was held"), default=list, blank=True)
    created_at = models.DateTimeField(_("received"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [("moderate_comment", _("Can moderate comments"))]
        indexes = [
            models.Index(fields=["status", "created_at", "id"], name="comments_by_status"),
            models.Index(fields=["article", "status", "created_at", "id"], name="comments_of_an_article"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Decision(models.Model):
    """One press of a button: one comment or many, decided at once, undone at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comment_decisions")
    at = models.DateTimeField(default=timezone.now)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return str(self.pk)


class ModerationEvent(models.Model):
    """A change of a comment's status: who, when, from what, to what, why."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="events")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="events")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="moderation_events")
    at = models.DateTimeField(default=timezone.now)
    before = models.CharField(max_length=8, choices=Comment.Status.choices)
    after = models.CharField(max_length=8, choices=Comment.Status.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("moderation event")
        verbose_name_plural = _("moderation events")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.before} → {self.after}"
