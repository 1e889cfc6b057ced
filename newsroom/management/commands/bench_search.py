"""``manage.py bench_search FILE``: how well the search answers the questions of a set in the form of SQuAD."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from newsroom.benchmarks import search


class Command(BaseCommand):
    """Prints a table; nothing is kept, nothing of the set is copied."""

    help = "Mean reciprocal rank of the search on a set of questions and paragraphs, and the time of one search."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the path of the set."""
        parser.add_argument("file", type=Path, help="A JSON file: data > paragraphs > context, qas > question.")

    def handle(self, *args, file: Path, **options) -> None:
        """Measure and print."""
        self.stdout.write(search.figures(file))
