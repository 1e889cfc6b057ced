"""What the panel does with many pages at once."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page

from articles import bin as the_bin
from articles.addresses import ids
from articles.models import ArticlePage
from articles.notyet import NotYet
from articles.permissions import may_see


class _Discreet:
    """Wagtail names what one may not touch; a draft of another desk would show its headline so."""

    @classmethod
    def get_queryset(cls, model: type[Page], object_ids: Iterable) -> QuerySet:
        """Return the pages that were ticked; what can be the number of none is left out."""
        return super().get_queryset(model, ids(map(str, object_ids)))

    def get_actionable_objects(self) -> tuple[list[Page], dict]:
        """Return the pages, and those that are named as out of reach: only what one may see."""
        pages, others = super().get_actionable_objects()
        found = (page.specific_deferred for page in others["items_with_no_access"])
        out_of_reach = [page for page in found if may_see(self.request.user, page)]
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


class BulkUnpublish(_Discreet, UnpublishBulkAction):
    """Withdrawing many at once."""


class _EachAlone(_Discreet):
    """Each page passes the door alone, and the rest goes on where one is refused: why is told.

    The sentence that says how many were refused (``kept(count)``) belongs to the action.
    """

    def __init__(self, request, model) -> None:
        super().__init__(request, model)
        self.refused: list[str] = []

    def get_execution_context(self) -> dict:
        """Hand on where to write the reasons."""
        return super().get_execution_context() | {"refused": self.refused}

    @classmethod
    def execute_action(cls, objects: list[Page], *, refused: list[str], **kwargs) -> tuple[int, int]:
        """Do it page by page; those that were refused are not counted."""
        done = (0, 0)
        for page in objects:
            try:
                with transaction.atomic():
                    counts = super().execute_action([page], **kwargs)
            except NotYet as refusal:
                title = page.specific_deferred.get_admin_display_title()
                refused.append(format_html("<bdi>{}</bdi>: {}", title, " ".join(refusal.reasons())))
            else:
                done = (done[0] + counts[0], done[1] + counts[1])
        return done

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """Say how many went; that others did not, and why, is no success and is told apart."""
        if self.refused:
            lines = [self.kept(len(self.refused)), *self.refused]
            tell = messages.warning if num_parent_objects else messages.error
            tell(self.request, format_html_join("", "{}<br>", ((line,) for line in lines)))
        return super().get_success_message(num_parent_objects, num_child_objects) if num_parent_objects else None


class BulkPublish(_EachAlone, PublishBulkAction):
    """Publishing many at once."""

    def kept(self, count: int) -> str:
        """Say how many stayed as they were."""
        said = ngettext("%(count)s article was not published.", "%(count)s articles were not published.", count)
        return said % {"count": count}


class BulkMove(_EachAlone, MoveBulkAction):
    """Moving many at once; an address that is taken there gets its number without a word."""

    def get_actionable_objects(self) -> tuple[list[Page], dict]:
        """Return the pages, also the articles whose address is taken in the new section: they get another."""
        pages, others = super().get_actionable_objects()
        taken = [row["item"] for row in others.get("pages_with_duplicate_slugs", [])]
        articles = [page for page in taken if page.specific_class is ArticlePage]
        if not articles:
            return pages, others
        kept = [row for row in others["pages_with_duplicate_slugs"] if row["item"] not in articles]
        return [*pages, *articles], others | {"pages_with_duplicate_slugs": kept}

    def kept(self, count: int) -> str:
        """Say how many stayed where they were."""
        said = ngettext("%(count)s article was not moved.", "%(count)s articles were not moved.", count)
        return said % {"count": count}
