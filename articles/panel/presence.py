"""Who else has an article open, as Wagtail's editing sessions know it: shown with the page, also without JavaScript."""

from wagtail.admin.models import EditingSession
from wagtail.models import get_default_page_content_type

from newsroom.teams.models import User


def others(page_id: int, user: User) -> list[dict]:
    """Return the colleagues of ``user`` who have the page open, each once, in the form in which Wagtail's ping does."""
    found = EditingSession.objects.available().filter(
        content_type=get_default_page_content_type(), object_id=str(page_id)
    )
    here: dict[int, dict] = {}
    for session in found.exclude(user=user).select_related("user").order_by("-last_seen_at", "-pk"):
        shown = here.setdefault(
            session.user_id,
            {
                "user": session.user,
                "last_seen_at": session.last_seen_at,
                "is_idle": session.is_idle,
                "is_editing": False,
                "revision_id": None,
            },
        )
        shown["is_editing"] |= session.is_editing
    return list(here.values())
