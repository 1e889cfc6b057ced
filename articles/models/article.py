"""The article, and the names that sign it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from articles.blocks import BodyBlock


class Topic(TagBase):
    """A topic that articles share."""

    free_tagging = True

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class ArticleTopic(ItemBase):
    """That an article is about a topic."""

    tag = models.ForeignKey(Topic, models.CASCADE, related_name="articles")
    content_object = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items")


class ArticlePage(Page):
    """A story. ``title`` is the headline. What must not travel with a draft lives in ``Publication``."""

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        REPORT = "report", _("Report")
        ANALYSIS = "analysis", _("Analysis")
        OPINION = "opinion", _("Opinion")
        INTERVIEW = "interview", _("Interview")

    class Language(models.TextChoices):
        ARABIC = "ar", _("Arabic")
        ENGLISH = "en", _("English")

    kicker = models.CharField(_("kicker"), max_length=60, blank=True)
    standfirst = models.TextField(_("standfirst"), max_length=400, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.NEWS)
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("Opens the first paragraph: a town and country, or towns.")
    )
    agency = models.CharField(_("source or agency"), max_length=80, blank=True)
    lead = models.ForeignKey(
        "images.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lead picture")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    tags = ClusterTaggableManager(through=ArticleTopic, blank=True, verbose_name=_("topics"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.ARABIC)

    content_panels = [
        FieldPanel("kicker"),
        *Page.content_panels,
        FieldPanel("standfirst"),
        InlinePanel("byline", heading=_("By-line"), label=_("name")),
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("place"), FieldPanel("agency")], heading=_("Slot")),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("tags"),
    ]
    promote_panels = [FieldPanel("language")]
    parent_page_types = ["articles.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class Byline(Orderable):
    """A name that signs an article: a person's or a team's, in its place."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="byline")
    person = models.ForeignKey(
        "teams.Person", models.PROTECT, null=True, blank=True, related_name="signatures", verbose_name=_("person")
    )
    team = models.ForeignKey(
        "teams.Team", models.PROTECT, null=True, blank=True, related_name="signatures", verbose_name=_("team")
    )

    panels = [FieldPanel("person"), FieldPanel("team")]

    class Meta(Orderable.Meta):
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, team__isnull=True)
                | models.Q(person__isnull=True, team__isnull=False),
                name="a_signature_is_a_person_or_a_team",
            )
        ]
