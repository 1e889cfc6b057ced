"""Who may do what with a page of the paper, beyond what the groups of the roles say."""

from typing import Any

from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.locks import BasicLock
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.query import PageQuerySet

from newsroom.teams.models import Membership
from newsroom.teams.rights import is_chief, roles

Role = Membership.Role


class ArticlePermissions(PagePermissionTester):
    """The rights of one person on one article: the one place that views, verbs and the panel ask."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Never what is locked, under review or scheduled; what readers have seen only who may publish deletes.

        What was taken down for the law is kept as it is, unless a chief wants it gone.
        """
        if self._is_held():
            return False
        seen = self.page.first_published_at is not None
        if (seen and not self.can_publish()) or not self._may_take_away():
            return False
        return not self._is_taken_down() or is_chief(self.user)

    def can_move(self) -> bool:
        """As deleting, by Wagtail's rule: what is held stays where it is."""
        return not self._is_held() and self._may_take_away()

    def can_unpublish(self) -> bool:
        """Withdraw: whoever may publish, also while an update is scheduled (withdrawing clears the schedule)."""
        lock = self.page.get_lock()
        if isinstance(lock, BasicLock) and lock.for_user(self.user):
            return False
        return self.page.live and self.can_publish()

    def _may_take_away(self) -> bool:
        """Wagtail's rule for deleting and moving. Nothing stands below an article, so the tree need not be asked."""
        if not self.user.is_active or self.user.is_superuser:
            return self.user.is_active
        if "change" in self.permissions:
            return "publish" in self.permissions or not self.page.live
        own = self.page.owner_id == self.user.pk
        return "add" in self.permissions and own and ("publish" in self.permissions or not self.page.live)

    def can_restore(self) -> bool:
        """Take it out of the bin: there is nothing to take out."""
        return False

    def _is_taken_down(self) -> bool:
        """Asked of the database only for what readers had, and have no more."""
        from articles.models import Publication

        if self.page.live or self.page.first_published_at is None:
            return False
        return Publication.objects.filter(pk=self.page.pk, taken_down_at__isnull=False).exists()

    def _is_held(self) -> bool:
        # A lock set by hand holds against everybody, its owner too; the others say themselves whom they stop.
        return bool(self.page.locked or self.page_locked())


class InTheBin(ArticlePermissions):
    """Nothing can be done with what lies in the bin, by nobody, except to take it out."""

    def __init__(self, user, page: Page) -> None:
        super().__init__(user, page)
        self.permissions: set[str] = set()

    def __getattribute__(self, name: str) -> Any:
        """Say no to every question there is, and to those that are yet to come."""
        if name.startswith("can_") and name != "can_restore":
            return lambda *_args, **_kwargs: False
        return super().__getattribute__(name)

    def can_restore(self) -> bool:
        """Its section's editors and publishers, and a chief; a writer an own draft that readers never saw."""
        held = roles(self.user, self.page.specific_deferred.team)
        own = self.page.owner_id == self.user.pk and self.page.first_published_at is None
        return bool(held & {Role.EDITOR, Role.PUBLISHER}) or (own and Role.WRITER in held)


class PagesInSight(PagePermissionPolicy):
    """The pages that the panel shows somebody, wherever it lists, finds or offers pages: none that lie in the bin."""

    def instances_user_has_any_permission_for(self, user, actions) -> PageQuerySet:
        """Return those on which ``user`` may do any of ``actions``."""
        return super().instances_user_has_any_permission_for(user, actions).filter(not_binned())

    def explorable_instances(self, user) -> PageQuerySet:
        """Return those that ``user`` may find in the tree."""
        return super().explorable_instances(user).filter(not_binned())


def not_binned() -> Q:
    """Return the condition that leaves out of pages what lies in the bin; it passes the search engines too."""
    from articles.models import Publication

    return ~Q(pk__in=Publication.objects.binned().values("pk"))


class FrontPermissions(PagePermissionTester):
    """The rights of one person on the front page, below which the whole paper stands."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Nobody: every section, every article and every comment would go with it."""
        return not self.page.numchild and super().can_delete(ignore_bulk)


class SectionPermissions(PagePermissionTester):
    """The rights of one person on a section. The page itself is the chief's: it says whose the section is.

    What the groups say (add, change, publish) is meant for the articles below.
    """

    @cached_property
    def _is_chiefs(self) -> bool:
        return is_chief(self.user)

    def can_edit(self) -> bool:
        """The chief: the team and the need of a review are fields of the page."""
        return self._is_chiefs and super().can_edit()

    def can_publish(self) -> bool:
        """The chief: a new name or address moves every article of the section."""
        return self._is_chiefs and super().can_publish()

    def can_unpublish(self) -> bool:
        """The chief: the section's articles lose their place."""
        return self._is_chiefs and super().can_unpublish()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """The chief, and only an empty section: its articles and their comments would go with it."""
        return self._is_chiefs and not self.page.numchild and super().can_delete(ignore_bulk)

    def can_lock(self) -> bool:
        """The chief."""
        return self._is_chiefs and super().can_lock()

    def can_unlock(self) -> bool:
        """The chief."""
        return self._is_chiefs and super().can_unlock()

    def can_submit_for_moderation(self) -> bool:
        """The review is for articles: a section is changed by who may publish it."""
        return False


def works_on(user, page: Page) -> bool:
    """Say whether ``user`` may edit ``page``, or writes where it stands."""
    rights = page.permissions_for_user(user)
    return user.is_superuser or "add" in rights.permissions or rights.can_edit()


def may_see(user, page: Page) -> bool:
    """Say whether the panel may show ``user`` the headline of ``page``: it is live, or they work on it or around it."""
    return page.live or works_on(user, page)
