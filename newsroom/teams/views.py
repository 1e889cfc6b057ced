"""The door of the house: sign-in."""

from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class SignInView(LoginView):
    """allauth's sign-in, with an answer for a colleague who is in but has no role yet."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Say that a role is missing: the panel sends such a colleague here, and here would send them back."""
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            return render(request, "account/no_role.html", status=403)
        return super().dispatch(request, *args, **kwargs)
