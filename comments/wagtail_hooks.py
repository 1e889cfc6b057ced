"""What the room of the comments adds to the panel."""

from collections.abc import Iterator

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry

from comments import bans, discussion, policy, senders
from comments.models import Comment, Discussion
from comments.panel import jobs
from comments.panel.bans import BansView, BanView, lift
from comments.panel.decisions import decide, undo
from comments.panel.discussion import WITH_COMMENTS, DiscussionView
from comments.panel.home import CommentsPanel
from comments.panel.lessons import LessonsView
from comments.panel.mine import MineView
from comments.panel.news import news
from comments.panel.queue import QueueView, ThreadView, is_moderator
from comments.panel.sender import SenderView, address
from comments.panel.whole_list import WholeListView
from comments.panel.words import WordViewSet
from newsroom.rtl.bidi import plain_isolate
from newsroom.teams.models import User


@hooks.register("register_admin_urls")
def register_queue() -> list[URLPattern]:
    """Give the moderators' pages their addresses."""
    return [
        path("comments/", QueueView.as_view(), name="comments_queue"),
        path("comments/news/", news, name="comments_news"),
        path("comments/whole/", WholeListView.as_view(), name="comments_whole_list"),
        path("comments/jobs/<uuid:job_id>/", jobs.JobView.as_view(), name="comments_job"),
        path("comments/jobs/<uuid:job_id>/portion/", jobs.portion, name="comments_job_portion"),
        path("comments/jobs/<uuid:job_id>/stop/", jobs.stop, name="comments_job_stop"),
        path("comments/mine/", MineView.as_view(), name="comments_mine"),
        path("comments/thread/<int:comment_id>/", ThreadView.as_view(), name="comments_thread"),
        path("comments/decide/", decide, name="comments_decide"),
        path("comments/undo/<uuid:decision_id>/", undo, name="comments_undo"),
        path("comments/bans/", BansView.as_view(), name="comments_bans"),
        path("comments/bans/<int:ban_id>/lift/", lift, name="comments_lift"),
        path("comments/lessons/", LessonsView.as_view(), name="comments_lessons"),
        path("comments/<int:comment_id>/sender/", SenderView.as_view(), name="comments_sender"),
        path("comments/<int:comment_id>/sender/address/", address, name="comments_address"),
        path("comments/<int:comment_id>/ban/", BanView.as_view(), name="comments_ban"),
        path("comments/discussion/<int:page_id>/", DiscussionView.as_view(), name="comments_discussion"),
    ]


@hooks.register("construct_homepage_panels", order=100)
def say_what_awaits_review(request: HttpRequest, panels: list[Component]) -> None:
    """Tell moderators on their first page what waits for them; it stands after what waits of the articles."""
    panels.append(CommentsPanel())


@hooks.register("register_admin_viewset")
def register_lists() -> WordViewSet:
    """Let chiefs keep the lists of words."""
    return WordViewSet("listed_words", url_prefix="comments/words")


class QueueItem(MenuItem):
    """The way to the queue, with the number of comments that await review; for moderators only."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_moderator(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        waiting = Comment.objects.visible_to(request.user).at_hand().awaiting().count()
        return LinkMenuItem(
            self.name, str(self.label), self.url, icon_name=self.icon_name, attrs={"data-waiting": str(waiting)}
        )


@hooks.register("register_admin_menu_item")
def register_queue_item() -> MenuItem:
    """Put the queue into the menu."""
    return QueueItem(_("Readers' comments"), reverse("comments_queue"), name="comments", icon_name="comment", order=250)


class ReportItem(MenuItem):
    """The way to a list of what the moderators' work came to; for moderators only."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_moderator(request.user)


@hooks.register("register_reports_menu_item")
def register_bans_item() -> MenuItem:
    """Put the list of bans beside the reports."""
    return ReportItem(_("Banned readers"), reverse("comments_bans"), name="bans", icon_name="comment", order=900)


@hooks.register("register_reports_menu_item")
def register_lessons_item() -> MenuItem:
    """Put what was learned from decisions beside the reports."""
    return ReportItem(
        _("What decisions teach"), reverse("comments_lessons"), name="lessons", icon_name="comment", order=910
    )


@hooks.register("register_page_header_buttons")
def discussion_button(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer the switch of the comments in the menu of a page."""
    if page.specific_class in WITH_COMMENTS and discussion.may_switch(user, page):
        url = reverse("comments_discussion", args=(page.pk,))
        yield Button(_("Open or close comments"), url, icon_name="comment", priority=70)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name the events of this room."""

    @actions.register_action(discussion.LOG_ACTION)
    class Switched(LogFormatter):
        """Who opened or closed comments."""

        label = _("Open or close comments")

        def format_message(self, log_entry: PageLogEntry) -> str:
            """Say how the comments stand since."""
            modes = dict(Discussion.Mode.choices)
            return _("Comments: %(mode)s") % {"mode": modes.get(log_entry.data.get("mode"), "")}

    @actions.register_action(policy.LOG_ACTION)
    class Said(LogFormatter):
        """Who said which comments await review."""

        label = _("Review of comments")

        def format_message(self, log_entry: PageLogEntry) -> str:
            """Say which do since."""
            policies = dict(Discussion.Policy.choices)
            return _("Review of comments: %(policy)s") % {"policy": policies.get(log_entry.data.get("policy"), "")}


@hooks.register("register_log_actions")
def register_log_actions_about_readers(actions: LogActionRegistry) -> None:
    """Name the events that are about who sent a comment."""

    @actions.register_action(bans.BANNED)
    class Banned(LogFormatter):
        """Who banned whoever sent a comment below this article."""

        label = _("Ban a reader")

        def format_message(self, log_entry: PageLogEntry) -> str:
            """Say why."""
            return _("A reader was banned: %(reason)s") % {"reason": plain_isolate(log_entry.data.get("reason", ""))}

    @actions.register_action(senders.SHOWN)
    class Looked(LogFormatter):
        """Who looked at the address of whoever sent a comment below this article."""

        label = _("Look at a reader's address")

        def format_message(self, log_entry: PageLogEntry) -> str:
            """Say of which comment."""
            return _("The address behind comment %(number)s was looked at") % {"number": log_entry.data.get("comment")}

    @actions.register_action(bans.LIFTED)
    class Lifted(LogFormatter):
        """Who lifted such a ban."""

        label = _("Lift a ban")

        def format_message(self, log_entry: PageLogEntry) -> str:
            """Say what it had been for."""
            return _("A ban was lifted: %(reason)s") % {"reason": plain_isolate(log_entry.data.get("reason", ""))}


@hooks.register("register_permissions")
def register_right_to_addresses() -> QuerySet[Permission]:
    """Let an operator give the right to see readers' addresses to a group made by hand."""
    app, codename = senders.RIGHT.split(".")
    return Permission.objects.filter(content_type__app_label=app, codename=codename)
