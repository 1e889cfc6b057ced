"""``manage.py bench_words``: what the lists of words find in disguise, whom they hit wrongly, and what they cost."""

from django.core.management.base import BaseCommand

from newsroom.benchmarks import words
from newsroom.management.commands.bench import most_answered


class Command(BaseCommand):
    """Prints two tables; nothing is kept."""

    help = "Recall and false hits of the word lists by disguise, and their cost as a ratio to saving a comment."

    def handle(self, *args, **options) -> None:
        """Print both."""
        self.stdout.write(f"{words.recall()}\n\n{words.cost(most_answered(None))}")
