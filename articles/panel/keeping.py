"""A text that is sent when the session is over is kept, and stands in the editor again after the next sign-in.

Wagtail leads whoever sends a form without a session to the sign-in, and Django refuses a form whose token is older
than a sign-in in another window: what was typed would be gone. The editor's form carries a signature of who opened it;
with it, and with nothing else, the form is put into the session until that person is back.
"""

from collections.abc import Callable
from secrets import token_urlsafe

from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as djangos_refusal
from wagtail.admin import messages

from articles.panel import rescue

KEPT, OPENED, SALT = "kept_form", "opened", "articles.panel.opened"
LONGEST = 60 * 60 * 24 * 60  # seconds: no session is older
EDITORS = {f"wagtailadmin_pages:{name}" for name in ("add", "edit", "revisions_revert")}


def sign(request: HttpRequest) -> str:
    """Return what a form carries: who opened it, and a name that no other form has."""
    return signing.dumps([request.user.pk, token_urlsafe(8)], salt=SALT)


def signature(request: HttpRequest) -> tuple[int, str] | None:
    """Return who opened the form that was sent, and its name; None where that is not proven."""
    try:
        user, name = signing.loads(request.POST.get(OPENED, ""), salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    return user, name


class KeptFormMiddleware:
    """Looks at the editor's form before the panel turns its sender away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Keep the text of who has to sign in; show it back to who has no place in the panel any more."""
        if not _is_editors(request):
            return None
        if request.user.is_anonymous:
            return _after_the_session(request)
        if rescue.holds_a_text(request) and not request.user.has_perm("wagtailadmin.access_admin"):
            said = _("You have no role in the newsroom any more, so nothing was saved. Copy what you typed.")
            return rescue.show_alone(request, said)
        return None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is not valid (any more); the editor's own is kept, to be sent again knowingly."""
    if _is_editors(request) and (answer := _after_the_session(request)):
        return answer
    return djangos_refusal(request, reason)


def bound(request: HttpRequest, form_class: Callable) -> Callable:
    """Return a form class that shows what was kept for this page and this person, or the class as it is."""
    kept = of(request)
    if kept is None:
        return form_class

    def filled(**names):
        form = form_class(QueryDict(kept["sent"]), **names)
        form.defer_required_fields()
        return form

    said = _("Your session ended while you were writing. What you typed stands below; it is not saved yet.")
    forget = messages.button(f"{request.path}?forget={kept['id']}", _("Leave it out and show what is saved"))
    messages.warning(request, said, buttons=[forget])
    return filled


def of(request: HttpRequest) -> dict | None:
    """Return what was kept for this page and this person, if anything."""
    kept = request.session.get(KEPT)
    return kept if kept and (kept["path"], kept["user"]) == (request.path, request.user.pk) else None


def forget(request: HttpRequest) -> None:
    """Drop what was kept: it was sent again, or is not wanted."""
    request.session.pop(KEPT, None)


def _is_editors(request: HttpRequest) -> bool:
    found = request.resolver_match
    return request.method == "POST" and found is not None and found.view_name in EDITORS


def _after_the_session(request: HttpRequest) -> HttpResponse | None:
    """Keep the form and lead to its page again (and so to the sign-in, where there is no session); None: not ours."""
    signed = signature(request)
    if signed is None or request.user.pk not in (None, signed[0]):
        return None
    if not request.accepts("text/html"):
        said = _("Your session ended: press save, what you typed is kept.")
        return JsonResponse({"success": False, "error_code": "locked", "error_message": said}, status=400)
    kept = {"path": request.path, "user": signed[0], "sent": request.POST.urlencode(), "id": token_urlsafe(8)}
    request.session[KEPT] = kept
    return redirect(request.path)


class Keeping:
    """A view with the editor's form: shows a kept one instead of the saved text, and drops it once it is sent."""

    kept = None

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.kept = of(request)
        if self.kept and request.GET.get("forget") == self.kept["id"]:
            forget(request)
            return redirect(request.path)
        self.form_class = bound(request, self.form_class)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if of(request):
            forget(request)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        names = super().get_context_data(**kwargs) | {OPENED: sign(self.request)}
        if self.kept:
            names["has_unsaved_changes"] = True
            names["loaded_revision_created_at"] = QueryDict(self.kept["sent"]).get("loaded_revision_created_at", "")
        return names
