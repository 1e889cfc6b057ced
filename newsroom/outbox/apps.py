"""The outbox as an app: it carries the table of the letters that are to be sent."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "newsroom.outbox"
    label = "outbox"
