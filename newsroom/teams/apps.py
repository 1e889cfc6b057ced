"""The room of the people: who works here, and as what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "newsroom.teams"
    label = "teams"
    verbose_name = _("Teams")

    def ready(self) -> None:
        from newsroom.teams import receivers

        receivers.listen()
