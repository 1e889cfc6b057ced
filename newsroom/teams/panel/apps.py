"""Wagtail's app of accounts, with our own page for them."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Accounts by invitation; no avatar is taken in."""

    user_viewset = "newsroom.teams.panel.accounts.AccountViewSet"

    def ready(self) -> None:
        from wagtail.admin.views.account import AvatarSettingsPanel

        super().ready()
        # A third way for a file to come in, checked by nobody; a colleague's picture belongs to their by-line.
        AvatarSettingsPanel.is_active = lambda panel: False
