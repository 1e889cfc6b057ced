"""What readers answer."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = pgettext_lazy("of readers", "Comments")

    def ready(self) -> None:
        """Begin to listen to the lists of words and the paper's names, say who keeps the lists, what is still true."""
        from wagtail.permissions import register_permission_policy

        from comments import notices, wordlist
        from comments.checks import names
        from comments.models import ListedWord
        from comments.permissions import ChiefsOnly

        register_permission_policy(ListedWord, ChiefsOnly(ListedWord))
        wordlist.listen()
        names.listen()
        notices.listen()
