"""How somebody gets a role in a team, and loses it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext

from newsroom.teams.models import Membership, Team, User
from newsroom.teams.rights import may_hire


@transaction.atomic
def join(user: User, team: Team, role: str, *, by: User | None) -> Membership:
    """Give ``user`` a role in ``team`` and return the membership; a role already held stays as it is.

    ``by`` is a chief or the operator; None is the house itself (the loader of the demo newsroom).
    Side effects: the groups of the team are brought in step and one event is written, by ``receivers.py``.
    Raises PermissionDenied for anybody else, ValidationError for an unknown role or a closed account.
    """
    _refuse_unless_hiring(by)
    team = Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    if role not in Membership.Role.values:
        raise ValidationError({"role": _("There is no such role.")})
    if not user.is_active:
        raise ValidationError({"user": _("This account is closed: open it before you give it a role.")})
    with LogContext(user=by):
        return Membership.objects.get_or_create(user=user, team=team, role=role)[0]


@transaction.atomic
def leave(user: User, team: Team, role: str | None = None, *, by: User | None) -> int:
    """Take a role in ``team`` (every role, when none is named) from ``user``; return how many were taken.

    The rights are gone at the next request. ``by`` as for ``join``. Raises PermissionDenied.
    """
    _refuse_unless_hiring(by)
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    held = Membership.objects.filter(user=user, team=team)
    if role is not None:
        held = held.filter(role=role)
    with LogContext(user=by):
        return held.delete()[0]


def _refuse_unless_hiring(by: User | None) -> None:
    if by is not None and not may_hire(by):
        raise PermissionDenied(_("Only an editor-in-chief gives and takes roles."))
