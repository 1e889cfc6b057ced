"""Whether readers may answer, and how many have."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Discussion(models.Model):
    """Whether readers may comment below a page, and how many approved comments it has.

    One row for an article, a section or the front page (the whole site): what an article leaves to its
    section is asked of the section, then of the site. No field of the page, because publishing a draft
    would write it back. ``comments/discussion.py`` writes the mode, ``comments/policy.py`` which ones await
    review, ``comments/moderation.py`` the count.
    """

    class Mode(models.TextChoices):
        INHERIT = "inherit", _("As the section or the site says")
        OPEN = "open", pgettext_lazy("discussion", "Open")
        CLOSED = "closed", pgettext_lazy("discussion", "Closed")

    class Policy(models.TextChoices):
        INHERIT = "inherit", _("As the section or the site says")
        PRE = "pre", _("All are reviewed first")
        FIRST = "first", _("A reader's first ones are reviewed first, then they are published at once")
        POST = "post", _("They are published at once and reviewed afterwards")

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, primary_key=True, related_name="discussion")
    mode = models.CharField(
        pgettext_lazy("of readers", "comments"), max_length=8, choices=Mode.choices, default=Mode.INHERIT
    )
    open_until = models.DateTimeField(_("open until"), null=True, blank=True)
    policy = models.CharField(_("review"), max_length=8, choices=Policy.choices, default=Policy.INHERIT)
    first_n = models.PositiveSmallIntegerField(_("how many are reviewed first"), default=2)
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
