"""What the panel keeps to itself: pages of Wagtail's that name an article without asking who looks."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.addresses import ids
from articles.permissions import may_see

# They answer that nothing waits here for a decision, or ask for a note, and name the article to anybody.
OF_ITS_DESK = {
    "collect_workflow_action_data",
    "confirm_workflow_cancellation",
    "workflow_action",
    "workflow_preview",
}


def for_its_desk(view: Callable) -> Callable:
    """Return a view about one article that is not there for who may not edit the article."""

    @wraps(view)
    def ask(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        page = get_object_or_404(Page, pk=kwargs["page_id"]).specific_deferred
        if not page.permissions_for_user(request.user).can_edit():
            raise Http404
        return view(request, *args, **kwargs)

    return ask


class Browsing(BrowseView):
    """Wagtail's chooser below a page: it heads its list with that page, whichever number is asked for."""

    def get(self, request: HttpRequest, parent_page_id: int) -> HttpResponse:
        """Show what stands below a page that one may see."""
        if not may_see(request.user, get_object_or_404(Page, pk=parent_page_id).specific_deferred):
            raise Http404
        return super().get(request, parent_page_id)


class Chosen(ChosenMultipleView):
    """What Wagtail's chooser says of the pages that were ticked, whichever numbers are sent."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Name those that one may see."""
        pages = Page.objects.filter(pk__in=ids(request.GET.getlist("id")), depth__gt=1).specific(defer=True)
        request.GET = request.GET.copy()
        request.GET.setlist("id", [page.pk for page in pages if may_see(request.user, page)])
        return super().get(request)


urlpatterns: list[URLPattern] = [
    path("choose-page/<int:parent_page_id>/", require_admin_access(Browsing.as_view())),
    path("choose-page/chosen-multiple/", require_admin_access(Chosen.as_view())),
]


class ReadingAPI(PagesAdminAPIViewSet):
    """The panel's own API, for reading alone: its actions go past the lock of a review, and nothing calls them."""

    actions = {}


class PicturesAPI(ImagesAdminAPIViewSet):
    """The pictures, for who may choose one."""

    def get_queryset(self):
        """Return the pictures that the person who asks may choose."""
        policy = policy_registry.get_by_type(self.model)
        mine = policy.instances_user_has_permission_for(self.request.user, "choose")
        return super().get_queryset().filter(pk__in=mine.values("pk"))
