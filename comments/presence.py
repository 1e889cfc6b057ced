"""Who has which comment before them just now: known to the cache for a minute, and to nobody afterwards.

With the cache in memory a process knows only of those whom it answered itself. Presence keeps nobody from deciding.
"""

from collections.abc import Iterable

from django.core.cache import cache
from django.utils import timezone

from newsroom.teams.models import User

SECONDS = 60


def note(comment_id: int, user: User) -> None:
    """Keep for a minute that ``user``, who may see the comment, has it before them. Writes to the cache only."""
    now = timezone.now().timestamp()
    # Two who are noted at the same moment may hide one another until they are noted next: seconds later.
    found = {key: entry for key, entry in cache.get(_key(comment_id), {}).items() if entry[1] > now - SECONDS}
    cache.set(_key(comment_id), found | {user.pk: (user.get_full_name(), now)}, SECONDS)


def others(comment_ids: Iterable[int], user: User) -> dict[int, list[str]]:
    """Return for each of the comments that colleagues of ``user`` have before them their names ("" for who has none).

    A colleague stands where they were noted last. Reads the cache once; whether ``user`` may see the comments is for
    the caller to ask.
    """
    keys = {_key(comment_id): comment_id for comment_id in comment_ids}
    since = timezone.now().timestamp() - SECONDS
    latest: dict[int, tuple[float, int, str]] = {}
    for key, entries in cache.get_many(keys).items():
        for colleague, (name, at) in entries.items():
            if colleague != user.pk and at > since:
                latest[colleague] = max(latest.get(colleague, (0.0, 0, "")), (at, keys[key], name))
    found: dict[int, list[str]] = {}
    for _at, comment_id, name in sorted(latest.values()):
        found.setdefault(comment_id, []).append(name)
    return found


def _key(comment_id: int) -> str:
    return f"comments.presence.{comment_id}"
