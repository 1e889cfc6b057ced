"""``manage.py rebake``: bake anew what an older renderer baked."""

from django.core.management.base import BaseCommand, CommandParser

from articles import baking
from articles.models import ArticlePage


class Command(BaseCommand):
    """Each article in its own transaction, so that readers and editors are never kept waiting."""

    help = "Renders the stored bodies of live articles anew where the renderer has changed since."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--all``: also what the present renderer baked."""
        parser.add_argument("--all", action="store_true", help="Bake every live article.")

    def handle(self, *args, **options) -> None:
        """Bake, and say how many."""
        live = ArticlePage.objects.live() if options["all"] else baking.stale()
        count = sum(baking.rebake([article]) for article in live.order_by("pk").iterator(chunk_size=100))
        self.stdout.write(f"Baked: {count}")
