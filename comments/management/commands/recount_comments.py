"""Hold the counts of comments against the comments: exit code 1 where they differ."""

import sys

from django.core.management.base import BaseCommand, CommandParser

from comments import recount


class Command(BaseCommand):
    help = "Recounts the approved comments of every article; with --repair, sets the counts that differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="set the counts that differ")

    def handle(self, *args, repair: bool, **options) -> None:
        found = recount.repair() if repair else recount.drifts()
        for drift in found:
            self.stdout.write(f"article {drift.article_id}: counted {drift.counted}, there are {drift.true}")
        if not found:
            self.stdout.write("Every count equals a recount.")
        elif not repair:
            sys.exit(1)
