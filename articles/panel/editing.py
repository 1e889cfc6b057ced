"""How the panel edits articles: what the door refuses stays a draft, and every reason stands beside its field."""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from articles import pictures, versions
from articles.forms import ArticleForm
from articles.models import ArticlePage
from articles.notyet import NotYet
from articles.panel import keeping, rescue
from articles.panel.bin import ArticleDeleteView, guarded
from articles.panel.conflict import Watchful
from articles.panel.discretion import OF_ITS_DESK, for_its_desk
from articles.panel.handing_in import Handing, tell_decision
from articles.panel.publishing import Choosing
from articles.panel.reasons import Telling, told
from articles.permissions import may_see
from articles.refusals import refusals


class _Refusing(Telling, keeping.Keeping):
    """What the views for adding and editing share: one transaction, and a draft where the door refuses."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Take what was typed; what the page saves by itself may be half done."""
        if not rescue.is_whole(request):
            said = _("The page had not loaded all of its parts, so nothing was saved. Load it again, with JavaScript.")
            return rescue.show(request, None, said, request.path, _("Load the page again"), status=400)
        if self.expects_json_response:
            self.form_class = partial(self.form_class, autosaved=True)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: ArticleForm) -> HttpResponse:
        if self.action_name == "publish":
            pictures.develop(form.instance)  # before the transaction, which takes the one write lock of SQLite
        try:
            with transaction.atomic():
                answer = super().form_valid(form)
                if self.expects_json_response and answer.status_code == 200:
                    versions.sign(self.page.get_latest_revision(), self.form_name)
                return answer
        except NotYet as refused:
            return self._keep_as_draft(refused)

    @cached_property
    def form_name(self) -> str:
        """The name of the form that was sent, or nothing where it is not proven to be this person's."""
        user, name = keeping.signature(self.request) or (None, "")
        return name if user == self.request.user.pk else ""

    def _keep_as_draft(self, refused: NotYet) -> HttpResponse:
        """Save what was typed as a draft, and lead to the editor, which shows the reasons."""
        asked = self.action_name
        self.page = self._fresh_page()
        self.form = self._fresh_form(self.page, self.request.POST)
        self.form.defer_required_fields()
        if not self.form.is_valid():
            return self.form_invalid(self.form)
        self.has_content_changes = self.form.has_changed()
        with transaction.atomic():
            self.hold()
            self.save_action()
        if asked != "publish":
            messages.error(self.request, told([_("The draft is kept."), *refused.reasons()]))
            return redirect(self.get_edit_url())
        return redirect(f"{self.get_edit_url()}?refused=publish")


class ArticleCreateView(_Refusing, Handing, CreateView):
    """Adding an article."""

    template_name = "articles/panel/create.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Show the typed text back to somebody who may not add articles here any more."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied:
            if not rescue.holds_a_text(request):
                raise
            said = _("You may no longer add articles here, so nothing was saved. Copy what you typed.")
            return rescue.show(request, None, said, status=403)

    def hold(self) -> None:
        """There is no row yet that somebody else could change."""

    def _fresh_page(self) -> ArticlePage:
        return self.page_class(owner=self.request.user, locale=self.parent_page.locale)

    def _placed(self, page: ArticlePage) -> ArticlePage:
        page.section = self.parent_page
        return page

    def _fresh_form(self, page: ArticlePage, sent: QueryDict) -> ArticleForm:
        self.subscription.pk = None
        self.subscription.page = page
        return self.form_class(
            sent,
            self.request.FILES,
            instance=page,
            subscription=self.subscription,
            parent_page=self.parent_page,
            for_user=self.request.user,
        )


class ArticleEditView(_Refusing, Watchful, Choosing, Handing, EditView):
    """Editing an article."""

    def add_save_confirmation_message(self) -> None:
        """Where a reviewer decided, say which way, and who comes next."""
        if self.action_name != "perform_workflow_action":
            return super().add_save_confirmation_message()
        return tell_decision(self.request, ArticlePage.objects.get(pk=self.page.pk), self.workflow_action)

    def _fresh_page(self) -> ArticlePage:
        self.real_page_record = Page.objects.prefetch_workflow_states().get(pk=self.page.pk)
        self.latest_revision = self.real_page_record.get_latest_revision()
        self.__dict__.pop("latest_revision_created_at", None)
        return self.get_object()

    def _fresh_form(self, page: ArticlePage, sent: QueryDict) -> ArticleForm:
        return self.form_class(
            sent,
            self.request.FILES,
            instance=page,
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


class ArticleMoveConfirmView(MoveConfirmView):
    """Moving an article to another section; an address that is taken there gets its number without a word."""

    def dispatch(self, request: HttpRequest, page_to_move_id: int, destination_id: int) -> HttpResponse:
        """Ask the right before anything is shown: the page names the article."""
        self.page_to_move = get_object_or_404(ArticlePage, pk=page_to_move_id)
        self.destination = get_object_or_404(Page, pk=destination_id).specific
        if not may_see(request.user, self.page_to_move):
            raise Http404
        if not self.page_to_move.permissions_for_user(request.user).can_move_to(self.destination):
            raise PermissionDenied
        self.i18n_enabled, self.pages_to_move = False, [self.page_to_move]
        return TemplateView.dispatch(self, request, page_to_move_id, destination_id)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Move it; where the door refuses, nothing moves and the reasons are told where another section is chosen."""
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except NotYet as refused:
            messages.error(request, told([_("The article was not moved:"), *refused.reasons()]))
            return redirect("wagtailadmin_pages:move", self.page_to_move.pk)


class ArticleViewSet(PageViewSet):
    """Swaps the panel's views where an article needs its own."""

    model = ArticlePage
    add_view_class = ArticleCreateView
    delete_view_class = ArticleDeleteView
    edit_view_class = ArticleEditView
    move_confirm_view_class = ArticleMoveConfirmView
    revisions_revert_view_class = ArticleRevertView
    workflow_action_view_class = ArticleWorkflowActionView

    def get_view_by_name(self, name: str) -> Callable:
        """Return one of the views; about an article in the bin each of them leads there."""
        view = super().get_view_by_name(name)
        return guarded(for_its_desk(view) if name in OF_ITS_DESK else view)
