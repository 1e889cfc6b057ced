"""Joins the blocks of the public stylesheet into the file that readers fetch."""

from django.core.management.base import BaseCommand

from newsroom.look.stylesheet import STYLESHEET, joined


class Command(BaseCommand):
    help = "Joins newsroom/look/css/ into newsroom/static/site/css/site.css."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options) -> None:
        STYLESHEET.write_text(joined(), encoding="utf-8")
        self.stdout.write(f"{STYLESHEET.name}: {STYLESHEET.stat().st_size:,} bytes")
