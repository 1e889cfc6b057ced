"""What waits for a moderator, on the first page of the panel."""

from wagtail.admin.ui.components import Component

from comments import health
from comments.panel.queue import is_moderator


class CommentsPanel(Component):
    """How many comments wait, since when, and in which sections; nothing for those who moderate nothing."""

    name = "comments"
    template_name = "comments/panel/home.html"
    order = 110

    def render_html(self, parent_context=None) -> str:
        """Show nothing to whom no comment can wait for."""
        if not is_moderator(parent_context["request"].user):
            return ""
        return super().render_html(parent_context)

    def get_context_data(self, parent_context) -> dict:
        """Return what waits in each section."""
        rows = health.waiting(parent_context["request"].user)
        return {
            "rows": rows,
            "count": sum(row.count for row in rows),
            "oldest": min((row.oldest for row in rows), default=None),
        }
