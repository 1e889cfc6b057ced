"""The findings of a text: what every rule says of every line, until nothing more is said."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

import regex

from newsroom.rtl import characters
from newsroom.rtl.bidi import direction
from newsroom.rtl.proofreading import letters, punctuation, quotations, spacing, untouched
from newsroom.rtl.proofreading.line import Edit, Finding, Line, Span
from newsroom.rtl.proofreading.mending import Mending

# Where two rules want the same place, the one that stands first has it; the other is asked again in the next round.
RULES = (
    letters.hidden,
    quotations.quotations,
    punctuation.signs,
    punctuation.ellipses,
    letters.tatweel,
    spacing.inside_brackets,
    spacing.runs,
    spacing.no_break,
    spacing.detached_waw,
)
# Each round takes something out or gives a Latin sign its Arabic form, so rounds end; few texts need a third.
ROUNDS = 30

_LINE = regex.compile(rf"[^{characters.LINE_ENDS}]+")


def findings(text: str, protected: Iterable[Span] = ()) -> list[Finding]:
    """Return what is to be mended in ``text``, in its order, without overlaps; offsets count code points.

    ``protected`` spans (links) are never touched, nor is what `untouched` names. Mending all findings leaves nothing to
    find; any part of them may be mended alone.
    """
    kept = [*protected, *untouched.verses(text)]
    pairs = count(1)
    found: list[Finding] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        inside = [(max(a, start) - start, min(b, end) - start) for a, b in kept if a < end and b > start]
        own: dict[int | None, int | None] = {None: None}
        for finding in _in_line(line[0], inside):
            if finding.pair not in own:
                own[finding.pair] = next(pairs)
            places = {"start": finding.start + start, "end": finding.end + start}
            found.append(replace(finding, **places, pair=own[finding.pair]))
    return found


def mend(text: str, findings: Iterable[Finding]) -> str:
    """Return ``text`` with these findings (all, or some) mended."""
    parts, at = [], 0
    for finding in findings:
        parts += [text[at : finding.start], finding.proposed]
        at = finding.end
    return "".join([*parts, text[at:]])


def _in_line(text: str, protected: list[Span]) -> list[Finding]:
    mending = Mending(text, protected)
    for number in range(ROUNDS):
        line = Line(mending.now(), mending.protected_now())
        if direction(line.text, default="ltr") == "ltr":
            break
        edits = _agreed(line, number)
        if not edits:
            break
        mending.make(edits)
    return mending.findings()


def _agreed(line: Line, number: int) -> list[Edit]:
    """Return the edits of one round, in their order: none overlaps another, and pairs are whole."""
    taken: set[int] = set()
    agreed: list[Edit] = []
    for rule in RULES:
        groups: dict[object, list[Edit]] = {}
        for edit in rule(line):
            groups.setdefault(("alone", edit.start) if edit.pair is None else edit.pair, []).append(edit)
        for group in groups.values():
            places = {place for edit in group for place in range(edit.start, edit.end)}
            if taken.isdisjoint(places) and all(line.is_free(edit.start, edit.end) for edit in group):
                taken |= places
                agreed += [edit if edit.pair is None else edit._replace(pair=(number, edit.pair)) for edit in group]
    return sorted(agreed, key=lambda edit: edit.start)
