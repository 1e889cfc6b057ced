"""The front page and the articles an editor chose for it."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page

from articles.permissions import FrontPermissions


class HomePage(Page):
    """The front page: up to five articles chosen by an editor, in order; the rest fills by time."""

    content_panels = [
        *Page.content_panels,
        InlinePanel("picks", heading=_("Chosen articles"), label=_("article"), max_num=5),
    ]
    promote_panels = [FieldPanel("search_description")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["articles.SectionPage"]
    max_count = 1
    private_page_options: list[str] = []

    has_workflow = False  # the review that hangs on it is for the articles below

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_workflow(self) -> None:
        """Return nothing: the front page is changed by who may publish it."""

    def permissions_for_user(self, user) -> FrontPermissions:
        """Return who may do what with the front page."""
        return FrontPermissions(user, self)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Return the stories and the sections' strips."""
        from articles import front

        return super().get_context(request, *args, **kwargs) | front.context(self)

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Answer with the front page; it may be kept until an article or a choice changes."""
        from newsroom.cache.tagging import tag

        return tag(super().serve(request, *args, **kwargs), "front")


class FrontPick(Orderable):
    """One chosen article, in its place."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="picks")
    article = models.ForeignKey("articles.ArticlePage", models.CASCADE, related_name="+", verbose_name=_("article"))

    panels = [FieldPanel("article")]

    class Meta(Orderable.Meta):
        verbose_name = _("chosen article")
        verbose_name_plural = _("chosen articles")
