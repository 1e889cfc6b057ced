"""``manage.py bench_weight``: what the pages weigh on their way to a reader, pictures left out."""

from django.core.management.base import BaseCommand, CommandError

from articles.frame import sections
from newsroom.benchmarks import load, server, weight
from newsroom.management.commands.bench import most_answered

MOST_WORDS, MOST_FONTS, MOST_REQUESTS = 30_000, 90_000, 10


class Command(BaseCommand):
    """Asks a server of its own, as ``make run`` starts it, for one page of each kind, and prints a table."""

    help = "Bytes (brotli) and requests of the front page, a section, the most answered article and the search."

    def handle(self, *args, **options) -> None:
        """Print the table; fail where a page is heavier than it may be, or asks another host."""
        pages = {"front page": "/", "section": sections()[0].url if sections() else "/"}
        pages |= {"article with comments": most_answered(None).url, "search": "/search/"}
        try:
            with server.running() as (port, _pid):
                weights = {name: weight.of_page(port, path) for name, path in pages.items()}
        except (load.Refused, server.NotStarted) as trouble:
            raise CommandError(f"The server under measurement failed: {trouble}") from trouble
        self.stdout.write("| page | HTML | CSS | JS | together | fonts | icon | requests |")
        self.stdout.write("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        for name, one in weights.items():
            figures = (one.html, one.style, one.script, one.words, one.fonts, one.icons, one.requests)
            self.stdout.write(f"| {name} | {' | '.join(f'{figure:,}' for figure in figures)} |")
        if heavy := [name for name, one in weights.items() if not is_light(one)]:
            raise CommandError(f"Heavier than it may be, or asking elsewhere: {', '.join(heavy)}")


def is_light(one: weight.Weight) -> bool:
    """Whether a page keeps to its budget: 30 KB to be read and used, 90 KB of fonts, ten requests, no other host."""
    within = one.words <= MOST_WORDS and one.fonts <= MOST_FONTS and one.requests <= MOST_REQUESTS
    return within and not one.elsewhere
