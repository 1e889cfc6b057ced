"""What somebody may do where. Wagtail's own views ask the groups (``groups.py``); our verbs ask these questions."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from newsroom.teams.groups import group, sync
from newsroom.teams.models import Membership, Team, User

__all__ = ["group", "is_chief", "may_hire", "may_moderate", "moderated_teams", "roles", "sync"]

Role = Membership.Role


def roles(user: User | AnonymousUser, team: Team | None) -> set[str]:
    """Return the roles ``user`` acts in for ``team`` (values of ``Membership.Role``); one query.

    The operator and a chief of any team act in every role everywhere, also where no team covers a
    section (``team`` is None). Somebody who is not signed in, or whose account is closed, has none.
    """
    if not user.is_active:
        return set()
    if user.is_superuser:
        return set(Role.values)
    of_team = Q(team=team) if team is not None else Q(pk__in=[])
    held = set(Membership.objects.filter(of_team | Q(role=Role.CHIEF), user=user).values_list("role", flat=True))
    return set(Role.values) if Role.CHIEF in held else held


def is_chief(user: User | AnonymousUser) -> bool:
    """Say whether ``user`` stands above all sections: an editor-in-chief of any team, or the operator."""
    if not user.is_active:
        return False
    return user.is_superuser or Membership.objects.filter(user=user, role=Role.CHIEF).exists()


def may_hire(user: User | AnonymousUser) -> bool:
    """Say whether ``user`` may invite colleagues and give and take roles."""
    return is_chief(user)


def may_moderate(user: User | AnonymousUser, team: Team | None) -> bool:
    """Say whether ``user`` may decide about comments in the sections of ``team``.

    ``team`` None stands for a section that no team covers: the chief's alone. To ask whether there is
    anything at all that somebody moderates, see ``moderated_teams``.
    """
    return Role.MODERATOR in roles(user, team)


def moderated_teams(user: User | AnonymousUser) -> QuerySet[Team] | None:
    """Return the teams whose comments ``user`` moderates; None means all of them, and what no team covers."""
    if is_chief(user):
        return None
    if not user.is_active:
        return Team.objects.none()
    return Team.objects.filter(memberships__user=user, memberships__role=Role.MODERATOR).distinct()
