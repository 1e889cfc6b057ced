"""All the articles of one's desk in one list, and the way to a new one."""

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn, ParentPageColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.addresses import ids
from articles.models import ArticlePage, SectionPage
from articles.panel.bin import works_with_articles


def sections_open_to(request: HttpRequest) -> QuerySet[SectionPage]:
    """Return the sections whose articles the person who asks may work on, in the order of the panel."""
    mine = policy_registry.get_by_type(Page).explorable_instances(request.user).values("pk")
    return SectionPage.objects.filter(pk__in=mine).order_by("path")


class SectionField(django_filters.fields.ModelMultipleChoiceField):
    """Which sections; a number that no column holds is a section of nobody's, not an error of the database."""

    def clean(self, value: list[str] | None) -> QuerySet[SectionPage]:
        return super().clean([number if ids([number]) else "0" for number in value or ()])


class SectionFilter(django_filters.ModelMultipleChoiceFilter):
    """The articles of one section or several."""

    field_class = SectionField

    def get_filter_predicate(self, v: SectionPage) -> dict[str, str]:
        """Ask the page tree: it is the truth also for what was never published."""
        return {"path__startswith": v.path}


class ArticleFilterSet(PageFilterSet):
    """What the list can be narrowed by. Site and «has child pages» say nothing of an article."""

    section = SectionFilter(label=_("Section"), queryset=sections_open_to, widget=CheckboxSelectMultiple)
    kind = django_filters.MultipleChoiceFilter(
        label=_("kind"), choices=ArticlePage.Kind.choices, widget=CheckboxSelectMultiple
    )
    site = None
    has_child_pages = None

    class Meta:
        model = ArticlePage
        fields: list[str] = []


class ArticleIndexView(IndexView):
    """The list itself: what was worked on last stands first."""

    base_columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        ParentPageColumn("parent", label=_("Section")),
        DateColumn(
            "latest_revision_created_at", label=_("Changed"), sort_key="latest_revision_created_at", width="14%"
        ),
        PageStatusColumn("status", label=_("State"), sort_key="live", width="14%"),
    ]
    base_filterset_class = ArticleFilterSet


class ChooseSectionView(ChooseParentView):
    """In which section a new article begins. Who works in one section only comes straight to its form."""

    template_name = "articles/panel/choose_section.html"
    page_title = _("Write an article")

    def get_page_subtitle(self) -> str:
        """Say nothing more than the title."""
        return ""

    def get_context_data(self, **kwargs) -> dict:
        """Return the sections in the order of the panel."""
        return super().get_context_data(**kwargs) | {
            "sections": self.get_valid_parent_pages(self.request.user).order_by("path")
        }


class DeskItem(MenuItem):
    """The way to the list, for who works on articles somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide it from photo editors and moderators: their lists are others."""
        return works_with_articles(request.user)


class ArticleListing(PageListingViewSet):
    """«المواد»: the list of articles, beside Wagtail's tree of pages."""

    model = ArticlePage
    name = "articles"
    url_prefix = "articles"
    icon = "doc-full"
    index_view_class = ArticleIndexView
    choose_parent_view_class = ChooseSectionView
    filterset_class = ArticleFilterSet
    columns = ArticleIndexView.base_columns
    menu_label = _("Articles")
    menu_name = "articles"
    menu_order = 90
    add_to_admin_menu = True
    menu_item_class = DeskItem
