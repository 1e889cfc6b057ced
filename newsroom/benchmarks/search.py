"""How well the search finds: questions, each answered by one paragraph; and what a search costs.

The set is a file in the form of SQuAD (ARCD, say), given by its path: nothing of it is kept. Each paragraph becomes an
article of one text, and is looked for with its questions, through the same verb that the page asks. Everything happens
in one transaction that is rolled back.
"""

import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from articles.models import ArticlePage, Publication, SearchEntry, SectionPage
from articles.search import on_postgresql, results
from articles.search.forms import SearchForm
from newsroom.rtl.terms import terms, words

HURRIED = str.maketrans("أإآةى", "اااهي")
WAYS = {"as written": lambda text: text, "without hamza, ة and ى": lambda text: text.translate(HURRIED)}
TOLD = 10


class _RolledBack(Exception):
    """Nothing of a measurement stays."""


def figures(path: Path) -> str:
    """Return a table: mean reciprocal rank, how often the paragraph came first or among ten, the time of a search."""
    rows = ["| typed | questions | first | among ten | MRR | ms |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    try:
        with transaction.atomic():
            asked = list(_enter(path))
            if connection.vendor == "postgresql":
                on_postgresql.count_anew()
            rows += [_row(name, [(typed(question), pk) for question, pk in asked]) for name, typed in WAYS.items()]
            raise _RolledBack
    except _RolledBack:
        return f"{connection.vendor}: {Path(path).name}\n\n" + "\n".join(rows)


def _enter(path: Path) -> Iterator[tuple[str, int]]:
    """Replace what can be found by the paragraphs of the set; yield each question and the article that answers it."""
    Publication.objects.update(listed_at=None)
    SearchEntry.objects.all().delete()
    logging.getLogger("wagtail").setLevel(logging.WARNING)  # it tells of each page that is made
    section = SectionPage.objects.order_by("path").first()
    now = timezone.now()
    for title in json.loads(Path(path).read_text())["data"]:
        for number, paragraph in enumerate(title["paragraphs"]):
            article = section.add_child(instance=ArticlePage(title=f"{title['title']} {number}"))
            Publication.objects.filter(pk=article.pk).update(listed_at=now, section=section)
            text = paragraph["context"]
            SearchEntry.objects.create(
                article=article, body=" ".join(terms(text)), words=" ".join(words(text)), text=text
            )
            for question in paragraph["qas"]:
                yield question["question"], article.pk


def _row(name: str, asked: list[tuple[str, int]]) -> str:
    ranks, began = [], time.process_time()
    for question, pk in asked:
        form = SearchForm({"q": question}, sections=())
        form.is_valid()
        found = results.ids(results.parse(question), form, ())
        ranks.append(found.index(pk) + 1 if pk in found else 0)
    spent = (time.process_time() - began) / len(asked) * 1000
    first, among_ten = (sum(0 < rank <= most for rank in ranks) / len(ranks) for most in (1, TOLD))
    mean = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return f"| {name} | {len(ranks):,} | {first:.3f} | {among_ten:.3f} | {mean:.4f} | {spent:.2f} |"
