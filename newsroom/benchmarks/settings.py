"""The newsroom's settings with one page more: the hello world that everything is compared with."""

from newsroom.settings import *  # noqa: F403 - the same settings, all of them

ROOT_URLCONF = "newsroom.benchmarks.urls"
PAGE_CACHE_SECONDS = 3600  # no page grows old while it is measured
