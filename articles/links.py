"""Where the links of a text lead."""

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class OpenPageLinks(PageLinkHandler):
    """Links to pages of the paper: those that readers can open. The words of the others stand there without a link.

    The address of an article holds its headline, so a link to a draft would tell it, and one to what was withdrawn
    leads nowhere. When the article goes live, whatever names it is baked anew, and the link is there.
    """

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        """Return the page of each link, None for one that readers cannot open."""
        return [page if page and page.live else None for page in super().get_many(attrs_list)]
