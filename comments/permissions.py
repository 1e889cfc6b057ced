"""Who may keep the lists of words."""

from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from newsroom.teams.models import Membership, User
from newsroom.teams.rights import is_chief

_ANSWERED = "_keeps_the_lists"


class ChiefsOnly(BasePermissionPolicy):
    """The lists are the whole paper's policy: chiefs keep them."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Say whether ``user`` may do anything with the lists."""
        if not hasattr(user, _ANSWERED):  # one request asks half a dozen times: menu, listing, buttons
            setattr(user, _ANSWERED, is_chief(user))
        return getattr(user, _ANSWERED)

    def users_with_any_permission(self, actions) -> QuerySet[User]:
        """Return who may keep the lists."""
        chiefs = Membership.objects.filter(role=Membership.Role.CHIEF).values("user")
        return User.objects.filter(is_active=True, pk__in=chiefs)
