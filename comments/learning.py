"""How a text is likened to those that moderators refused: a small model of words, learned and measured.

Logistic regression by stochastic gradient descent over runs of two to five letters and whole words, each on its
matching copy (``newsroom.rtl.matching``), so that no disguise of a word makes it another. A word adds up what its parts
weigh: so the words that spoke against a text can be shown in it. Nothing here asks a database or a network.
"""

import json
import math
import random
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest

import regex

from newsroom.rtl import matching

RUNS = range(2, 6)  # letters
LONGEST_WORD = 24  # letters of a word that are looked at
SEEN_IN = 3  # comments at least: what fewer people wrote, a name or a number, is not remembered
PARTS = 20_000  # remembered at most
ROUNDS, RATE, SHRINKING = 8, 0.8, 2e-6
FALSE_RATE = 0.02  # of the approved comments, so many may be held wrongly
FLOOR = 0.15  # of the refused ones, so many must be found at that rate
FEWEST_MEASURED = 50  # of each kind, or nothing is concluded
HELD_OUT = 5  # each fifth, the newest, is not learned but measured on
LEAST = 0.002  # what weighs less is dropped
_DIGITS = regex.compile(r"\d+")


@dataclass(frozen=True)
class Example:
    """A text that somebody decided about: its words, each once, and whether it was refused."""

    words: frozenset[str]
    refused: bool


@dataclass(frozen=True)
class Model:
    """What the parts of words weigh; above ``threshold`` a text is like those that were refused."""

    weights: dict[str, float]
    bias: float
    threshold: float = 0.0

    def score(self, words: Collection[str]) -> float:
        """Return how much speaks against a text of these words; the more, the higher."""
        return self.weigh(words)[0]

    def weigh(self, words: Collection[str]) -> tuple[float, dict[str, float]]:
        """Return the same, and how much each word speaks against the text, or for it (below zero)."""
        known, size, weights = self.weights, 0, {}
        for word in words:
            made_of = parts(word)
            size += len(made_of)
            weights[word] = sum([known[part] for part in made_of if part in known])
        return self.bias + sum(weights.values()) / (math.sqrt(size) or 1.0), weights

    def pack(self) -> bytes:
        """Return the model as it is stored."""
        return zlib.compress(json.dumps([self.bias, self.threshold, self.weights], ensure_ascii=False).encode())

    @classmethod
    def unpack(cls, stored: bytes) -> "Model":
        """Return a stored model. Raises ValueError for what cannot be read as one."""
        try:
            bias, threshold, weights = json.loads(zlib.decompress(stored))
            return cls(dict(weights), float(bias), float(threshold))
        except (zlib.error, TypeError, ValueError) as error:
            raise ValueError("This is no stored model.") from error


@dataclass(frozen=True)
class Measured:
    """How a model did on comments that it had not learned from."""

    approved: int
    refused: int
    threshold: float
    recall: float
    false_rate: float

    @property
    def is_good_enough(self) -> bool:
        """Whether it may hold comments."""
        enough = min(self.approved, self.refused) >= FEWEST_MEASURED
        return enough and self.recall >= FLOOR and self.false_rate <= FALSE_RATE


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text as the model knows them."""
    return frozenset(map(known_as, matching.words(text)))


def known_as(word: matching.Word) -> str:
    """Return a word as the model knows it: disguises undone, figures without their value."""
    return _DIGITS.sub("0", word.key)[:LONGEST_WORD]


@lru_cache(maxsize=8192)
def parts(word: str) -> tuple[str, ...]:
    """Return the runs of letters of a word, with a space where it begins and ends, and the whole of it."""
    whole = f" {word} "
    length = len(whole) + 1
    runs = [whole[at : at + size] for size in RUNS for at in range(length - size)]
    return tuple(dict.fromkeys([*runs, whole]))


def _size(words: Iterable[str]) -> float:
    return math.sqrt(sum(len(parts(word)) for word in words)) or 1.0


def split(examples: Sequence[Example]) -> tuple[Sequence[Example], Sequence[Example]]:
    """Return what is learned from, and the newest fifth, which is measured on; ``examples`` stand oldest first."""
    at = len(examples) - len(examples) // HELD_OUT
    return examples[:at], examples[at:]


def learn(examples: Sequence[Example], seed: int = 27) -> Model:
    """Return a model of ``examples``, of both kinds; the same for the same ones."""
    places = {part: place for place, part in enumerate(_worth_knowing(examples))}
    rows = [_row(example, places) for example in examples]
    refused = sum(example.refused for example in examples)
    # Both kinds together weigh the same, however few of one there are.
    balance = {True: len(rows) / (2 * refused or 1), False: len(rows) / (2 * (len(rows) - refused) or 1)}
    weights, bias = [0.0] * len(places), 0.0
    order = random.Random(seed)  # noqa: S311 - an order, no secret
    for turn in range(ROUNDS):
        order.shuffle(rows)
        rate = RATE / (1 + turn)
        for known, size, is_refused in rows:
            speaks = bias + sum([weights[place] for place in known]) / size
            step = rate * balance[is_refused] * (is_refused - _probability(speaks))
            bias += step * 0.1
            step /= size
            for place in known:
                weights[place] += step - SHRINKING * weights[place]
    kept = {part: round(weights[place], 4) for part, place in places.items() if abs(weights[place]) >= LEAST}
    return Model(kept, round(bias, 4))


def _worth_knowing(examples: Sequence[Example]) -> list[str]:
    """Return the parts that enough comments share and whose share differs most between the two kinds."""
    seen: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for example in examples:
        seen[example.refused].update({part for word in example.words for part in parts(word)})
    usual = sum(example.refused for example in examples) / (len(examples) or 1)
    all_seen = seen[True] + seen[False]
    shared = sorted(part for part, count in all_seen.items() if count >= SEEN_IN)
    return nlargest(PARTS, shared, key=lambda part: (seen[True][part] - usual * all_seen[part]) ** 2 / all_seen[part])


def _row(example: Example, places: dict[str, int]) -> tuple[list[int], float, bool]:
    known = [places[part] for word in sorted(example.words) for part in parts(word) if part in places]
    return known, _size(example.words), example.refused


def _probability(speaks: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, speaks))))


def measure(model: Model, examples: Sequence[Example], threshold: float | None = None) -> Measured:
    """Return how ``model`` does on ``examples``: at ``threshold``, or at the lowest that keeps the false rate."""
    approved = sorted((model.score(one.words) for one in examples if not one.refused), reverse=True)
    refused = [model.score(one.words) for one in examples if one.refused]
    if threshold is None:
        allowed = int(FALSE_RATE * len(approved))
        threshold = approved[allowed] if approved else math.inf
    return Measured(
        len(approved), len(refused), threshold, _share_above(threshold, refused), _share_above(threshold, approved)
    )


def _share_above(threshold: float, scores: Sequence[float]) -> float:
    return sum(score > threshold for score in scores) / len(scores) if scores else 0.0
