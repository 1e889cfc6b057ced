"""Which sections a team covers, as seen from the team (the link itself is a field of the section)."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from newsroom.teams.models import Team, User
from newsroom.teams.rights import may_hire


@transaction.atomic
def cover(team: Team, sections: Iterable[Page], *, by: User) -> None:
    """Let ``team`` cover exactly ``sections``; the rights of all teams concerned follow in the same transaction.

    ``by`` is a chief or the operator. One event for each section that changes hands. Raises PermissionDenied.
    """
    if not may_hire(by):
        raise PermissionDenied(_("Only an editor-in-chief decides which team covers a section."))
    team = Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    wanted = {section.pk: section for section in sections}
    for section in team.sections.exclude(pk__in=wanted):
        _hand_over(section, None, by)
    for section in wanted.values():
        if section.team_id != team.pk:
            _hand_over(section, team, by)


def _hand_over(section: Page, team: Team | None, by: User) -> None:
    section.team = team
    section.save(update_fields=["team"], clean=False)
    # The latest draft carries the field too, and publishing it would bring the old team back.
    if section.latest_revision_id is not None:
        draft = Revision.objects.select_for_update().get(pk=section.latest_revision_id)
        draft.content["team"] = team and team.pk
        draft.save(update_fields=["content"])
    log(section, "teams.cover", user=by, data={"team": team and team.pk})
