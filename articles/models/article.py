"""The article, and the names that sign it."""

from typing import TYPE_CHECKING

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.coreutils import find_available_slug
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.url_routing import RouteResult

from articles import addresses, door, embeds
from articles.blocks import BodyBlock, LeadGalleryBlock
from articles.forms import ArticleForm, BylinePanel, CopyForm
from articles.models.listing import ArticleManager
from articles.permissions import ArticlePermissions, InTheBin
from newsroom.rtl.slugs import slug

if TYPE_CHECKING:
    from articles.models import SectionPage
    from newsroom.teams.models import Team


class Topic(TagBase):
    """A topic that articles share; its slug stays as it was first made, also under a better name."""

    free_tagging = True

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Return the readable part of its address by the house's rule; ``i`` counts those that had it before."""
        made = slug(tag, fallback="topic")
        return f"{made}-{i + 1}" if i else made


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
    lead_gallery = StreamField(
        LeadGalleryBlock(),
        verbose_name=_("more lead pictures"),
        blank=True,
        help_text=_("With these the lead picture opens a gallery. Each has a caption and a credit of its own."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    tags = ClusterTaggableManager(through=ArticleTopic, blank=True, verbose_name=_("topics"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.ARABIC)

    objects = ArticleManager()

    content_panels = [
        HelpPanel(template="articles/panel/proofreader.html"),
        FieldPanel("kicker"),
        # A plain panel: Wagtail's own copies the title into a slug field, and an editor has none to fill.
        FieldPanel("title", classname="title", heading=_("Headline")),
        FieldPanel("standfirst"),
        BylinePanel("byline", heading=_("By-line"), label=_("name")),
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("place"), FieldPanel("agency")], heading=_("Slot")),
        FieldPanel("lead"),
        FieldPanel("lead_gallery"),
        FieldPanel("body"),
        FieldPanel("tags"),
    ]
    promote_panels = [FieldPanel("language"), FieldPanel("search_description")]
    base_form_class = ArticleForm
    copy_form_class = CopyForm
    parent_page_types = ["articles.SectionPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def __init__(self, *args, **kwargs):
        """Begin as a draft: Wagtail's own pages begin live."""
        if not args:
            kwargs.setdefault("live", False)
        super().__init__(*args, **kwargs)

    def save(self, clean: bool = True, user=None, log_action: bool | str | None = False, **kwargs):
        """Save the page; raises ``NotYet`` where it would come live by any way but the door."""
        door.check(self)
        return super().save(clean=clean, user=user, log_action=log_action, **kwargs)

    def _set_core_field_defaults(self) -> None:
        """Let the slug follow the headline until the first publication, and make it unique without a word."""
        if self.path or getattr(self, "_cached_parent_obj", None):
            if not self.first_published_at or not self.slug:
                self.slug = slug(self.title, fallback=self.kind)
            self.slug = self._get_autogenerated_slug(self.slug)
        super()._set_core_field_defaults()

    def with_content_json(self, content: dict) -> "ArticlePage":
        """Return what a version holds; the address and the date that readers know are the article's, not its."""
        content = content | {"first_published_at": None}  # Wagtail takes the row's in its place
        if self.first_published_at and self.slug:
            content["slug"] = self.slug
        return super().with_content_json(content)

    def make_room_in(self, section: Page) -> None:
        """Take the next free slug of ``section``, before the move there; readers find an article by its id."""
        self.slug = find_available_slug(section, self.slug, ignore_page_id=self.pk)
        Page.objects.filter(pk=self.pk).update(slug=self.slug)

    @cached_property
    def section(self) -> "SectionPage":
        """The section it stands in (one query, unless a list or a form has set it)."""
        from articles.models import SectionPage

        return SectionPage.objects.select_related("team").get(path=self.path[: -self.steplen])

    @property
    def team(self) -> "Team | None":
        """The team that covers its section."""
        return self.section.team

    def get_url_parts(self, request: HttpRequest | None = None):
        """Answer with the address by section, id and slug, in place of the one by the page tree."""
        parts = super().get_url_parts(request)
        if parts is None or parts[2] is None or self.pk is None:
            return parts
        site_id, root_url, _tree_address = parts
        return site_id, root_url, addresses.of_article(self.url_path, self.pk, self.slug)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find it by its place in the page tree, also when it was withdrawn: its own address says so (410)."""
        if not path_components and not self.live and self.publication.withdrawn_at:
            return RouteResult(self)
        return super().route(request, path_components)

    def permissions_for_user(self, user) -> ArticlePermissions:
        """Return who may do what with it: the one place that views, verbs and the panel ask."""
        return InTheBin(user, self) if self.is_binned else ArticlePermissions(user, self)

    def get_admin_display_title(self) -> str:
        """Return the headline for lists and messages of the panel: of what is live, the one that readers see.

        Other desks see these too, and a headline that is being written is its own desk's.
        """
        return self.title if self.live else super().get_admin_display_title()

    @property
    def is_binned(self) -> bool:
        """Whether it lies in the bin; asked of the database only where the row is locked by nobody in particular."""
        from articles.models import Publication

        by_nobody = self.locked and self.locked_by_id is None
        return by_nobody and Publication.objects.binned().filter(pk=self.pk).exists()

    def serve_preview(self, request: HttpRequest, mode_name: str):
        """Show the text that is being written; the frames that it holds may be opened there too."""
        response = super().serve_preview(request, mode_name)
        response.frame_hosts = embeds.frame_hosts(response.context_data["publication"].story_html)
        return response

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Return what the article's template shows; in a preview, with the body as it is being written."""
        from articles import story

        return super().get_context(request, *args, **kwargs) | story.context(self, request)


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

    @classmethod
    def from_serializable_data(cls, data: dict, check_fks: bool = True, strict_fks: bool = False) -> "Byline | None":
        """Read a signature out of a version; None, and so left out, where its person or team was deleted since.

        The fields are protected for what is live; without this, nobody could open an old version again.
        """
        from newsroom.teams.models import Person, Team

        for field, model in (("person", Person), ("team", Team)):
            if check_fks and data.get(field) and not model.objects.filter(pk=data[field]).exists():
                return None
        return model_from_serializable_data(cls, data, check_fks=False, strict_fks=strict_fks)

    class Meta(Orderable.Meta):
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, team__isnull=True)
                | models.Q(person__isnull=True, team__isnull=False),
                name="a_signature_is_a_person_or_a_team",
                violation_error_message=_("Choose a person or a team, one of the two."),
            )
        ]
