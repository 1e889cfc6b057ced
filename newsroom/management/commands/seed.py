"""Loads the demo newsroom of seeds/."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from newsroom.preparation import DECLINED
from newsroom.seeding.loading import NotHere, load


class Command(BaseCommand):
    help = (
        "Loads the demo newsroom of seeds/ through the verbs that people use. Loading it again changes nothing. "
        "Writes who can sign in to demo-accounts.json in DATA_DIR."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the one switch: a database that is in use is left alone without it."""
        parser.add_argument(
            "--into-existing", action="store_true", help="also where the database holds other people's work"
        )

    def handle(self, *args, **options) -> None:
        """Load what is missing and say how much it was."""
        say = self.stdout.write if options["verbosity"] > 1 else lambda line: None
        try:
            tally = load(into_existing=options["into_existing"], say=say)
        except NotHere as reason:
            raise CommandError(str(reason), returncode=DECLINED) from reason
        self.stdout.write(f"The demo newsroom: {tally.articles} articles and {tally.comments} comments were new.")
