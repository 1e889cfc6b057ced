"""The button that publishes: over a live article there are two, for readers learn of an update and not of a fix."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem

from articles import fixes
from articles.models import ArticlePage

MINOR = "minor-fix"  # what the second button sends where the first sends «action-publish»


class PublishUpdate(PublishMenuItem):
    """The first button, which changes «آخر تحديث»."""

    label = _("Publish the update")


class PublishMinorFix(PublishMenuItem):
    """The second, which leaves it."""

    label = _("Publish a minor fix")
    template_name = "articles/panel/publish_minor_fix.html"


def offer_both(items: list[ActionMenuItem], request: HttpRequest, context: dict) -> None:
    """Put both in the place of Wagtail's one, where there is one and the article is live."""
    page = context.get("page")
    if not isinstance(page, ArticlePage) or not page.live:
        return
    for place, item in enumerate(items):
        if type(item) is PublishMenuItem:
            items[place : place + 1] = [PublishUpdate(item.order), PublishMinorFix(item.order)]
            return


class Choosing:
    """An edit view whose publishing is told which of the two was pressed."""

    def publish_action(self) -> HttpResponse:
        with fixes.publishing(minor=self.request.POST["action-publish"] == MINOR):
            return super().publish_action()
