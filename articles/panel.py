"""How the panel edits articles: what the door refuses stays a draft, and every reason stands beside its field."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from articles import pictures
from articles.forms import ArticleForm
from articles.models import ArticlePage
from articles.notyet import NotYet
from articles.refusals import refusals


def told(reasons: list[str]) -> str:
    """Return the reasons as the panel's messages show them, one a line."""
    return format_html_join("", "<br>{}", ((reason,) for reason in reasons))


class _Refusing:
    """What the views for adding and editing share: one transaction, and a draft where the door refuses."""

    def form_valid(self, form: ArticleForm) -> HttpResponse:
        if self.action_name == "publish":
            pictures.develop(form.instance)  # before the transaction, which takes the one write lock of SQLite
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except NotYet as refused:
            return self._keep_as_draft(refused)

    def _keep_as_draft(self, refused: NotYet) -> HttpResponse:
        """Save what was typed as a draft, and lead to the editor, which shows the reasons."""
        asked = self.action_name
        self.page = self._fresh_page()
        self.form = self._fresh_form()
        self.form.defer_required_fields()
        if not self.form.is_valid():
            return self.form_invalid(self.form)
        self.has_content_changes = self.form.has_changed()
        with transaction.atomic():
            self.save_action()
        if asked != "publish":
            messages.error(self.request, told([_("The draft is kept."), *refused.reasons()]))
            return redirect(self.get_edit_url())
        return redirect(f"{self.get_edit_url()}?refused=publish")


class ArticleCreateView(_Refusing, CreateView):
    """Adding an article."""

    def _fresh_page(self) -> ArticlePage:
        return self.page_class(owner=self.request.user, locale=self.parent_page.locale)

    def _fresh_form(self) -> ArticleForm:
        self.subscription.pk = None
        self.subscription.page = self.page
        return self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent_page,
            for_user=self.request.user,
        )


class ArticleEditView(_Refusing, EditView):
    """Editing an article."""

    def _fresh_page(self) -> ArticlePage:
        self.real_page_record = Page.objects.prefetch_workflow_states().get(pk=self.page.pk)
        self.latest_revision = self.real_page_record.get_latest_revision()
        return self.get_object()

    def _fresh_form(self) -> ArticleForm:
        return self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )

    def get_context_data(self, **kwargs) -> dict:
        """Show, after a refusal, why: asked anew, of the draft that was kept."""
        if self.request.method == "GET" and self.request.GET.get("refused") and self.page_perms.can_publish():
            self._show_reasons()
        return super().get_context_data(**kwargs)

    def _show_reasons(self) -> None:
        found = refusals(self.page, self.latest_revision, self.request.user)
        if found:
            self.form.show(found)
            reasons = [reason for field in found.values() for reason in field]
            messages.error(self.request, told([_("The draft is kept. It was not published:"), *reasons]))


class ArticleRevertView(ArticleEditView, RevisionsRevertView):
    """Editing on from an earlier version."""


class ArticleWorkflowActionView(WorkflowActionView):
    """Approving or sending back from the list of what waits."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Decide; where the door refuses, nothing is decided and the reasons are told in the editor."""
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except NotYet as refused:
            messages.error(request, told(refused.reasons()))
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                return JsonResponse({"step": "success", "redirect": self.redirect_url})
            return redirect(self.redirect_url)


class ArticleViewSet(PageViewSet):
    """Swaps the panel's views where an article needs its own."""

    model = ArticlePage
    add_view_class = ArticleCreateView
    edit_view_class = ArticleEditView
    revisions_revert_view_class = ArticleRevertView
    workflow_action_view_class = ArticleWorkflowActionView


class BulkPublish(PublishBulkAction):
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
