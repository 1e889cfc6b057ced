"""What somebody typed into the search: words, and phrases between quotation marks."""

from dataclasses import dataclass, field

import regex

from newsroom.rtl.terms import STOP_WORDS, stem, words

# Of more, the rest is not looked for.
MOST_WORDS = 32
_MARKS = regex.compile('[«»"“”„‹›]')
_PHRASES = regex.compile(r'«([^«»]*+)»|"([^"]*+)"|“([^“”]*+)”|„([^„“”]*+)[“”]|‹([^‹›]*+)›')


@dataclass(frozen=True)
class Query:
    """``terms``: stems, any of which may be met. ``phrases``: folded words that must all stand one after the other."""

    terms: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.terms or self.phrases)

    @property
    def stems(self) -> frozenset[str]:
        """What is marked in the results: the terms, and the stems of what stands in phrases."""
        return frozenset(self.terms) | {stem(word) for phrase in self.phrases for word in phrase}


def parse(typed: str) -> Query:
    """Return what any text asks for; nothing where it holds no letter and no digit.

    Only words that stand in every text («ما هو») are looked for as a phrase. A quotation mark that does not end is a
    sign like any other.
    """
    phrases = [words(next(filter(None, found.groups()), "")) for found in _PHRASES.finditer(typed)]
    loose = words(_PHRASES.sub(" ", typed))
    wanted = dict.fromkeys(stem(word) for word in loose if word not in STOP_WORDS)
    # One word between quotation marks is a word as it is written: a phrase of one.
    found = [tuple(phrase[:MOST_WORDS]) for phrase in phrases if phrase]
    if loose and not wanted and not found:
        found = [tuple(loose[:MOST_WORDS])]
    return Query(tuple(wanted)[:MOST_WORDS], tuple(dict.fromkeys(found))[:MOST_WORDS])


def without_quotation_marks(typed: str) -> str:
    """Return what was typed with its phrases as loose words."""
    return " ".join(_MARKS.sub(" ", typed).split())
