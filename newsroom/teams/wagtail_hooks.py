"""What the room of the people adds to the panel."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry
from wagtail.snippets.models import register_snippet

from newsroom.rtl.bidi import plain_isolate
from newsroom.teams.models import Membership, User
from newsroom.teams.panel.accounts import NoBulkDelete, NoBulkRole, NoBulkState, remind
from newsroom.teams.panel.own_page import OwnLinksPanel
from newsroom.teams.panel.signatories import SignatoryGroup

register_snippet(SignatoryGroup)

# Wagtail's hooks run after ours, and the last one wins: a high order makes these the last.
for action in (NoBulkRole, NoBulkDelete, NoBulkState):
    hooks.register("register_bulk_action", action, order=100)


@hooks.register("register_admin_urls")
def register_reminder() -> list[URLPattern]:
    """Give the reminder of an invitation its address."""
    return [path("accounts/<int:pk>/remind/", remind, name="remind_of_invitation")]


# Wagtail makes the panel of the request, the account and its profile.
hooks.register("register_account_settings_panel", OwnLinksPanel)


@hooks.register("register_account_menu_item")
def password_item(request: HttpRequest) -> dict[str, str]:
    """Lead from the account's page of the panel to the change of the password."""
    return {
        "url": reverse("account_change_password"),
        "label": _("Change the password"),
        "help_text": _("You are asked for the present one."),
    }


@hooks.register("register_account_menu_item")
def second_factor_item(request: HttpRequest) -> dict[str, str]:
    """Lead from the account's page of the panel to the second factor."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Second step at sign-in"),
        "help_text": _("A code from your phone, or a key, keeps the account yours even if the password is lost."),
    }


class RoleFormatter(LogFormatter):
    """Says who got or lost which role."""

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Return the line of the history; the role and the colleague are named as they are today."""
        user = User.objects.filter(pk=log_entry.data.get("user")).first()
        role = dict(Membership.Role.choices).get(log_entry.data.get("role"), "")
        return self.message % {"user": plain_isolate(str(user)) if user else "—", "role": role}


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name the events of this room."""
    actions.register_action("teams.invite", _("Invite"), _("The invitation was sent"))
    actions.register_action("teams.cover", _("Change the team"), _("Another team covers this section"))

    @actions.register_action("teams.join")
    class Joined(RoleFormatter):
        label = _("Give a role")
        message = _("%(user)s became %(role)s")

    @actions.register_action("teams.leave")
    class Left(RoleFormatter):
        label = _("Take a role")
        message = _("%(user)s is no longer %(role)s")
