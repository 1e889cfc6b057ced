"""What a page costs in a large archive, beside the same page in a small one: nothing may grow with the archive.

A made archive stands in the place of what is there: fifty articles a day, the newest yesterday, all under one topic and
one person, with a text of made words that are as rare as words are (Zipf). Its rows are written past the verbs, which
would take days. Nothing of it stays; but on PostgreSQL one transaction holds every public row meanwhile, so nobody can
publish: it is not for a paper at work. What is measured is the CPU of this process and of its PostgreSQL, where that
runs on this machine: the clock says more of the machine's other guests.
"""

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils import timezone
from wagtail.models import Page

from articles.models import ArticlePage, Entry, Publication, SearchEntry, SectionPage, Topic
from articles.search import on_postgresql
from newsroom.rtl.terms import stem
from newsroom.teams.models import Person

A_DAY = 50
AT_ONCE = 1_000
WORDS_OF_A_TEXT, WORDS_OF_A_HEADLINE = 120, 8
KNOWN_WORDS = 20_000
EVERYWHERE, IN_TENTH, RARE = "خبر", "مطار", "فلامنغو"
_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمن"


def figures(small: int, large: int, rounds: int) -> Iterator[str]:
    """Yield the lines of a table: milliseconds of each page in both archives (the median of ``rounds``), the ratio."""
    of_small, of_large = (_measured(number, rounds) for number in (small, large))
    yield f"{connection.vendor}: milliseconds of CPU, median of {rounds}\n"
    yield f"| page | {small:,} articles | {large:,} articles | ratio |"
    yield "| --- | ---: | ---: | ---: |"
    for name, before in of_small.items():
        after = of_large[name]
        yield f"| {name} | {before * 1000:.1f} | {after * 1000:.1f} | {after / before:.2f} |"


def _clock() -> Callable[[], float]:
    """Return what tells the seconds of CPU that this process and its PostgreSQL have used."""
    if connection.vendor == "sqlite":
        return time.process_time
    with connection.cursor() as cursor:
        # A helper's time is not its master's.
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    used = Path(f"/proc/{backend}/schedstat")
    return lambda: time.process_time() + int(used.read_text().split()[0]) / 1e9


def _measured(number: int, rounds: int) -> dict[str, float]:
    logging.getLogger("django.request").setLevel(logging.ERROR)
    with _aside(), override_settings(PAGE_CACHE_SECONDS=0, ALLOWED_HOSTS=["*"]):
        pages, clock = make(number), _clock()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return {name: _cost(path, rounds, clock) for name, path in pages.items()}


@contextmanager
def _aside() -> Iterator[None]:
    """Work where nothing stays: on SQLite in a copy of the database, for a transaction so large slows what reads it."""
    if connection.vendor != "sqlite":
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        return
    kept = connection.settings_dict["NAME"]
    with TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        copy = str(Path(folder) / "copy.sqlite3")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [copy])
        connection.close()
        connection.settings_dict["NAME"] = copy
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = kept


def _cost(path: str, rounds: int, clock: Callable[[], float]) -> float:
    reader, spent = Client(), []
    for number in range(rounds + 1):
        began = clock()
        answer = reader.get(path, headers={"host": settings.SITE_URL.partition("//")[2]})
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answers {answer.status_code}: that is not what was to be measured.")
        if number:  # the first one warms what is kept
            spent.append(clock() - began)
    return median(spent)


def make(number: int) -> dict[str, str]:
    """Put ``number`` articles in the place of what readers find; return the pages to measure by their names."""
    Publication.objects.update(listed_at=None)
    Entry.objects.all().delete()
    SearchEntry.objects.all().delete()
    sections = list(SectionPage.objects.live().order_by("path"))
    topic = Topic.objects.create(name="موضوع الأرشيف", slug="bench-archive")
    person = Person.objects.create(name="كاتبة الأرشيف", slug="bench-archive")
    model = ArticlePage.objects.live().order_by("pk").first()
    chance, first = random.Random(14), None  # noqa: S311 - the same archive each time
    newest = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=1)
    for start in range(0, number, AT_ONCE):
        moments = [
            newest - timedelta(seconds=(number - place) * 86_400 // A_DAY)
            for place in range(start, min(start + AT_ONCE, number))
        ]
        made = _pages(model, sections, moments, start)
        first = first or made[0]
        _public(made, sections, moments, topic, person)
        _found(made, chance)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        on_postgresql.count_anew()
    else:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO articles_searchentry_fts(articles_searchentry_fts) VALUES ('optimize')")
    return _addresses(made[-1], first, sections, newest)


def _pages(model: ArticlePage, sections: list[SectionPage], moments: list[datetime], start: int) -> list[Page]:
    """Write articles of the tree that hold what ``model`` holds."""
    pages = []
    for place, moment in enumerate(moments, start):
        section = sections[place % len(sections)]
        pages.append(
            Page(
                title=f"مادة {place}",
                draft_title=f"مادة {place}",
                slug=f"bench-{place}",
                path=section._get_path(section.path, section.depth + 1, 500_000 + place),
                depth=section.depth + 1,
                url_path=f"{section.url_path}bench-{place}/",
                content_type_id=model.content_type_id,
                locale_id=model.locale_id,
                live=True,
                first_published_at=moment,
                last_published_at=moment,
            )
        )
    made = Page.objects.bulk_create(pages)
    own = [connection.ops.quote_name(field.column) for field in ArticlePage._meta.local_concrete_fields][1:]
    # Names of columns are the models' own.
    copied = f"""
        INSERT INTO articles_articlepage (page_ptr_id, {", ".join(own)})
        SELECT page.id, {", ".join(f"model.{name}" for name in own)}
        FROM wagtailcore_page page, articles_articlepage model
        WHERE model.page_ptr_id = %s AND page.id BETWEEN %s AND %s
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(copied, [model.pk, made[0].pk, made[-1].pk])
    return made


def _public(made: list[Page], sections: list[SectionPage], moments: list[datetime], topic: Topic, person) -> None:
    """Write what lists read of them."""
    from articles import baking

    entries, publications = [], []
    for place, (page, moment) in enumerate(zip(made, moments, strict=True)):
        section = sections[place % len(sections)]
        publications.append(
            Publication(
                article_id=page.pk,
                section=section,
                listed_at=moment,
                story_html="<h1>مادة</h1>" + "<p>نصّ من الأرشيف.</p>" * 40,
                byline_text=person.name,
                renderer=baking.renderer(),
                tags=f"article:{page.pk} section:{section.pk} person:{person.pk} topic:{topic.pk}",
            )
        )
        entries += [
            Entry(article_id=page.pk, listed_at=moment, topic=topic),
            Entry(article_id=page.pk, listed_at=moment, person=person),
        ]
    Publication.objects.bulk_create(publications)
    Entry.objects.bulk_create(entries)


def _found(made: list[Page], chance: random.Random) -> None:
    """Write what the search reads of them."""
    known = _words()
    weights = list(accumulate(1 / rank for rank in range(1, len(known) + 1)))
    entries = []
    for place, page in enumerate(made):
        headline = " ".join(chance.choices(known, cum_weights=weights, k=WORDS_OF_A_HEADLINE))
        text = " ".join([*chance.choices(known, cum_weights=weights, k=WORDS_OF_A_TEXT), EVERYWHERE])
        text += f" {IN_TENTH}" * (place % 10 == 0) + f" {RARE}" * (place % AT_ONCE == 7)
        entries.append(
            SearchEntry(article_id=page.pk, headline=headline, body=text, words=f"{headline} {text}", text=text)
        )
    SearchEntry.objects.bulk_create(entries)


def _words() -> list[str]:
    chance = random.Random(5)  # noqa: S311 - the same words each time
    made = ("".join(chance.choices(_LETTERS, k=4 + number % 3)) for number in range(KNOWN_WORDS))
    return [word for word in dict.fromkeys(made) if stem(word) == word]


def _addresses(last: Page, first: Page, sections: list[SectionPage], newest: datetime) -> dict[str, str]:
    from articles import addresses
    from articles.lists import Cursor

    section = next(one for one in sections if last.url_path.startswith(one.url_path))
    oldest = Publication.objects.get(pk=first.pk)
    before = f"?before={Cursor(oldest.listed_at + timedelta(days=4), first.pk)}"
    day = timezone.localdate(newest - timedelta(days=3))
    old = timezone.localdate(oldest.listed_at + timedelta(days=2))
    return {
        "front page": "/",
        "article": addresses.of_article(last.url_path, last.pk, last.slug),
        "section": f"/{section.slug}/",
        "section, its end": f"/{section.slug}/{before}",
        "topic of every article": "/tag/bench-archive/",
        "topic, its end": f"/tag/bench-archive/{before}",
        "author of every article": "/author/bench-archive/",
        "archive, a year": "/archive/",
        "archive, a month": f"/archive/{day:%Y/%m}/",
        "archive, a day": f"/archive/{day:%Y/%m/%d}/",
        "archive, an old day": f"/archive/{old:%Y/%m/%d}/",
        "feed": "/feed/",
        "feed of a section": f"/{section.slug}/feed/",
        "search: a rare word": f"/search/?q={RARE}",
        "search: a word of a tenth": f"/search/?q={IN_TENTH}",
        "search: a word of every article": f"/search/?q={EVERYWHERE}",
        "search: the same, newest first": f"/search/?q={EVERYWHERE}&sort=newest",
        "search: the same, last page": f"/search/?q={EVERYWHERE}&page=25",
        "search: the same, on an old day": f"/search/?q={EVERYWHERE}&since={old}&until={old}",
        "search: the same, in a section": f"/search/?q={EVERYWHERE}&section={section.slug}",
        "search: rare and common words": f"/search/?q={RARE}+{IN_TENTH}+{EVERYWHERE}",
        "search: a common phrase": f"/search/?q=%22{EVERYWHERE}+{IN_TENTH}%22",
        "search: five common words": f"/search/?q={'+'.join([*_words()[:4], EVERYWHERE])}",
        "search: no words, a section": f"/search/?section={section.slug}",
        "search: no words, an old day": f"/search/?since={old}&until={old}",
    }
