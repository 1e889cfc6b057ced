"""The newsroom's settings, with a saboteur let in."""

from newsroom.settings import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.articles.saboteur.SaboteurConfig"]  # noqa: F405
