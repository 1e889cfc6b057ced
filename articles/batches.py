"""What the panel does with many pages at once."""

from django.db import transaction
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page

from articles import bin as the_bin
from articles.models import ArticlePage
from articles.notyet import NotYet
from articles.permissions import may_see


class _Discreet:
    """Wagtail names what one may not touch; a draft of another desk would show its headline so."""

    def get_actionable_objects(self) -> tuple[list[Page], dict]:
        """Return the pages, and those that are named as out of reach: only what one may see."""
        pages, others = super().get_actionable_objects()
        out_of_reach = [page for page in others["items_with_no_access"] if may_see(self.request.user, page)]
        return pages, others | {"items_with_no_access": out_of_reach}


class BulkDelete(_Discreet, DeleteBulkAction):
    """Deleting many at once: articles go to the bin; what else there is, empty sections, goes for good."""

    template_name = "articles/panel/confirm_bulk_discard.html"

    @classmethod
    def execute_action(cls, objects: list[Page], user=None, **kwargs) -> tuple[int, int]:
        """Discard the articles, delete the rest; return how many."""
        done = 0
        for page in objects:
            try:
                the_bin.discard(page, by=user) if page.specific_class is ArticlePage else page.delete(user=user)
            except NotYet:
                continue  # a colleague was faster
            done += 1
        return done, 0

    def get_context_data(self, **kwargs) -> dict:
        """Add how long the bin keeps what is deleted."""
        return super().get_context_data(**kwargs) | {"days": the_bin.DAYS}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """Say how many went."""
        if not num_parent_objects:
            return None
        said = ngettext("%(count)s item was deleted.", "%(count)s items were deleted.", num_parent_objects)
        return f"{said % {'count': num_parent_objects}} {_('Articles can be restored from the bin.')}"


class BulkMove(_Discreet, MoveBulkAction):
    """Moving many at once."""


class BulkUnpublish(_Discreet, UnpublishBulkAction):
    """Withdrawing many at once."""


class BulkPublish(_Discreet, PublishBulkAction):
    """Publishing many at once: each passes the door alone, and the rest goes on where one is refused."""

    refused: list[str]

    @classmethod
    def execute_action(cls, objects: list[Page], include_descendants: bool = False, user=None, **kwargs):
        """Publish page by page; those that were refused are not counted."""
        done = [0, 0]
        cls.refused = []
        for page in objects:
            try:
                with transaction.atomic():
                    counts = super().execute_action([page], include_descendants, user, **kwargs)
            except NotYet as refusal:
                cls.refused.append(f"{page.specific_deferred.get_admin_display_title()}: {' '.join(refusal.reasons())}")
            else:
                done = [before + now for before, now in zip(done, counts, strict=True)]
        return tuple(done)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Say how many went live, and why the others did not."""
        said = super().get_success_message(num_parent_objects, num_child_objects) if num_parent_objects else ""
        if not self.refused:
            return said
        count = len(self.refused)
        kept = ngettext("%(count)s article was not published.", "%(count)s articles were not published.", count)
        return format_html_join(
            "", "{}<br>", ((line,) for line in [said, kept % {"count": count}, *self.refused] if line)
        )
