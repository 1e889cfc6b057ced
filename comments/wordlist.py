"""The newsroom's lists of words: what of them stands in a text, and where.

The lists are read once in a process and kept until one of them changes. What is found costs as much for ten thousand
entries as for one: each word of the text is looked up under the few forms that it may be listed in.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from comments.models import Comment, ListedWord
from newsroom.cache import versions
from newsroom.rtl import matching

TAG = "listed-words"
Level = ListedWord.Level
TRIED_ON = 1000
# A word that was split in two by a space: from so many letters on, of two pieces in Arabic letters, one of them short.
SHORTEST_SPLIT, LONGEST_SPLIT, SHORT_PIECE = 4, 9, 3
# Next to these a piece is no piece: «من أفق» is not «منافق».
_SMALL_WORDS = frozenset(
    """و في من الي علي عن مع كل ما لا لم لن ان او ام ثم بل قد هل يا كم لو كي اذا حتي بين عند غير بعد قبل الا كما هذا
    هذه ذلك تلك التي الذي الذين هو هي هم هن انا نحن انت كان ليس به بها له لها لهم لي لك لنا فيه فيها منه منها عنه عليه
    ولا وما ومن وفي وان وهو وهي فلا فما فان بما بان لما لان لمن مما عما ابن ابو ابي بن بو ذا ذي ذو اي كيف اين متي
    هنا هناك ال""".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that stands in a text: from ``start`` to ``end`` (code points of the text as written)."""

    entry: str
    level: str
    start: int
    end: int


@dataclass(frozen=True)
class WordList:
    """Entries, ready to be looked for."""

    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = field(default_factory=lambda: defaultdict(list))
    dotless: dict[str, tuple[str, str]] = field(default_factory=dict)
    whole: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[tuple[str, str, str]]) -> "WordList":
        """Make one of (text, key, level), as the table keeps them."""
        made = cls()
        for text, key, level in entries:
            first, *rest = key.split(" ")
            made.phrases[first].append((tuple(rest), text, level))
            if level == Level.HOLD and not rest:
                made.dotless[matching.skeleton(first)] = (text, level)
                if len(first) >= SHORTEST_SPLIT:
                    made.whole[first] = (text, level)
        return made

    def find(self, text: str, words: list[matching.Word] | None = None) -> list[Found]:
        """Return what stands in ``text``, in order, but for what stands inside an exception; ``words`` are its own."""
        words = matching.words(text) if words is None else words
        stems = [matching.stems(word.folded) for word in words]
        hits = {hit for place in range(len(words)) for hit in self._at(place, words, stems)}
        found = sorted(hits.union(self._split(text, words)) if self.whole else hits, key=_by_place)
        allowed = [(hit.start, hit.end) for hit in found if hit.level == Level.EXCEPTION]
        return [hit for hit in found if hit.level != Level.EXCEPTION and not _lies_in(hit, allowed)]

    def _at(self, place: int, words: list[matching.Word], stems: list[tuple[str, ...]]) -> Iterator[Found]:
        word = words[place]
        for stem in stems[place]:
            for rest, text, level in self.phrases.get(stem, ()):
                if not rest:
                    yield Found(text, level, word.start, word.end)
                elif (end := _end_of(rest, place, words, stems)) is not None:
                    yield Found(text, level, word.start, end)
        if matching.is_dotless(word.folded) and (listed := self._without_dots(stems[place])):
            yield Found(*listed, word.start, word.end)

    def _split(self, text: str, words: list[matching.Word]) -> Iterator[Found]:
        """Give the words that hold and that a single space splits in two."""
        for one, other in pairwise(words):
            lengths = len(one.folded), len(other.folded)
            if min(lengths) > SHORT_PIECE or not SHORTEST_SPLIT <= sum(lengths) <= LONGEST_SPLIT:
                continue
            if other.start != one.end + 1 or text[one.end] != " " or not _are_pieces(one.folded, other.folded):
                continue
            joined = matching.collapse(one.folded + other.folded)
            for stem in matching.stems(joined):
                # What is joined before it may be missing, but neither piece.
                if stem in self.whole and len(stem) > len(other.folded) and joined.endswith(stem):
                    yield Found(*self.whole[stem], one.start, other.end)

    def _without_dots(self, stems: Iterable[str]) -> tuple[str, str] | None:
        return next(filter(None, (self.dotless.get(matching.skeleton(stem)) for stem in stems)), None)


def _are_pieces(*folded: str) -> bool:
    return not any(piece in _SMALL_WORDS or not "\u0621" <= piece[0] <= "\u064a" for piece in folded)


def _end_of(rest: tuple[str, ...], place: int, words: list[matching.Word], stems: list[tuple[str, ...]]) -> int | None:
    """Return where a phrase ends whose first word stands at ``place``, or None where the others do not follow."""
    after = words[place]
    for key in rest:
        place = next((at for at in range(place + 1, len(words)) if words[at].start >= after.end), len(words))
        if place == len(words) or key not in stems[place]:
            return None
        after = words[place]
    return after.end


def _by_place(hit: Found) -> tuple[int, int, str]:
    return hit.start, hit.end, hit.entry


def _lies_in(hit: Found, spans: Collection[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in spans)


@dataclass(frozen=True)
class Trial:
    """What an entry would have found: in so many of the comments asked, and how many of those readers have seen."""

    asked: int
    found: int
    approved: int


def try_out(entry: ListedWord) -> Trial:
    """Look for one entry (saved or not) in the last thousand comments, with the exceptions as they stand."""
    exceptions = ListedWord.objects.filter(level=Level.EXCEPTION).exclude(pk=entry.pk)
    level = Level.HIGHLIGHT if entry.level == Level.EXCEPTION else entry.level
    listed = WordList.of([*exceptions.values_list("text", "key", "level"), (entry.text, entry.key, level)])
    rows = Comment.objects.order_by("-pk").values_list("name", "body", "status")[:TRIED_ON]
    asked, found, approved = 0, 0, 0
    for name, body, status in rows.iterator():
        asked += 1
        if listed.find(name) or listed.find(body):
            found += 1
            approved += status == Comment.Status.APPROVED
    return Trial(asked, found, approved)


_kept: tuple[int, WordList] | None = None


def current() -> WordList:
    """Return the newsroom's lists as they stand now. One query tells whether they changed."""
    global _kept  # noqa: PLW0603 - what a process keeps
    version = versions.read([TAG])[TAG]
    if _kept is None or _kept[0] != version:
        _kept = version, WordList.of(ListedWord.objects.values_list("text", "key", "level"))
    return _kept[1]


def listen() -> None:
    """Connect the receivers, once, when the app is ready."""
    post_save.connect(_changed, sender=ListedWord)
    post_delete.connect(_changed, sender=ListedWord)


@transaction.atomic
def _changed(**_rest) -> None:
    versions.bump(TAG)
