"""How people sign in: by e-mail, by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import HttpRequest

from newsroom.teams.models import User
from newsroom.visitors import address_of


class StaffAccountAdapter(DefaultAccountAdapter):
    """allauth for a newsroom: nobody signs up, colleagues are invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Answer no: an account begins with an invitation."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that tries are counted by."""
        return address_of(request) or "unknown"


@transaction.atomic
def confirm_address(user: User) -> None:
    """Note that the account's e-mail address is its owner's; other addresses of the account are forgotten.

    Called when somebody used a link that was mailed to the address, and where the operator or the loader of
    the demo newsroom vouches for it. Without it nobody can sign in or add a second factor.
    """
    _keep_only(user, verified=True)


@transaction.atomic
def expect_address(user: User) -> None:
    """Note a new e-mail address of an account, which its owner has yet to confirm by a link."""
    _keep_only(user, verified=False)


def _keep_only(user: User, *, verified: bool) -> None:
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"primary": True, "verified": verified})
