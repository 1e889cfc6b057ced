"""Opening and closing the comments of an article, a section or the whole site."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Page

from articles.models import ArticlePage, HomePage, SectionPage
from articles.permissions import may_see
from comments import discussion, policy
from comments.models import Discussion

WITH_COMMENTS = (ArticlePage, SectionPage, HomePage)


class DiscussionForm(forms.Form):
    """Whether readers may comment below a page, until when, and which comments await review."""

    mode = forms.ChoiceField(
        label=gettext_lazy("Readers' comments"), choices=Discussion.Mode.choices, widget=forms.RadioSelect
    )
    open_until = forms.DateTimeField(
        label=gettext_lazy("Open until"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Leave it empty to keep comments open. They close by themselves at this moment."),
    )

    policy = forms.ChoiceField(
        label=gettext_lazy("Review"),
        required=False,
        choices=Discussion.Policy.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "What a check holds awaits review in any case, and so does what comes from an address that is not proven."
        ),
    )
    first_n = forms.IntegerField(
        label=gettext_lazy("How many of a reader's comments are reviewed first"),
        required=False,
        error_messages={"invalid": gettext_lazy("Write a whole number.")},
    )

    def __init__(self, *args, top: bool, may_set_policy: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_set_policy:
            del self.fields["policy"], self.fields["first_n"]
        if top:
            # Nothing stands above the site.
            for field in self.fields.keys() & {"mode", "policy"}:
                self.fields[field].choices = [
                    choice for choice in self.fields[field].choices if choice[0] != Discussion.Mode.INHERIT
                ]


class DiscussionView(WagtailAdminTemplateMixin, FormView):
    """The switch of one page."""

    template_name = "comments/panel/discussion.html"
    form_class = DiscussionForm
    page_title = gettext_lazy("Open or close comments")
    header_icon = "comment"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not isinstance(self.page, WITH_COMMENTS):
            raise Http404
        # Another team's page is answered as one that is not there.
        if not discussion.may_switch(request.user, self.page) or not may_see(request.user, self.page):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> Page:
        return get_object_or_404(Page, pk=self.kwargs["page_id"]).specific

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict]:
        last = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, last]

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {
            "top": isinstance(self.page, HomePage),
            "may_set_policy": policy.may_set(self.request.user, self.page),
        }

    def get_initial(self) -> dict:
        row = Discussion.objects.filter(page=self.page.pk).first()
        row = row or Discussion()
        found = {"mode": row.mode, "open_until": row.open_until, "policy": row.policy, "first_n": row.first_n}
        if isinstance(self.page, HomePage):  # where it says nothing, this is so
            unsaid = {"mode": Discussion.Mode.OPEN, "policy": Discussion.Policy.PRE}
            found |= {field: value for field, value in unsaid.items() if found[field] == Discussion.Mode.INHERIT}
        return found

    def form_valid(self, form: DiscussionForm) -> HttpResponse:
        try:
            self._save(form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Saved. Readers see it at once."))
        return redirect("comments_discussion", self.page.pk)

    @transaction.atomic
    def _save(self, said: dict) -> None:
        by = self.request.user
        discussion.switch(self.page, said["mode"], open_until=said["open_until"], by=by)
        if said.get("policy"):
            policy.say(self.page, said["policy"], first_n=said["first_n"], by=by)
