"""What the lists of words find and what they cost: disguised insults, honest texts, and the time beside a saving."""

import random
import statistics
import time
import unicodedata
from collections.abc import Callable, Iterator
from itertools import product

import yaml
from django.conf import settings
from django.db import transaction

from articles.models import ArticlePage
from comments import posting, wordlist
from comments.wordlist import WordList
from newsroom.rtl import matching

INSULTS = "كذاب حقير لئيم تافه خائن نذل وغد سافل أحمق جبان وقح منافق".split()
SENTENCES = (
    "هذا {} ولا أصدّق كلمة مما قال عن الميناء.",
    "من كتب هذا الخبر {}، والله أعلم.",
    "كلّ مسؤول في تلك البلدية {} بلا شكّ!",
    "يا {} اتقِ الله في الناس وفي المدينة.",
)
MARKS = "\u064b\u064e\u064f\u0650\u0651\u0652"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
CHANCE = random.Random(27)  # noqa: S311 - the same figures each time


def _between(sign: str) -> Callable[[str], str]:
    return sign.join


def _presented(word: str) -> str:
    """Return the word in presentation forms, as some old programs write it."""
    forms = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFE80, 0xFEFD)}
    return "".join(forms.get(letter, letter) for letter in word)


DISGUISES: dict[str, Callable[[str], str]] = {
    "as it is": lambda word: word,
    "with «ال» and «و»": lambda word: f"وال{word}",
    "with an ending": lambda word: f"{word}ين",
    "tatweel between the letters": _between("ـ"),
    "tashkeel on every letter": lambda word: "".join(letter + CHANCE.choice(MARKS) for letter in word),
    "signs of no width": _between("\u200c"),
    "look-alikes (ک ی ھ)": lambda word: word.translate(str.maketrans("كيه", "کیھ")),
    "presentation forms": _presented,
    "a letter drawn long": lambda word: word[:2] + word[1] * 5 + word[2:],
    "letters spaced out": _between(" "),
    "letters dotted": _between("."),
    "letters parted by pictures": _between("🙂"),
    "without dots": lambda word: word.translate(str.maketrans("بتثنفق", "ٮٮٮںڡٯ")),
    "split in two by a space": lambda word: f"{word[:2]} {word[2:]}",
    "a digit inside": lambda word: f"{word[:2]}1{word[2:]}",
}


def honest_texts() -> list[str]:
    """Return what honest people wrote: the demo's articles, a paragraph each, and its comments."""
    seeds = settings.BASE_DIR / "seeds"
    paragraphs = [
        line
        for path in sorted(seeds.glob("articles/*.md"))
        for line in path.read_text().split("---", 2)[-1].splitlines()
        if len(line) > 20
    ]
    told = yaml.safe_load((seeds / "comments.yaml").read_text())
    return [*paragraphs, *(text for text in _strings(told) if len(text) > 20)]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def recall() -> str:
    """Return, as a Markdown table, how many of the disguised insults are found, and of the honest texts are hit."""
    listed = WordList.of((word, " ".join(matching.key(word)), "hold") for word in INSULTS)
    honest = honest_texts()
    lines = ["| disguise | found | honest texts hit, disguised alike |", "| --- | ---: | ---: |"]
    for name, disguise in DISGUISES.items():
        asked = [sentence.format(disguise(word)) for sentence, word in product(SENTENCES, INSULTS)]
        found = sum(bool(listed.find(text)) for text in asked)
        touched = [" ".join(disguise(word) if len(word) > 2 else word for word in text.split()) for text in honest]
        hit = sum(bool(listed.find(text)) for text in touched)
        lines.append(f"| {name} | {found} of {len(asked)} | {hit} of {len(touched)} |")
    return "\n".join(lines)


def cost(article: ArticlePage, rounds: int = 30) -> str:
    """Return, as a Markdown table, what looking through a list costs beside saving the comment; keeps nothing."""
    lines = ["| letters | saving ms | entries | looking ms | ÷ saving |", "| ---: | ---: | ---: | ---: | ---: |"]
    for length in (200, 2000):
        took = saving(article, length, rounds)
        for entries in (1, 100, 10_000):
            listed = WordList.of((word, word, "hold") for word in _words(entries))
            looking = statistics.median(timed(lambda: listed.find(text(length))) for _ in range(rounds))  # noqa: B023
            lines.append(f"| {length} | {took:.2f} | {entries:,} | {looking:.2f} | {looking / took:.2f} |")
    return "\n".join(lines)


def _words(count: int) -> list[str]:
    return ["".join(CHANCE.choices(LETTERS, k=CHANCE.randint(4, 8))) for _ in range(count)]


def text(length: int) -> str:
    """Return a new text of so many letters, in words that have not been seen: nothing is found again in a memory."""
    return " ".join(_words(length // 5))[:length]


def saving(article: ArticlePage, length: int, rounds: int) -> float:
    """Return how many milliseconds it takes to save a comment of so many letters; keeps none."""
    wordlist.current()
    return statistics.median(_saving(article, text(length), number) for number in range(rounds))


def _saving(article: ArticlePage, body: str, number: int) -> float:
    with transaction.atomic():
        took = timed(lambda: posting.post(article, name="قارئ", email=f"reader{number}@example.com", body=body))
        transaction.set_rollback(True)
    return took


def timed(act: Callable[[], object]) -> float:
    """Return how many milliseconds an act takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
