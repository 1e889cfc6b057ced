"""``manage.py bench_score``: what the learned score finds, whom it holds wrongly, and what it costs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from newsroom.benchmarks import score
from newsroom.management.commands.bench import most_answered


class Command(BaseCommand):
    """Prints two tables, or the figures of a labelled file; nothing is kept."""

    help = "Recall and false hits of the learned score, and its cost as a ratio to saving a comment."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--labelled``: a file of lines ``0|1 <tab> text``, where 1 is refused, the oldest first."""
        parser.add_argument("--labelled", type=Path, help="Measure on a file of lines: 0 or 1, a tab, the text.")

    def handle(self, *args, labelled: Path | None, **options) -> None:
        """Print them."""
        if labelled:
            self.stdout.write(score.recall_of(labelled))
        else:
            self.stdout.write(f"{score.recall()}\n\n{score.cost(most_answered(None))}")
