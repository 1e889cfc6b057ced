"""The forms of the people's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.users.forms import UserForm

from newsroom.rtl.bidi import clean_name, is_blank
from newsroom.teams.coverage import cover
from newsroom.teams.models import Team, User


class AccountForm(UserForm):
    """An account: address and name. Roles are given in the teams, a password is set by its owner alone."""

    class Meta:
        model = User
        fields = ("email", "first_name", "last_name", "is_superuser")

    def clean_email(self) -> str:
        """Return the address in the one form in which it is kept."""
        return self.cleaned_data["email"].strip().lower()

    def clean_first_name(self) -> str:
        """Return the first name without invisible characters."""
        return self._clean_name("first_name")

    def clean_last_name(self) -> str:
        """Return the last name without invisible characters."""
        return self._clean_name("last_name")

    def _clean_name(self, field: str) -> str:
        if is_blank(self.cleaned_data[field]):
            raise forms.ValidationError(self.fields[field].error_messages["required"], code="required")
        return clean_name(self.cleaned_data[field])


class AccountEditForm(AccountForm):
    """An account that exists: it can be closed, but not by its owner."""

    def __init__(self, *args, editing_self: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"]
            self.fields.pop("is_superuser", None)

    class Meta(AccountForm.Meta):
        fields = (*AccountForm.Meta.fields, "is_active")


class TeamForm(WagtailAdminModelForm):
    """A team, its members, and the sections it covers."""

    covers = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Sections it covers"),
        help_text=_("A section is covered by one team: ticking it here takes it from the team that had it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sections = Team._meta.get_field("sections").related_model
        self.fields["covers"].queryset = sections.objects.order_by("path")
        if self.instance.pk:
            self.fields["covers"].initial = self.instance.sections.all()

    def save(self, commit: bool = True) -> Team:
        """Store the team, its members and the sections that changed hands (in the view's transaction)."""
        team = super().save(commit=commit)
        if commit and "covers" in self.changed_data:
            cover(team, self.cleaned_data["covers"], by=self.for_user)
        return team
