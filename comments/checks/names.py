"""Names that belong to the paper: those of its roles are refused, those of its people hold a comment.

Names are compared on a copy without what disguises them (``newsroom.rtl.matching``), spaces and figures left out. The
paper's own names are read once in a process and kept until one of them changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from comments.reasons import Reason, Submission
from newsroom.cache import versions
from newsroom.rtl import matching
from newsroom.rtl.folding import sort_key
from newsroom.teams.models import Person, Team, User

TAG = "house-names"
ROLES = (
    *("فريق التحرير", "هيئة التحرير", "أسرة التحرير", "قسم التحرير", "إدارة التحرير", "رئيس التحرير", "رئيسة التحرير"),
    *("مدير التحرير", "مديرة التحرير", "سكرتير التحرير", "سكرتيرة التحرير", "إدارة الموقع", "مدير الموقع"),
    *("فريق الموقع", "مشرف الموقع", "إدارة التعليقات", "مشرف التعليقات", "فريق التعليقات", "الدعم الفني"),
    *("مديرة الموقع", "مشرفة الموقع", "مشرفو الموقع", "محرر الموقع", "أدمن الموقع", "إدارة الصفحة", "فريق الدعم"),
    *("مشرفة التعليقات", "مشرفو التعليقات", "المشرف العام", "المشرفة العامة", "أدمين"),
    *("التحرير", "المحرر", "المحررة", "الإدارة", "المشرف", "المشرفة", "مشرف", "الأدمن", "أدمن"),
    *("admin", "administrator", "moderator", "editor", "editor in chief", "editorial team", "webmaster", "newsroom"),
    *("site admin", "admin team", "the admin", "the editor", "newsroom admin"),
)
# A phrase of the paper's name or of a role is found inside a longer name too; what is shorter could stand in any.
SHORTEST_PHRASE = 8


class NameOfTheHouse(ValidationError):
    """A reader may not sign with a name of the paper or of a role in it."""

    def __init__(self) -> None:
        super().__init__(_("This name belongs to the newsroom. Sign with a name of your own."), "name_of_the_house")


@dataclass(frozen=True)
class Names:
    """The paper's names, ready to be compared: whole ones, phrases that no name may hold, and those of its people."""

    whole: frozenset[str]
    phrases: tuple[str, ...]
    people: frozenset[str]


_kept: tuple[int, Names] | None = None


def is_of_the_house(name: str) -> bool:
    """Say whether a name is, or holds, one of the paper or of a role in it. One query tells whether they changed."""
    known, bare = _current(), _bare(name)
    if matching.is_dotless(bare):
        seen = matching.skeleton(bare)
        return seen in {matching.skeleton(whole) for whole in known.whole} or any(
            matching.skeleton(phrase) in seen for phrase in known.phrases
        )
    return bare in known.whole or any(phrase in bare for phrase in known.phrases)


def the_name_is_the_readers_own(submission: Submission) -> None:
    """Stop a comment that is signed as the paper or as a role in it."""
    if is_of_the_house(submission.name):
        raise NameOfTheHouse


def staff_names(submission: Submission) -> Iterator[Reason]:
    """Tell that somebody who works here is called so; half of Cairo may be called the same."""
    if not _forms(submission.name).isdisjoint(_current().people):
        yield {"code": "staff_name", "field": "name"}


def listen() -> None:
    """Connect the receivers, once, when the app is ready."""
    for model in (User, Person, Team):
        post_save.connect(_changed, sender=model)
        post_delete.connect(_changed, sender=model)


@transaction.atomic
def _changed(update_fields: frozenset[str] | None = None, **_rest) -> None:
    if update_fields is None or set(update_fields) - {"last_login", "password"}:
        versions.bump(TAG)


def _current() -> Names:
    global _kept  # noqa: PLW0603 - what a process keeps
    version = versions.read([TAG])[TAG]
    if _kept is None or _kept[0] != version:
        _kept = version, _read()
    return _kept[1]


def _read() -> Names:
    house = [*ROLES, settings.WAGTAIL_SITE_NAME]
    # A team's name may be a reader's hobby: inside a longer name it is nobody's.
    phrases = {_bare(name) for name in house if len(matching.key(name)) > 1}
    house += Team.objects.values_list("name", flat=True)
    users = User.objects.filter(is_active=True).values_list("first_name", "last_name")
    people = Person.objects.filter(Q(user=None) | Q(user__is_active=True)).values_list("name", flat=True)
    names = [*(f"{first} {last}" for first, last in users), *people]
    return Names(
        frozenset(filter(None, map(_bare, house))),
        tuple(sorted(phrase for phrase in phrases if len(phrase) >= SHORTEST_PHRASE)),
        # A first name alone is everybody's.
        frozenset(form for name in names if len(matching.key(name)) > 1 for form in _forms(name)),
    )


def _bare(name: str) -> str:
    """Return a name in one piece, as it is compared."""
    joined = "".join(word for word in matching.key(name))
    letters = "".join(sign for sign in joined if not sign.isdigit())
    return matching.collapse(letters or joined)


def _forms(name: str) -> set[str]:
    """Return a name as it is compared, with its title and without."""
    return {_bare(name), _bare(sort_key(name))} - {""}
