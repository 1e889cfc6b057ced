"""Readers on this machine: a bounded number of requests over a few connections that stay open.

One process, one thread, plain sockets, so that the readers cost little beside the server that they share the
machine with. Nothing here reaches another host.
"""

import selectors
import socket
import time
from dataclasses import dataclass

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Round:
    """What came of a round of requests: how many were answered, in how many seconds, and the slowest ones' time."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float

    @property
    def per_second(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


class Refused(Exception):
    """The server answered with something else than 200; the message is its first line."""


def request(port: int, path: str, headers: dict[str, str]) -> bytes:
    """Return the bytes of a GET."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {HOST}:{port}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def fetch(port: int, wish: bytes) -> tuple[dict[str, str], bytes]:
    """Ask once; return the headers (names in lower case) and the body as it was sent. Raises ``Refused``."""
    with socket.create_connection((HOST, port), timeout=30) as connection:
        connection.sendall(wish)
        received = b""
        while (end := whole(received)) is None:
            received += connection.recv(65536)
    head, _, body = received[:end].partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    if " 200" not in first:
        raise Refused(first)
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}, body


def whole(received: bytes) -> int | None:
    """Return where the first answer ends, None while it is under way."""
    head = received.find(b"\r\n\r\n")
    if head < 0:
        return None
    lower = received[:head].lower()
    place = lower.find(b"content-length:")
    if place < 0:
        raise Refused("an answer without a length")
    end = head + 4 + int(lower[place + 15 :].split(b"\r\n", 1)[0])
    return end if len(received) >= end else None


def measure(port: int, wish: bytes, *, connections: int, most: int, seconds: float) -> Round:
    """Ask the same thing over ``connections`` at once, ``most`` times or for ``seconds``, whichever ends first."""
    answers: list[float] = []
    with selectors.DefaultSelector() as selector:
        began, asked = time.perf_counter(), 0
        for _ in range(connections):
            door = socket.create_connection((HOST, port), timeout=30)
            door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            door.sendall(wish)
            asked += 1
            selector.register(door, selectors.EVENT_READ, [time.perf_counter(), b""])
        while selector.get_map():
            for key, _ in selector.select(timeout=30):
                if not _answered(key, answers):
                    continue
                if asked < most and time.perf_counter() - began < seconds:
                    asked += 1
                    key.data[:] = [time.perf_counter(), b""]
                    key.fileobj.send(wish)
                else:
                    selector.unregister(key.fileobj)
                    key.fileobj.close()
    took = time.perf_counter() - began
    answers.sort()
    return Round(len(answers), took, answers[len(answers) // 2] * 1000, answers[int(len(answers) * 0.99)] * 1000)


def _answered(key: selectors.SelectorKey, answers: list[float]) -> bool:
    """Read what has come; note the time when the answer is whole."""
    chunk = key.fileobj.recv(262144)
    if not chunk:
        raise Refused("the connection was closed")
    key.data[1] += chunk
    if whole(key.data[1]) is None:
        return False
    if not key.data[1].startswith(b"HTTP/1.1 200"):
        raise Refused(key.data[1].split(b"\r\n", 1)[0].decode("latin-1"))
    answers.append(time.perf_counter() - key.data[0])
    return True
