"""What a text has in common with those that moderators refused: never more than a reason to look at it."""

from collections.abc import Iterator

from comments import learning, lessons
from comments.learning import Model
from comments.reasons import Reason, Submission

SHOWN = 5  # words: those that weighed most


def score(submission: Submission) -> Iterator[Reason]:
    """Tell that a text is like those that were refused, and by which of its words. Says nothing before it learned."""
    model = lessons.current()
    if model is not None:
        yield from told(model, submission)


def told(model: Model, submission: Submission) -> Iterator[Reason]:
    """Tell the same by a given model."""
    words = submission.words
    known = {word: learning.known_as(word) for word in words}
    found, weights = model.weigh(frozenset(known.values()))
    if found <= model.threshold:
        return
    weightiest = sorted((key for key in weights if weights[key] > 0), key=weights.get, reverse=True)[:SHOWN]
    if spans := [[word.start, word.end] for word in words if known[word] in weightiest]:
        yield {"code": "likely_refused", "field": "body", "spans": spans, "score": round(found, 2)}
