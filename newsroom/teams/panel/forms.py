"""The forms of the people's pages."""

from django import forms
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.users.forms import UserForm

from newsroom.rtl.bidi import clean_name, is_blank, plain_isolate
from newsroom.teams import profiles
from newsroom.teams.coverage import cover
from newsroom.teams.introductions import link
from newsroom.teams.models import Membership, Person, Team, User


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


class SectionsField(forms.ModelMultipleChoiceField):
    """Sections to tick, each with the team that covers it now."""

    def label_from_instance(self, obj: models.Model) -> SafeString:
        """Return the section's name; where a team covers it, whose it is."""
        section = format_html("<bdi>{}</bdi>", obj)
        if obj.team is None:
            return section
        said = format_html(
            _("{section} (covered by {team})"), section=section, team=format_html("<bdi>{}</bdi>", obj.team)
        )
        return format_html("<span>{}</span>", said)  # the label is a flex box: it would swallow the spaces


class MembersFormSet(BaseChildFormSet):
    """The rows of a team's members."""

    def validate_unique(self) -> None:
        """Refuse a role that is held already: in another row, or given by a colleague since the page was opened."""
        rows = [row for row in self.forms if row.is_valid() and row.cleaned_data and row not in self.deleted_forms]
        kept = {row.instance.pk for row in [*rows, *self.deleted_forms]}
        given = Membership.objects.filter(team=self.instance.pk).exclude(pk__in=kept)
        held = set(given.values_list("user", "role"))
        for row in rows:
            user, role = row.cleaned_data["user"], row.cleaned_data["role"]
            if (user.pk, role) in held:
                said = _("%(name)s holds this role in the team already.") % {"name": plain_isolate(str(user))}
                row.add_error("role", said)
            held.add((user.pk, role))


class MembersPanel(InlinePanel):
    """Those rows in the team's form."""

    def get_form_options(self) -> dict:
        """Have the rows checked by our formset."""
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = MembersFormSet
        return options


class SignatoryForm(WagtailAdminModelForm):
    """Who signs, with an address in readers' words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].error_messages["invalid"] = _("Use letters, digits and hyphens only.")


class LinksField(forms.CharField):
    """Addresses of pages, one on each line; the value is their list."""

    widget = forms.Textarea(attrs={"rows": 4, "dir": "ltr", "autocapitalize": "none", "spellcheck": "false"})

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            label=_("Links"),
            help_text=_(
                "A site of one's own, or a page on X, Facebook, Instagram, YouTube and the like: one address on each"
                " line, in the order in which readers are to see them."
            ),
            **kwargs,
        )

    def prepare_value(self, value: list[str] | str | None) -> str | None:
        """Return the lines that the box shows."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: str | None) -> list[str]:
        """Return the addresses (``profiles.read``)."""
        return profiles.read((value or "").splitlines())

    def has_changed(self, initial: list[str] | None, data: str | None) -> bool:
        """Say whether the lines are others than before."""
        return [line.strip() for line in (data or "").splitlines() if line.strip()] != (initial or [])


class PersonForm(SignatoryForm):
    """A person that signs, with the links to what is theirs elsewhere."""

    links = LinksField()

    def clean(self) -> dict:
        """Keep the account's e-mail address from readers."""
        facts = super().clean()
        _keep_secret(self, facts.get("user"))
        return facts


class OwnLinksForm(forms.ModelForm):
    """One's own links, on the page of one's account."""

    links = LinksField()

    class Meta:
        model = Person
        fields = ("links",)

    def clean(self) -> dict:
        """Keep the account's e-mail address from readers."""
        _keep_secret(self, self.instance.user)
        return super().clean()

    def save(self, commit: bool = True) -> Person:
        """Store them (``introductions.link``), nothing else of the person; a form without the field changes none."""
        return link(self.instance, self.instance.links, by=self.instance.user)


def _keep_secret(form: forms.BaseForm, account: User | None) -> None:
    try:
        profiles.keep_secret(account.email if account else "", form.cleaned_data.get("links") or [])
    except forms.ValidationError as error:
        form.add_error("links", error)


class TeamForm(SignatoryForm):
    """A team, its members, and the sections it covers."""

    covers = SectionsField(
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Sections it covers"),
        help_text=_("A section is covered by one team: ticking it here takes it from the team that had it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sections = Team._meta.get_field("sections").related_model
        self.fields["covers"].queryset = sections.objects.select_related("team").order_by("path")
        if self.instance.pk:
            self.fields["covers"].initial = self.instance.sections.all()

    def save(self, commit: bool = True) -> Team:
        """Store the team, its members and the sections that changed hands (in the view's transaction)."""
        team = super().save(commit=commit)
        if commit and "covers" in self.changed_data:
            cover(team, self.cleaned_data["covers"], by=self.for_user)
        return team
