"""``manage.py bench_archive``: what pages cost in a large archive, beside a small one."""

from django.core.management.base import BaseCommand, CommandParser

from newsroom.benchmarks import archive


class Command(BaseCommand):
    """Prints a table; nothing of the made archive is kept."""

    help = "The cost of each kind of page in a small and in a large archive, in the database in use; nothing is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--small`` and ``--articles`` are the two archives; ``--rounds`` how often each page is asked for."""
        parser.add_argument("--small", type=int, default=2_000, help="Articles of the small archive (default: 2000).")
        parser.add_argument("--articles", type=int, default=200_000, help="Of the large one (default: 200000).")
        parser.add_argument("--rounds", type=int, default=9, help="How often each page is asked for (default: 9).")

    def handle(self, *args, small: int, articles: int, rounds: int, **options) -> None:
        """Measure and print."""
        for line in archive.figures(small, articles, rounds):
            self.stdout.write(line)
