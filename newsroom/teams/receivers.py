"""Whatever changes who covers what, the groups follow in the same transaction, and each change of a role is told."""

from allauth.account.signals import password_reset
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save
from wagtail.log_actions import log
from wagtail.models import Site

from newsroom.cache import versions
from newsroom.teams import groups
from newsroom.teams.accounts import confirm_address
from newsroom.teams.models import Membership, Person, RoleGroup, Signatory, Team, User


def listen() -> None:
    """Connect the receivers (once, when the apps are ready)."""
    post_save.connect(_team_saved, sender=Team)
    post_save.connect(_role_given, sender=Membership)
    post_delete.connect(_role_taken, sender=Membership)
    post_delete.connect(_role_group_gone, sender=RoleGroup)
    for signatory in (Person, Team):
        post_delete.connect(_signatory_gone, sender=signatory)
    post_save.connect(_site_saved, sender=Site)
    password_reset.connect(_link_used)
    # The section is a room above this one: it is found by its link to the team, not by its name.
    post_save.connect(_section_saved, sender=Team._meta.get_field("sections").related_model)


def _team_saved(instance: Team, raw: bool, **_rest) -> None:
    if not raw:
        groups.sync(instance)


def _role_given(instance: Membership, created: bool, raw: bool, **_rest) -> None:
    if raw:
        return
    groups.sync_members(instance.team)
    if created:
        _tell("teams.join", instance)


def _role_taken(instance: Membership, origin: Model | QuerySet | None = None, **_rest) -> None:
    # With the team itself its groups go too; there is nothing left to bring in step.
    if isinstance(origin, Team) or getattr(origin, "model", None) is Team:
        return
    groups.sync_members(instance.team)
    _tell("teams.leave", instance)


def _role_group_gone(instance: RoleGroup, origin: Model | QuerySet | None = None, **_rest) -> None:
    if not (isinstance(origin, Group) or getattr(origin, "model", None) is Group):
        instance.group.delete()


def _signatory_gone(instance: Signatory, **_rest) -> None:
    versions.bump(f"{instance._meta.model_name}:{instance.pk}")


def _section_saved(instance: Model, raw: bool, **_rest) -> None:
    if raw:
        return
    concerned = {team.pk: team for team in groups.teams_with_rights_on(instance)}
    if instance.team_id is not None:
        concerned[instance.team_id] = instance.team
    for pk in sorted(concerned):
        groups.sync(concerned[pk])


def _site_saved(raw: bool, **_rest) -> None:
    if not raw:
        groups.sync_all()


def _link_used(user: User, **_rest) -> None:
    # The link was mailed to the account's address (and dies when that changes), so whoever used it reads there.
    confirm_address(user)


def _tell(action: str, membership: Membership) -> None:
    log(membership.team, action, data={"user": membership.user_id, "role": membership.role})
