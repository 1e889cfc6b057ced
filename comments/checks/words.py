"""Words of the newsroom's lists."""

from collections.abc import Iterator

from comments import wordlist
from comments.models import ListedWord
from comments.reasons import Reason, Submission

CODES = {ListedWord.Level.HOLD: "listed_word", ListedWord.Level.HIGHLIGHT: "noted_word"}


def listed_words(submission: Submission) -> Iterator[Reason]:
    """Tell which entries stand in name and text, however they were disguised, and where."""
    listed = wordlist.current()
    for field, text, words in (("name", submission.name, None), ("body", submission.body, submission.words)):
        found = listed.find(text, words)
        for level, code in CODES.items():
            hits = [hit for hit in found if hit.level == level]
            if hits:
                words = list(dict.fromkeys(hit.entry for hit in hits))
                yield {"code": code, "field": field, "spans": [[hit.start, hit.end] for hit in hits], "words": words}
