"""The page cache as an app: it carries the table of tag versions."""

from django.apps import AppConfig


class CacheConfig(AppConfig):
    name = "newsroom.cache"
    label = "cache"
