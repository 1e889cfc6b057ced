"""What readers answer."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = pgettext_lazy("of readers", "Comments")
