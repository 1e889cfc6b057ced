"""What the moderators' decisions taught: which lesson is in use, and how well each night's did."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from comments import learning, lessons
from comments.models import Lesson
from comments.panel.queue import is_moderator


class LessonsView(WagtailAdminTemplateMixin, TemplateView):
    """The lessons of the last nights, the latest first; nothing of what anybody wrote."""

    template_name = "comments/panel/lessons.html"
    page_title = gettext_lazy("What decisions teach")
    header_icon = "comment"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_moderator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        nights = list(Lesson.objects.defer("model").order_by("-night")[: lessons.KEPT])
        in_use = Lesson.objects.in_use()
        return super().get_context_data(**kwargs) | {
            "lessons": nights,
            "in_use": in_use and in_use.pk,
            "fewest": lessons.FEWEST,
            "floor": round(100 * learning.FLOOR),
            "false_rate": round(100 * learning.FALSE_RATE),
        }
