"""Tag versions in Redis, for several web processes: one hash, named after the database it belongs to.

Redis knows nothing of transactions, so a change is announced before its commit and settled after it. Between the two
its tags are *open*: no page that carries one is served from the cache or kept, in any process. A change that never
settles (rolled back, or its process died) stays open until its deadline. If Redis lost the hash, its epoch is new and
every kept page is worth nothing.
"""

import logging
import secrets
import time
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any, TypeVar

import redis
from django.conf import settings
from django.db import connection, transaction

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")
COUNTER, EPOCH = "*", "epoch"
OPEN_SECONDS = 30

BEGIN = """
    redis.call('HSETNX', KEYS[1], 'epoch', ARGV[1])
    redis.call('HSETNX', KEYS[1], '*', ARGV[2])
"""
# ARGV: a fresh epoch, a fresh counter, the change's ticket, the tags. A field reads "version;ticket;ticket".
ANNOUNCE = (
    BEGIN
    + """
    redis.call('HINCRBY', KEYS[1], '*', 1)
    for i = 4, #ARGV do
        redis.call('HSET', KEYS[1], ARGV[i], (redis.call('HGET', KEYS[1], ARGV[i]) or '0') .. ';' .. ARGV[3])
    end
"""
)
SETTLE = (
    BEGIN
    + """
    local version = redis.call('HINCRBY', KEYS[1], '*', 1)
    for i = 4, #ARGV do
        local others = ''
        for ticket in string.gmatch(redis.call('HGET', KEYS[1], ARGV[i]) or '', ';([^;]+)') do
            if ticket ~= ARGV[3] then others = others .. ';' .. ticket end
        end
        redis.call('HSET', KEYS[1], ARGV[i], version .. others)
    end
"""
)
# Tags of changes that were committed while Redis could not be reached: settled as soon as it can.
owed: set[str] = set()


@lru_cache(maxsize=4)
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, decode_responses=True, socket_timeout=1, socket_connect_timeout=1)


def client() -> redis.Redis:
    """Return this process's connections to the server named by ``CACHE_URL``."""
    place = settings.CACHES["default"]["LOCATION"]
    return _client(place if isinstance(place, str) else place[0])


def key() -> str:
    """Return the name of the hash; tests run in parallel on databases of their own, and so on hashes of their own."""
    return f"newsroom:versions:{connection.settings_dict['NAME']}"


def _fresh() -> list[str]:
    return [secrets.token_hex(8), str(time.time_ns() // 1_000_000)]


def _run(script: str, *arguments: Any) -> None:
    client().eval(script, 1, key(), *_fresh(), *arguments)


def _ask(question: Callable[[], Answer]) -> Answer | None:
    """Return the answer, or None where Redis cannot be reached."""
    try:
        return question()
    except redis.RedisError as error:
        logger.warning("Redis could not be asked for page versions: %s", type(error).__name__)
        return None


def bump(tags: Collection[str]) -> None:
    """Announce a change of the tags now, settle it when the caller's transaction is committed."""
    ticket = f"{int((time.time() + OPEN_SECONDS) * 1000)}-{secrets.token_hex(6)}"
    _ask(lambda: _run(ANNOUNCE, ticket, *sorted(tags)))
    transaction.on_commit(lambda: settle(ticket, tags))


def settle(ticket: str, tags: Collection[str]) -> None:
    """Give the tags their new version and take the change's ticket off them."""
    try:
        _run(SETTLE, ticket, *sorted(tags))
    except redis.RedisError as error:
        logger.error("Redis missed a change of %s: %s", ", ".join(sorted(tags)), type(error).__name__)
        owed.update(tags)


def read(tags: Collection[str]) -> dict[str, int]:
    """Return the version of each tag; 0 for one that never rose or cannot be asked."""
    names = list(tags)
    fields = _ask(lambda: client().hmget(key(), names)) or [None] * len(names)
    return {tag: int((field or "0").partition(";")[0]) for tag, field in zip(names, fields, strict=True)}


def now() -> tuple[str, int] | None:
    """Return the mark of this moment; None where Redis cannot be asked. One command."""
    if owed:
        late = set(owed)
        owed.clear()
        settle("", late)
    found = _ask(lambda: client().hmget(key(), [EPOCH, COUNTER]))
    if found and not all(found):
        _ask(lambda: _run(BEGIN))
        found = _ask(lambda: client().hmget(key(), [EPOCH, COUNTER]))
    return (found[0], int(found[1])) if found and all(found) else None


def unchanged(tags: Collection[str], since: tuple[str, int]) -> bool:
    """Whether none of the tags rose after ``since`` or is open. One command."""
    names = list(tags)
    found = _ask(lambda: client().hmget(key(), [EPOCH, *names]))
    if not found or found[0] != since[0]:
        return False
    whole = True
    for tag, field in zip(names, found[1:], strict=True):
        version, *tickets = (field or "0").split(";")
        for ticket in tickets:
            if int(ticket.partition("-")[0]) < time.time() * 1000:
                settle(ticket, [tag])
        whole = whole and not tickets and int(version) <= since[1]
    return whole
