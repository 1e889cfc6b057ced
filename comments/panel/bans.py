"""Banning whoever sent a comment, and the list of those who are banned."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateTimeInput

from comments import bans
from comments.models import Ban, Comment
from comments.panel.queue import is_moderator
from newsroom.rtl.bidi import clean_line

ON_A_PAGE = 50


class BanForm(forms.Form):
    """What is banned, until when, and why."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is banned"),
        choices=Ban.Kind.choices,
        widget=forms.RadioSelect,
        initial=Ban.Kind.ADDRESS,
        help_text=gettext_lazy("Many people may share one network: ban it for a short time only."),
    )
    until = forms.DateTimeField(
        label=gettext_lazy("Until"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Leave it empty for a ban without an end."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        help_text=gettext_lazy("For colleagues; readers are told nothing."),
        error_messages={"required": gettext_lazy("Write why, in up to 300 characters.")},
    )

    def clean_reason(self) -> str:
        """Take hidden marks out."""
        return clean_line(self.cleaned_data["reason"])


class BanView(WagtailAdminTemplateMixin, FormView):
    """The form that bans whoever sent one comment."""

    template_name = "comments/panel/ban.html"
    form_class = BanForm
    page_title = gettext_lazy("Ban a reader")
    header_icon = "comment"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_moderator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def comment(self) -> Comment:
        found = Comment.objects.visible_to(self.request.user).select_related("article")
        return get_object_or_404(found, pk=self.kwargs["comment_id"])

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"comment": self.comment}

    def form_valid(self, form: BanForm) -> HttpResponse:
        try:
            bans.ban(self.comment, by=self.request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Banned. What comes from there is rejected, and the sender is told nothing."))
        return redirect("comments_bans")


class BansView(WagtailAdminTemplateMixin, TemplateView):
    """The bans that stand, the latest first."""

    template_name = "comments/panel/bans.html"
    page_title = gettext_lazy("Banned readers")
    header_icon = "comment"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_moderator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        standing = Ban.objects.standing().visible_to(self.request.user).select_related("team", "by", "comment")
        page = Paginator(standing, ON_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"page": page}


@require_POST
def lift(request: HttpRequest, ban_id: int) -> HttpResponse:
    """Take comments from there again."""
    if not is_moderator(request.user):
        raise PermissionDenied
    banned = get_object_or_404(Ban.objects.visible_to(request.user), pk=ban_id)
    try:
        bans.lift(banned, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The ban is lifted."))
    return redirect("comments_bans")
