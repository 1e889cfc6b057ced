"""Who may do what with a page of the paper, beyond what the groups of the roles say."""

from wagtail.locks import BasicLock
from wagtail.models import PagePermissionTester


class ArticlePermissions(PagePermissionTester):
    """The rights of one person on one article: the one place that views, verbs and the panel ask."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Never a locked article: the lock holds against everybody."""
        return not self.page.locked and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        """Withdraw: whoever may publish, also while an update is scheduled (withdrawing clears the schedule)."""
        lock = self.page.get_lock()
        if isinstance(lock, BasicLock) and lock.for_user(self.user):
            return False
        return self.page.live and self.can_publish()


class SectionPermissions(PagePermissionTester):
    """The rights of one person on a section."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Only an empty section: its articles and their comments would go with it."""
        return not self.page.numchild and super().can_delete(ignore_bulk)

    def can_submit_for_moderation(self) -> bool:
        """The review is for articles: a section is changed by who may publish it."""
        return False
