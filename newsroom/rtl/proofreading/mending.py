"""A line under way: what stands in it now, and which edits have changed what of the original."""

from dataclasses import dataclass, replace

from newsroom.rtl.proofreading.line import Edit, Finding, Rule, Span, runs

_ADDED = -1  # the origin of a character that an edit put there


@dataclass
class _Hand:
    """Who changed a place: one edit, or several that met. ``pairs`` names those that must be taken together."""

    rules: tuple[Rule, ...]
    pairs: set


class Mending:
    """Makes edits, round after round, and tells in the end what became of the original."""

    def __init__(self, original: str, protected: list[Span]):
        self._original = original
        self._protected = [(start, end) for start, end in protected if start < end]
        self._text = list(original)
        self._origin = list(range(len(original)))  # where each character stood, or _ADDED
        self._by: list[int] = [_ADDED] * len(original)  # which hand added it
        self._gone: dict[int, int] = {}  # which hand took away a character of the original
        self._hands: list[_Hand] = []
        self._met: list[int] = []  # the hand that each was united with, or itself

    def now(self) -> str:
        """Return the line as it stands."""
        return "".join(self._text)

    def protected_now(self) -> list[Span]:
        """Return where the protected spans stand; nothing inside them ever changes."""
        if not self._gone or not self._protected:
            return self._protected
        place = {origin: index for index, origin in enumerate(self._origin)}
        return [(place[start], place[end - 1] + 1) for start, end in self._protected]

    def make(self, edits: list[Edit]) -> None:
        """Make the edits of one round, which stand in their order and do not overlap."""
        text, origin, by, at = [], [], [], 0
        for edit in edits:
            mine = len(self._hands)
            self._hands.append(_Hand(edit.rules, {edit.pair} - {None}))
            self._met.append(mine)
            for index in range(edit.start, edit.end):
                if self._origin[index] == _ADDED:
                    self._unite(self._by[index], mine)
                else:
                    self._gone[self._origin[index]] = mine
            added = len(edit.proposed)
            text += [*self._text[at : edit.start], *edit.proposed]
            origin += [*self._origin[at : edit.start], *[_ADDED] * added]
            by += [*self._by[at : edit.start], *[mine] * added]
            at = edit.end
        self._text, self._origin, self._by = text + self._text[at:], origin + self._origin[at:], by + self._by[at:]

    def findings(self) -> list[Finding]:
        """Return what changed, in its order."""
        found: list[tuple[Finding, set]] = []
        index = 0
        for start, end in runs(sorted(self._gone)):
            while index < len(self._text) and 0 <= self._origin[index] < start:
                index += 1
            first = index
            while index < len(self._text) and self._origin[index] == _ADDED:
                index += 1
            found += _joined(self._split(start, end, range(first, index)))
        return _paired(found)

    def _hand(self, number: int) -> int:
        while self._met[number] != number:
            self._met[number] = number = self._met[self._met[number]]
        return number

    def _unite(self, one: int, other: int) -> None:
        first, second = sorted((self._hand(one), self._hand(other)))
        if first == second:
            return
        self._met[second] = first
        early, late = self._hands[first], self._hands[second]
        self._hands[first] = _Hand(_both(early.rules, late.rules), early.pairs | late.pairs)

    def _split(self, start: int, end: int, added: range) -> list[tuple[Finding, set]]:
        """Return the neighbours between ``start`` and ``end``, each of one hand."""
        first_hands = {at: self._hand(self._gone[at]) for at in range(start, end)}
        last = {hand: at for at, hand in first_hands.items()}
        reach = last[first_hands[start]]
        for at in range(start + 1, end):
            if at <= reach:  # it lies between two characters of one hand, so it belongs to it
                self._unite(self._gone[at - 1], self._gone[at])
            reach = max(reach, last[first_hands[at]])
        proposed: dict[int, str] = {}
        for index in added:
            hand = self._hand(self._by[index])
            proposed[hand] = proposed.get(hand, "") + self._text[index]
        split = []
        while start < end:
            hand, first = self._hand(self._gone[start]), start
            while start < end and self._hand(self._gone[start]) == hand:
                start += 1
            found, put, by = self._original[first:start], proposed.get(hand, ""), self._hands[hand]
            if found != put:
                split.append((Finding(first, start, found, put, by.rules), by.pairs))
        return split


def _both(first: tuple[Rule, ...], second: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _joined(split: list[tuple[Finding, set]]) -> list[tuple[Finding, set]]:
    """Join neighbours that touch, unless one is half of a pair: « ,» is one change, not two."""
    joined: list[tuple[Finding, set]] = []
    for finding, pairs in split:
        if joined and not pairs and not joined[-1][1] and joined[-1][0].end == finding.start:
            last = joined.pop()[0]
            finding = replace(
                finding,
                start=last.start,
                found=last.found + finding.found,
                proposed=last.proposed + finding.proposed,
                rules=_both(last.rules, finding.rules),
            )
        joined.append((finding, pairs))
    return joined


def _paired(found: list[tuple[Finding, set]]) -> list[Finding]:
    """Give each pair a number; those that one finding holds together become one."""
    groups: dict[object, set] = {}
    for _finding, pairs in found:
        met = {id(group): group for group in map(groups.get, pairs) if group}
        together = pairs.union(*met.values())
        groups.update(dict.fromkeys(together, together))
    return [replace(finding, pair=id(groups[min(pairs)])) if pairs else finding for finding, pairs in found]
