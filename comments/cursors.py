"""Where a page of comments ended, as it stands in an address: a moment to the microsecond, and a comment's id."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from django.db.models import Q

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SHAPE = re.compile(r"([0-9a-f]{1,16})-([0-9a-f]{1,15})")


class BadCursor(ValueError):
    """What stood in the address is no cursor of ours."""


@dataclass(frozen=True)
class Cursor:
    """A place in a list that is ordered by a moment, then by id."""

    moment: datetime
    pk: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a cursor; raises BadCursor for anything that ``str`` would not write."""
        if not (found := _SHAPE.fullmatch(text)):
            raise BadCursor(text)
        try:
            return cls(_EPOCH + timedelta(microseconds=int(found[1], 16)), int(found[2], 16))
        except OverflowError as error:
            raise BadCursor(text) from error

    def __str__(self) -> str:
        microseconds = (self.moment - _EPOCH) // timedelta(microseconds=1)
        return f"{microseconds:x}-{self.pk:x}"

    def later(self, field: str) -> Q:
        """What stands after this place where the list runs forward by ``field``."""
        return Q(**{f"{field}__gt": self.moment}) | Q(**{field: self.moment, "pk__gt": self.pk})

    def earlier(self, field: str) -> Q:
        """What stands after this place where the list runs backward by ``field``."""
        return Q(**{f"{field}__lt": self.moment}) | Q(**{field: self.moment, "pk__lt": self.pk})
