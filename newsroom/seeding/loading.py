"""The order in which the demo newsroom is loaded, and where it is not loaded at all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from articles.models import ArticlePage, HomePage, SectionPage
from comments.models import Comment
from newsroom.seeding import pages, people
from newsroom.seeding.comments import load_comments
from newsroom.seeding.manuscripts import Manuscript, blocks, read_all, sheet
from newsroom.seeding.pictures import Album
from newsroom.teams.models import Person, Team, User


class NotHere(Exception):
    """The demo newsroom does not belong on this site; the message says why, in one line."""


@dataclass
class Tally:
    """How many articles and comments a loading made."""

    articles: int = 0
    comments: int = 0


def load(*, into_existing: bool = False, say: Callable[[str], object] = lambda line: None) -> Tally:
    """Load whatever of the demo newsroom is missing; what exists stays as it is. Returns what was made.

    Each article comes with its comments in one transaction, so that a loading that was stopped goes on where it was.
    ``say`` hears one line for each article. Raises ``NotHere`` on a public site (https), and on a database that holds
    the work of others unless ``into_existing``.
    """
    _refuse(into_existing)
    now, album, tally = timezone.now(), Album(), Tally()
    home = pages.load_home()
    teams = people.load_teams(album)
    crew = people.load_people(teams, album)
    sections = {
        manuscript.key: pages.load_section(home, manuscript, teams[manuscript.facts["team"]])
        for manuscript in read_all("sections")
    }
    desk = pages.Desk(sections, teams, crew, album, now)
    answers = sheet("comments.yaml")
    moderator = _moderator(crew)
    manuscripts = list(_in_order(read_all("articles")))
    for manuscript in manuscripts:
        if desk.known(manuscript):
            continue
        with transaction.atomic():
            article = desk.load(manuscript)
            made = load_comments(article, answers.get(manuscript.key, []), moderator=moderator, now=now)
        tally.articles, tally.comments = tally.articles + 1, tally.comments + len(made)
        say(f"{manuscript.key}: {manuscript.facts['state']}, {len(made)} comments")
    chosen = sorted((m for m in manuscripts if "front" in m.facts), key=lambda m: m.facts["front"])
    if tally.articles:
        pages.choose_for_front_page(HomePage.objects.get(pk=home.pk), [desk.articles[m.key] for m in chosen])
    return tally


def _refuse(into_existing: bool) -> None:
    if settings.SITE_URL.startswith("https:"):
        raise NotHere("SITE_URL is https: the demo's accounts have known names and no place on a public site.")
    if not into_existing and _holds_the_work_of_others():
        raise NotHere("This database holds other people's work. To add the demo to it: manage.py seed --into-existing")


def _holds_the_work_of_others() -> bool:
    """Say whether somebody worked here before the demo came. An operator's account alone is no work."""
    marks = [pages.mark("", "home"), *(pages.mark("articles", manuscript.key) for manuscript in read_all("articles"))]
    if Page.objects.filter(translation_key__in=marks).exists():
        return False
    return any(
        rows.exists()
        for rows in (
            ArticlePage.objects.all(),
            SectionPage.objects.all(),
            Comment.objects.all(),
            Person.objects.all(),
            Team.objects.all(),
            User.objects.filter(is_superuser=False),
        )
    )


def _moderator(crew: dict[str, Person]) -> User:
    return next(crew[m.key].user for m in read_all("people") if m.facts.get("demo") == "moderator")


def _in_order(manuscripts: list[Manuscript]) -> Iterator[Manuscript]:
    """Yield the articles oldest file first, each after those that it tells the reader to read."""
    waiting = {manuscript.key: manuscript for manuscript in manuscripts}

    def with_its_own(key: str) -> Iterator[Manuscript]:
        manuscript = waiting.pop(key, None)
        if manuscript:
            for block in blocks(manuscript.text):
                if block.kind == "read_also":
                    yield from with_its_own(block.also)
            yield manuscript

    for manuscript in manuscripts:
        yield from with_its_own(manuscript.key)
