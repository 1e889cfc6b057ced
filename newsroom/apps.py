"""The project as an app: it carries the commands, the shared catalogue and the static files."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
    label = "newsroom"

    def ready(self) -> None:
        """Name the zone beside every time of the panel, and say how many there are in Arabic."""
        from newsroom import counts, times

        times.name_the_zone()
        counts.say_numbers_last()
