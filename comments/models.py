"""What readers answer, and what was decided about it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comments.querysets import CommentQuerySet, DecisionQuerySet


class Discussion(models.Model):
    """Whether readers may comment below a page, and how many approved comments it has.

    One row for an article, a section or the front page (the whole site): what an article leaves to its
    section is asked of the section, then of the site. No field of the page, because publishing a draft
    would write it back. ``comments/discussion.py`` writes the mode, ``comments/moderation.py`` the count.
    """

    class Mode(models.TextChoices):
        INHERIT = "inherit", _("As the section or the site says")
        OPEN = "open", pgettext_lazy("discussion", "Open")
        CLOSED = "closed", pgettext_lazy("discussion", "Closed")

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, primary_key=True, related_name="discussion")
    mode = models.CharField(
        pgettext_lazy("of readers", "comments"), max_length=8, choices=Mode.choices, default=Mode.INHERIT
    )
    open_until = models.DateTimeField(_("open until"), null=True, blank=True)
    approved_count = models.PositiveIntegerField(_("approved comments"), default=0)

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        indexes = [
            models.Index(
                fields=["open_until"], name="discussions_that_will_close", condition=models.Q(open_until__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.page_id)


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
        permissions = [("moderate_comment", _("Can moderate comments"))]
        indexes = [
            models.Index(fields=["status", "created_at", "id"], name="comments_by_status"),
            models.Index(fields=["status", "decided_at", "id"], name="comments_by_decision"),
            models.Index(fields=["article", "status"], name="comments_of_an_article"),
            models.Index(
                fields=["article", "created_at", "id"],
                name="comments_opening_a_thread",
                condition=models.Q(thread=None),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


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


class Decision(models.Model):
    """One press of a button: one comment or many, decided at once, undone at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comment_decisions")
    at = models.DateTimeField(default=timezone.now)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    objects = DecisionQuerySet.as_manager()

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
    # When the status before had been decided (empty for one that awaited review), so that an undo restores it.
    before_since = models.DateTimeField(null=True, blank=True)
    # One of ``Reason``, or an editor's own words.
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("moderation event")
        verbose_name_plural = _("moderation events")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.before} → {self.after}"

    @property
    def reason_in_words(self) -> str:
        """The reason as a moderator reads it: the label of a known one, else the words that were given."""
        return str(dict(Reason.choices).get(self.reason, self.reason))
