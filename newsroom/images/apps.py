"""The picture room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImagesConfig(AppConfig):
    name = "newsroom.images"
    label = "images"
    verbose_name = _("Pictures")

    def ready(self) -> None:
        from newsroom.images import developing, receivers

        receivers.listen()
        developing.hurry()
