"""The groups of Wagtail that carry the roles: one for each team and role, kept in step with the memberships.

Every view of Wagtail asks its own permissions, so what a role may do is written here once, as those permissions.
"""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from django.utils import translation
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from newsroom.teams.models import Membership, RoleGroup, Team, User

Role = Membership.Role

# What a role may do with the pages of its team's sections (Wagtail's permission types).
IN_SECTIONS = {
    Role.WRITER: {"add"},
    Role.EDITOR: {"add", "change", "lock", "unlock"},
    Role.PUBLISHER: {"add", "change", "publish", "lock", "unlock"},
}
# A chief stands above all sections: the rights hang on the front page.
ON_THE_FRONT_PAGE = {Role.CHIEF: {"add", "change", "publish", "bulk_delete", "lock", "unlock"}}
# Whoever adds a picture may go on editing that one; "change" opens everybody's.
WITH_PICTURES = {
    Role.WRITER: {"add", "choose"},
    Role.EDITOR: {"add", "choose"},
    Role.PUBLISHER: {"add", "choose"},
    Role.PHOTO_EDITOR: {"add", "change", "choose"},
    Role.CHIEF: {"add", "change", "choose"},
}
# Permissions of Django by app label and codename. A chief hires; nobody but the operator deletes an account.
BESIDES = {
    Role.MODERATOR: {("comments", "moderate_comment")},
    Role.CHIEF: {
        ("comments", "moderate_comment"),
        ("teams", "view_user"),
        ("teams", "add_user"),
        ("teams", "change_user"),
        ("teams", "view_team"),
        ("teams", "add_team"),
        ("teams", "change_team"),
        ("teams", "view_person"),
        ("teams", "add_person"),
        ("teams", "change_person"),
        ("teams", "delete_person"),
    },
}
IN_THE_PANEL = ("wagtailadmin", "access_admin")


def group(team: Team, role: str) -> Group:
    """Return the group that carries ``role`` in ``team`` (for a step of a review, say); it is made when missing."""
    found = Group.objects.filter(role_of_team__team=team, role_of_team__role=role).first()
    if found is None:
        sync(team)
        found = Group.objects.get(role_of_team__team=team, role_of_team__role=role)
    return found


@transaction.atomic
def sync(team: Team) -> None:
    """Bring the groups of ``team`` in step with its memberships and sections.

    Side effects: makes and renames groups, writes their members, page, collection and model permissions.
    Groups that an operator made by hand are left alone. Idempotent; the same few queries however many
    people and sections there are.
    """
    team = Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    groups = _groups(team)
    _level(User.groups.through, groups, ("user_id",), _members(team, groups))
    _level(Group.permissions.through, groups, ("permission_id",), _permissions(groups))
    _level(GroupPagePermission, groups, ("page_id", "permission_id"), _page_rights(team, groups))
    _level(GroupCollectionPermission, groups, ("collection_id", "permission_id"), _picture_rights(groups))


@transaction.atomic
def sync_members(team: Team) -> None:
    """Bring the members of the team's groups in step with its memberships (its sections did not change)."""
    team = Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    groups = _groups(team)
    _level(User.groups.through, groups, ("user_id",), _members(team, groups))


def sync_all() -> None:
    """Bring the groups of every team in step (after another page became the front page)."""
    for team in Team.objects.order_by("pk"):
        sync(team)


def teams_with_rights_on(page: Page) -> models.QuerySet[Team]:
    """Return the teams one of whose groups holds a permission on this very page."""
    return Team.objects.filter(role_groups__group__page_permissions__page=page.pk).distinct()


def _groups(team: Team) -> dict[str, Group]:
    kept = {row.role: row.group for row in RoleGroup.objects.filter(team=team).select_related("group")}
    with translation.override(settings.LANGUAGE_CODE):
        for role in Role:
            name = f"{team.name[:120]} · {role.label}"
            if role not in kept:
                kept[role] = _new_group(team, role, name)
            elif kept[role].name != name and not Group.objects.filter(name=name).exists():
                kept[role].name = name
                kept[role].save(update_fields=["name"])
    return kept


def _new_group(team: Team, role: str, name: str) -> Group:
    # Somebody may have made a group of that name by hand: it keeps it, and its rights stay its own.
    taken = Group.objects.filter(name=name).exists()
    made = Group.objects.create(name=f"{name} ({team.pk})" if taken else name)
    RoleGroup.objects.create(team=team, role=role, group=made)
    return made


def _members(team: Team, groups: dict[str, Group]) -> set[tuple]:
    held = Membership.objects.filter(team=team).values_list("role", "user_id")
    return {(groups[role].pk, user) for role, user in held}


def _permissions(groups: dict[str, Group]) -> set[tuple]:
    wanted = {IN_THE_PANEL}.union(*BESIDES.values())
    found = Permission.objects.filter(codename__in={codename for _app, codename in wanted}).values_list(
        "content_type__app_label", "codename", "pk"
    )
    known = {(app, codename): pk for app, codename, pk in found}
    return {
        (groups[role].pk, known[name])
        for role in Role
        for name in {IN_THE_PANEL} | BESIDES.get(role, set())
        if name in known
    }


def _page_rights(team: Team, groups: dict[str, Group]) -> set[tuple]:
    known = {
        permission.codename.removesuffix("_page"): permission.pk
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore", content_type__model="page", codename__endswith="_page"
        )
    }
    places = (
        (IN_SECTIONS, set(team.sections.values_list("pk", flat=True))),
        (ON_THE_FRONT_PAGE, set(Site.objects.values_list("root_page_id", flat=True))),
    )
    return {
        (groups[role].pk, page, known[right])
        for table, pages in places
        for role, rights in table.items()
        for page in pages
        for right in rights
    }


def _picture_rights(groups: dict[str, Group]) -> set[tuple]:
    # Wagtail asks the permissions of its own picture model, whichever model is in use.
    known = {
        permission.codename.removesuffix("_image"): permission.pk
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailimages", content_type__model="image"
        )
    }
    root = Collection.objects.values_list("pk", flat=True).get(depth=1)
    return {(groups[role].pk, root, known[right]) for role, rights in WITH_PICTURES.items() for right in rights}


def _level(model: type[models.Model], groups: dict[str, Group], columns: tuple[str, ...], wanted: set[tuple]) -> None:
    """Make the rows of ``model`` for these groups equal to ``wanted``, tuples of a group's id and the columns."""
    columns = ("group_id", *columns)
    rows = model._default_manager.filter(group_id__in=[group.pk for group in groups.values()])
    stored = {tuple(values): pk for pk, *values in rows.values_list("pk", *columns)}
    gone = [stored[values] for values in stored.keys() - wanted]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    missing = sorted(wanted - stored.keys())
    model._default_manager.bulk_create([model(**dict(zip(columns, values, strict=True))) for values in missing])
