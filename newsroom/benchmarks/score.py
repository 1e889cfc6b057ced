"""What the learned score finds and what it costs: on texts of our own, or on a labelled file that somebody has."""

import csv
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import regex

from articles.models import ArticlePage
from comments import learning
from comments.checks import score
from comments.learning import Example, Model
from comments.reasons import Submission
from newsroom.benchmarks import words

PLACES = "الميناء البلدية الوزارة المحطة المدرسة الجسر السوق الملعب المستشفى المسرح".split()
SEEN = (
    "كلّ من في {place} {insult} ابن {insult}، {rest}",
    "يا {insult} يا {insult}، {rest}",
    "{rest} اخرس يا {insult}!",
)
NEVER_SEEN = (
    "{rest} أنتم قطيع من {insult} و{insult}",
    "الله يلعن كلّ {insult} في {place}، {rest}",
    "{rest} كاتبكم {insult} مأجور",
)
_SENTENCES = regex.compile(r"[^.!؟\n]{25,}[.!؟]?")


def honest(chance: random.Random) -> list[str]:
    """Return one or two sentences of the demo at a time, as readers who discuss them might."""
    sentences = [found[0].strip() for text in words.honest_texts() for found in _SENTENCES.finditer(text)]
    chance.shuffle(sentences)
    return sentences


def refused(
    insults: Sequence[str], rests: Sequence[str], chance: random.Random, openings: Sequence[str] = SEEN
) -> list[str]:
    """Return an insulting text for each of ``rests``: an honest piece of the demo with insults round it."""
    return [
        chance.choice(openings).format(
            insult=chance.choice(insults), place=chance.choice(PLACES), rest=" ".join(rest.split()[:8])
        )
        for rest in rests
    ]


def recall() -> str:
    """Return, as a Markdown table, what is found of insults it learned, of the same ones disguised, and of new ones."""
    chance = random.Random(27)  # noqa: S311 - the same figures each time
    texts = honest(chance)
    half = len(texts) // 2
    known, new = words.INSULTS[:8], words.INSULTS[8:]
    learned = [*_examples(texts[:half], False), *_examples(refused(known, texts[:half], chance), True)]
    model = learning.learn(learned)
    approved = _examples(texts[half:], False)
    lines = ["| refused texts, none of them seen | learned | approved held | found |", "| --- | ---: | ---: | ---: |"]
    tests = {
        "with the insults that were learned": refused(known, texts[half:], chance),
        "the same, drawn long and with tatweel": refused([_disguised(word) for word in known], texts[half:], chance),
        "with other insults, in the same sentences": refused(new, texts[half:], chance),
        "with other insults, in other sentences": refused(new, texts[half:], chance, NEVER_SEEN),
    }
    for name, asked in tests.items():
        told = learning.measure(model, [*approved, *_examples(asked, True)])
        lines.append(f"| {name} | {len(learned)} | {told.false_rate:.1%} | {told.recall:.1%} |")
    return "\n".join(lines)


def _disguised(word: str) -> str:
    return f"{word[:2]}ـ{word[1] * 3}{word[2:]}"


def recall_of(path: Path) -> str:
    """Return the same figures for a file of lines ``0|1 <tab> text`` (1 is refused), oldest first; nothing is kept."""
    with path.open(newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) >= 2]
    examples = [Example(learning.words_of(row[1]), row[0].strip() == "1") for row in rows]
    learned, held_out = learning.split(examples)
    began = time.perf_counter()
    model = learning.learn(learned)
    took = time.perf_counter() - began
    told = learning.measure(model, held_out)
    return (
        f"learned from {len(learned)} in {took:.1f} s ({len(model.pack()) // 1024} KiB); "
        f"of {told.refused} refused found {told.recall:.1%}, of {told.approved} approved held {told.false_rate:.1%}"
    )


def cost(article: ArticlePage, rounds: int = 30) -> str:
    """Return, as a Markdown table, what the score costs beside saving a comment without it; keeps nothing."""
    lines = ["| letters | parts known | saving ms | scoring ms | ÷ saving |", "| ---: | ---: | ---: | ---: | ---: |"]
    model = _largest()
    for length in (200, 2000):
        saving = words.saving(article, length, rounds)
        asked = [Submission(article, "قارئ", words.text(length)) for _ in range(rounds)]
        took = statistics.median(words.timed(lambda: list(score.told(model, one))) for one in asked)  # noqa: B023
        lines.append(f"| {length} | {len(model.weights):,} | {saving:.2f} | {took:.2f} | {took / saving:.2f} |")
    return "\n".join(lines)


def _largest() -> Model:
    """Return a model as large as one can be, which finds something in any text."""
    known = dict.fromkeys(part for word in words.text(60_000).split() for part in learning.parts(word))
    return Model(dict.fromkeys(list(known)[: learning.PARTS], 0.01), 0.0, -1.0)


def _examples(texts: Sequence[str], is_refused: bool) -> list[Example]:
    return [Example(learning.words_of(text), is_refused) for text in texts]
