"""A section: one level below the front page, covered by a team."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class SectionPage(Page):
    """A section of the paper. Its colour is a thin sign; its team decides who may do what in it."""

    class Colour(models.TextChoices):
        INK = "ink", _("Ink")
        BLUE = "blue", _("Blue")
        GREEN = "green", _("Green")
        OCHRE = "ochre", _("Ochre")
        PLUM = "plum", _("Plum")
        TEAL = "teal", _("Teal")

    team = models.ForeignKey(
        "teams.Team", models.PROTECT, null=True, blank=True, related_name="sections", verbose_name=_("team")
    )
    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    colour = models.CharField(_("colour"), max_length=10, choices=Colour.choices, default=Colour.INK)
    needs_review = models.BooleanField(
        _("needs review"),
        default=True,
        help_text=_("A section editor approves each version before a publisher can publish it."),
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("colour")]
    settings_panels = [FieldPanel("team"), FieldPanel("needs_review")]
    parent_page_types = ["articles.HomePage"]
    subpage_types = ["articles.ArticlePage"]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
