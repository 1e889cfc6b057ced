"""What the paper says."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        """Hang the door, and begin to listen to what changes the readers' pages."""
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from articles import door, freshness, letters, reviewing
        from articles.permissions import PagesInSight

        register_permission_policy(Page, PagesInSight())
        door.hang()
        freshness.listen()
        reviewing.listen()
        letters.listen()
