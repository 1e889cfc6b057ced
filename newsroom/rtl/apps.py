"""The app that brings the Arabic catalogue and the template library `rtl` into the project."""

from django.apps import AppConfig


class RtlConfig(AppConfig):
    name = "newsroom.rtl"
    label = "rtl"
