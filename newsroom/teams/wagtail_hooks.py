"""What the room of the people adds to the panel."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry

from newsroom.teams.models import Membership, User


class RoleFormatter(LogFormatter):
    """Says who got or lost which role."""

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Return the line of the history; the role and the colleague are named as they are today."""
        user = User.objects.filter(pk=log_entry.data.get("user")).first()
        role = dict(Membership.Role.choices).get(log_entry.data.get("role"), "")
        return self.message % {"user": user or "—", "role": role}


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name the events of a membership."""

    @actions.register_action("teams.join")
    class Joined(RoleFormatter):
        label = _("Give a role")
        message = _("%(user)s became %(role)s")

    @actions.register_action("teams.leave")
    class Left(RoleFormatter):
        label = _("Take a role")
        message = _("%(user)s is no longer %(role)s")
