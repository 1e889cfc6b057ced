"""The project as an app: it carries the commands, the shared catalogue and the static files."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
    label = "newsroom"
