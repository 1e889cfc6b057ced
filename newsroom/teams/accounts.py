"""How people sign in: by e-mail, by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAccountAdapter(DefaultAccountAdapter):
    """allauth for a newsroom: nobody signs up, colleagues are invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
