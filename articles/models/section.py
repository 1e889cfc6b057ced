"""A section: one level below the front page, covered by a team."""

from re import fullmatch

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from articles.addresses import RESERVED, Id
from articles.forms import CleanPageForm
from articles.permissions import SectionPermissions
from newsroom.rtl.slugs import slug


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
    needs_copy_edit = models.BooleanField(
        _("needs a copy edit"),
        default=False,
        help_text=_("After the section editor, a second reader checks the language of each version."),
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("colour")]
    promote_panels = [FieldPanel("slug"), FieldPanel("search_description")]
    settings_panels = [FieldPanel("team"), FieldPanel("needs_review"), FieldPanel("needs_copy_edit")]
    base_form_class = CleanPageForm
    parent_page_types = ["articles.HomePage"]
    subpage_types = ["articles.ArticlePage"]
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def _set_core_field_defaults(self) -> None:
        """Make the address from the name where nobody chose one."""
        if not self.slug:
            self.slug = slug(self.title, fallback="section")
        super()._set_core_field_defaults()

    def clean(self) -> None:
        """Refuse an address that belongs to another part of the site."""
        super().clean()
        self._refuse_reserved_slug()

    def minimal_clean(self) -> None:
        """Refuse it for a draft too: its articles would have no address."""
        super().minimal_clean()
        self._refuse_reserved_slug()

    def _refuse_reserved_slug(self) -> None:
        if self.slug.lower() in RESERVED:
            word = {"word": self.slug}
            raise ValidationError({"slug": _("“%(word)s” is the address of another part of the site.") % word})

    @classmethod
    def from_serializable_data(cls, data: dict, check_fks: bool = True, strict_fks: bool = False) -> "SectionPage":
        """Read a version; a team that was deleted since is left out (nobody could open the version otherwise)."""
        teams = cls._meta.get_field("team").related_model.objects
        if check_fks and data.get("team") and not teams.filter(pk=data["team"]).exists():
            data = data | {"team": None}
        return super().from_serializable_data(data, check_fks, strict_fks)

    def permissions_for_user(self, user) -> SectionPermissions:
        """Return who may do what with the section."""
        return SectionPermissions(user, self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find an article by the id in its address, so that a pasted link becomes a link to the article."""
        from articles.models import ArticlePage

        if path_components and fullmatch(Id.regex, path_components[0]) and len(path_components) <= 2:
            found = ArticlePage.objects.child_of(self).live().filter(pk=int(path_components[0])).first()
            if found:
                return RouteResult(found)
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Return the newest articles of the section, or those older than the cursor in the address."""
        from articles import lists

        return super().get_context(request, *args, **kwargs) | lists.of_section(self, request)

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Answer with the section's list; it may be kept until one of its articles changes."""
        from newsroom.cache.tagging import tag

        return tag(super().serve(request, *args, **kwargs), f"section:{self.pk}", params=["before"])
