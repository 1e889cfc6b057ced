"""What stands round every public page: the name of the paper, its sections, the day."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from newsroom.cache.recall import until_a_change


@dataclass(frozen=True)
class Section:
    """A section as the navigation and the teasers need it."""

    pk: int
    title: str
    url: str
    colour: str
    team_id: int | None


@until_a_change
def sections() -> tuple[Section, ...]:
    """Return the live sections in the order of the panel; at most one query."""
    from articles.models import SectionPage

    # Sorted here: asked for in this order, SQLite walks through every page of the paper.
    rows = SectionPage.objects.live().order_by().values_list("path", "pk", "title", "slug", "colour", "team_id")
    return tuple(Section(pk, title, f"/{slug}/", colour, team) for _path, pk, title, slug, colour, team in sorted(rows))


def frame() -> dict:
    """Return the names that every public template may use."""
    return {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.SITE_URL,
        "sections": sections(),
        "today": timezone.localdate(),
    }
