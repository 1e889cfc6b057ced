"""What readers answer."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comments.querysets import CommentQuerySet


class Comment(models.Model):
    """A reader's words below an article. Only ``comments/moderation.py`` assigns its status."""

    class Status(models.TextChoices):
        PENDING = "pending", pgettext_lazy("status of a comment", "Awaiting review")
        APPROVED = "approved", pgettext_lazy("status of a comment", "Approved")
        REJECTED = "rejected", pgettext_lazy("status of a comment", "Rejected")
        SPAM = "spam", pgettext_lazy("status of a comment", "Spam")
        REMOVED = "removed", pgettext_lazy("status of a comment", "Removed")

    article = models.ForeignKey("articles.ArticlePage", models.CASCADE, related_name="comments")
    # RESTRICT: a comment with answers cannot be deleted alone, but goes with its article.
    parent = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="replies")
    # The comment that opened the conversation, however deep the reply: a whole thread is one query.
    thread = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="answers")
    name = models.CharField(_("name"), max_length=240)
    email_encrypted = models.TextField(_("e-mail address, encrypted"))
    email_hash = models.CharField(_("keyed hash of the e-mail address"), max_length=64, db_index=True)
    # Forgotten after a month (``comments/bans.py``).
    network_hash = models.CharField(_("keyed hash of the network"), max_length=64, blank=True, default="")
    # Written by whom the address belongs to, who has proven it; nobody else can.
    verified = models.BooleanField(_("address proven"), default=False)
    # The owner of the address says that somebody else wrote it (``comments/claims.py``).
    disowned = models.BooleanField(_("disowned by the owner of the address"), default=False)
    # Only ``comments/notices.py`` writes these two once it is stored.
    wants_notice = models.BooleanField(_("its writer wants to be told when it is published"), default=False)
    notice_posted_at = models.DateTimeField(_("its writer was told"), null=True, blank=True)
    body = models.TextField(pgettext_lazy("of readers", "comment"))
    html = models.TextField(_("comment as shown"), blank=True)
    renderer = models.PositiveSmallIntegerField(_("version of the renderer"), default=0)
    direction = models.CharField(_("direction"), max_length=3, default="rtl")
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.PENDING)
    reasons = models.JSONField(_("why it was held"), default=list, blank=True)
    created_at = models.DateTimeField(_("received"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of readers", "comment")
        verbose_name_plural = pgettext_lazy("of readers", "comments")
        permissions = [
            ("moderate_comment", _("Can moderate comments")),
            ("see_address", _("Can see the addresses of readers")),
        ]
        indexes = [
            models.Index(fields=["status", "created_at", "id"], name="comments_by_status"),
            models.Index(fields=["status", "decided_at", "id"], name="comments_by_decision"),
            models.Index(fields=["article", "status"], name="comments_of_an_article"),
            models.Index(
                fields=["article", "created_at", "id"],
                name="comments_opening_a_thread",
                condition=models.Q(thread=None),
            ),
            models.Index(
                fields=["created_at"], name="comments_of_known_networks", condition=~models.Q(network_hash="")
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
