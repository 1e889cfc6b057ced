"""One rendering at a time of one page: the first who asks renders, the others wait for what comes of it."""

from collections.abc import Hashable
from threading import Event, Lock

WAIT_SECONDS = 10


class Turn:
    """One rendering under way. ``kept`` says whether it left a page that others may use."""

    def __init__(self) -> None:
        self._over = Event()
        self.kept = False

    def wait(self) -> bool:
        """Wait for the end, at most ten seconds; return whether a page was kept."""
        return self._over.wait(WAIT_SECONDS) and self.kept

    def end(self) -> None:
        """Wake everybody who waits."""
        self._over.set()


class Turns:
    """The renderings under way, by what is rendered. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._turns: dict[Hashable, Turn] = {}

    def join(self, subject: Hashable) -> tuple[Turn, bool]:
        """Return the turn of the subject, and whether it is the caller's own, who then must ``end`` it."""
        with self._lock:
            if turn := self._turns.get(subject):
                return turn, False
            turn = self._turns[subject] = Turn()
            return turn, True

    def end(self, subject: Hashable, turn: Turn) -> None:
        """End a turn, whatever came of it."""
        with self._lock:
            self._turns.pop(subject, None)
        turn.end()
