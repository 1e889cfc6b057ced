"""``manage.py bench``: what a page costs, beside a hello world through the same middleware on the same server."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import F

from articles.models import ArticlePage
from newsroom.benchmarks import load, server

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd", "Accept": "text/html", "User-Agent": "newsroom-bench"}
CONNECTIONS = 16


@dataclass(frozen=True)
class Subject:
    """A page to measure. ``cached`` says what its answer must show, so that nothing else is measured by mistake."""

    name: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    cached: bool | None = None

    def check(self, headers: dict[str, str]) -> None:
        """Raise CommandError when the answer does not come from where it should."""
        control = headers.get("cache-control", "")
        right = {None: "", True: "public", False: "private"}[self.cached]
        if not control.startswith(right) or bool(right) != ("surrogate-key" in headers):
            raise CommandError(f"{self.name}: the answer says {control!r}; this is not what was to be measured.")


class Command(BaseCommand):
    """Measures one server, as ``make run`` starts it, and prints a table."""

    help = "Requests per second and server CPU per request, as ratios to a hello world."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--seconds`` and ``--requests`` bound each round; ``--article`` chooses the page."""
        parser.add_argument("--seconds", type=float, default=6.0, help="At most so long a round (default: 6).")
        parser.add_argument("--requests", type=int, default=60_000, help="At most so many a round.")
        parser.add_argument(
            "--rounds", type=int, default=3, help="Rounds of each page; the median counts (default: 3)."
        )
        parser.add_argument("--article", type=int, help="The article's id (default: the one with most comments).")

    def handle(self, *args, seconds: float, requests: int, rounds: int, article: int | None, **options) -> None:
        """Measure each page in turn, several rounds of all, and print the medians."""
        page = most_answered(article)
        signed_in = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={'b' * 32}"}
        subjects = [
            Subject("hello world", "/hello/"),
            Subject("article, cached", page.url, cached=True),
            Subject("article, cache off", page.url, signed_in, cached=False),
            Subject("front page, cached", "/", cached=True),
            Subject("front page, cache off", "/", signed_in, cached=False),
        ]
        bounds = {"connections": CONNECTIONS, "most": requests, "seconds": seconds}
        try:
            self._measure(page, subjects, rounds, bounds)
        except (load.Refused, server.NotStarted) as trouble:
            raise CommandError(f"The server under measurement failed: {trouble}") from trouble

    def _measure(self, page: ArticlePage, subjects: list[Subject], rounds: int, bounds: dict) -> None:
        with server.running() as (port, pid):
            sizes = {subject.name: weigh(port, subject) for subject in subjects}
            results: dict[str, list[tuple[load.Round, float]]] = {subject.name: [] for subject in subjects}
            for _ in range(rounds):
                for subject in subjects:
                    wish = load.request(port, subject.path, BROWSER | subject.headers)
                    load.measure(port, wish, connections=CONNECTIONS, most=200, seconds=2)
                    before = server.cpu_seconds(pid) or 0.0
                    result = load.measure(port, wish, **bounds)
                    cpu = (server.cpu_seconds(pid) or 0.0) - before
                    results[subject.name].append((result, cpu / result.requests * 1000))
            memory = server.memory_mb(pid)
        self.stdout.write(f"{page.url}\n{CONNECTIONS} connections, the server holds {memory:.0f} MB\n\n")
        self.stdout.write(table(results, sizes))


def most_answered(pk: int | None) -> ArticlePage:
    """Return the article to measure: a live one, of this id or with most comments."""
    live = ArticlePage.objects.live()
    chosen = live.filter(pk=pk) if pk else live.order_by(F("discussion__approved_count").desc(nulls_last=True), "pk")
    if (found := chosen.first()) is None:
        raise CommandError("There is no live article to measure. To load the demo newsroom: manage.py seed")
    return found


def weigh(port: int, subject: Subject) -> dict[str, int]:
    """Return the page's bytes as sent in each encoding; check that it is the page meant."""
    sizes = {}
    for encoding in ("identity", "gzip", "br"):
        wish = load.request(port, subject.path, subject.headers | {"Accept-Encoding": encoding})
        load.fetch(port, wish)
        headers, body = load.fetch(port, wish)
        subject.check(headers)
        sizes[encoding] = len(body)
    return sizes


def table(results: dict[str, list[tuple[load.Round, float]]], sizes: dict[str, dict[str, int]]) -> str:
    """Return the medians as a Markdown table, with ratios to the first row."""
    lines = [
        "| page | requests/s | × hello | CPU ms | hello ÷ CPU | p50 ms | p99 ms | bytes raw / gzip / brotli |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    base_rate = base_cpu = 0.0
    for name, rounds in results.items():
        result, _ = sorted(rounds, key=lambda each: each[0].per_second)[len(rounds) // 2]
        cpu = sorted(each[1] for each in rounds)[len(rounds) // 2]
        base_rate, base_cpu = base_rate or result.per_second, base_cpu or cpu
        weight = " / ".join(f"{sizes[name][encoding]:,}" for encoding in ("identity", "gzip", "br"))
        lines.append(
            f"| {name} | {result.per_second:,.0f} | {result.per_second / base_rate:.2f} | {cpu:.3f} "
            f"| {base_cpu / cpu if cpu else 0:.2f} | {result.p50_ms:.1f} | {result.p99_ms:.1f} | {weight} |"
        )
    return "\n".join(lines)
