"""The forms of the paper's pages in the panel."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm as WagtailCopyForm
from wagtail.admin.panels import InlinePanel

from articles import moments
from newsroom.rtl import zones
from newsroom.rtl.bidi import clean_body, clean_line, clean_name, is_blank

LINES = ("title", "kicker", "place", "agency", "seo_title", "introduction")
TEXTS = ("standfirst", "search_description")
MOMENTS = ("go_live_at", "expire_at")


class CleanPageForm(WagtailAdminPageForm):
    """Takes hidden direction marks out of what was typed."""

    def clean(self) -> dict[str, Any]:
        """Clean the lines, texts and topics; what a name needs in the middle of a word (ZWNJ) stays."""
        cleaned = super().clean()
        for names, clean in ((LINES, clean_line), (TEXTS, clean_body)):
            cleaned |= {name: clean(cleaned[name]) for name in names if cleaned.get(name)}
        if cleaned.get("tags"):
            cleaned["tags"] = list(filter(None, map(clean_name, cleaned["tags"])))
        return cleaned

    def clean_title(self) -> str:
        """Refuse a title in which nothing can be seen: in the panel's lists it could not be clicked."""
        if is_blank(self.cleaned_data["title"]):
            raise ValidationError(self.fields["title"].error_messages["required"], code="required")
        return self.cleaned_data["title"]


class ArticleForm(CleanPageForm):
    """Shows the door's refusals beside their fields. ``autosaved``: nobody pressed a button, so half is enough."""

    def __init__(self, *args, autosaved: bool = False, **kwargs):
        self.autosaved = autosaved  # the rows of the by-line are made from it
        self._left_alone: set[str] = set()
        super().__init__(*args, **kwargs)
        for name in MOMENTS:
            self._prepare_moment(name)

    def _prepare_moment(self, name: str) -> None:
        """Say whose time it is; a moment that passed before the editor was opened is none any more."""
        if name in self.fields:
            self.fields[name].help_text = _("%(zone)s, to the minute.") % {"zone": zones.words()}
        stored = getattr(self.instance, name)
        if stored and stored <= timezone.now():
            self.initial[name] = None
            if not self.is_bound:
                setattr(self.instance, name, None)

    def clean_go_live_at(self) -> datetime | None:
        """See ``_clean_moment``."""
        return self._clean_moment("go_live_at")

    def clean_expire_at(self) -> datetime | None:
        """See ``_clean_moment``."""
        return self._clean_moment("expire_at")

    def _clean_moment(self, name: str) -> datetime | None:
        """Cut the seconds; refuse a moment for which nothing may be set, so that nothing is published by surprise.

        The one that the draft had already, and that passed while it was being written, keeps no draft from being saved.
        """
        if (typed := self.cleaned_data.get(name)) is None:
            return None
        moment = moments.to_the_minute(typed)
        found = moments.objections(moment)
        if found and moment == getattr(self.instance, name) and not self._goes_live:
            self._left_alone.add(name)
            return None
        if found:
            raise ValidationError(found)
        return moment

    @property
    def _goes_live(self) -> bool:
        return bool(self.data.get("action-publish")) and not self.is_deferred_validation

    def clean(self) -> dict[str, Any]:
        """Also let what goes live not expire before it does, and say in plain words what a change of the hour does."""
        cleaned = super().clean()
        for name in MOMENTS:
            if self.has_error(name, code="ambiguous_timezone"):
                sentence = _("The hour changes in that night: this time never comes, or comes twice. Choose another.")
                self._errors[name] = self.error_class([sentence])
        live_at, expires_at = (cleaned.get(name) for name in MOMENTS)
        if live_at and expires_at and expires_at <= live_at:
            self.add_error("expire_at", _("Choose a moment after the one of going live, or none."))
        return cleaned

    def _post_clean(self) -> None:
        """Leave a moment as it was where nobody chose another, or nobody would see the refusal.

        Only now, after Wagtail's own look at both, which would keep a draft from being saved.
        """
        if self.autosaved:
            self._left_alone |= self.errors.keys() & set(MOMENTS)
        for name in self._left_alone:
            self._errors.pop(name, None)
            self.cleaned_data[name] = getattr(self.instance, name)
        super()._post_clean()

    def show(self, reasons: dict[str, list[str]]) -> None:
        """Put each reason beside its field, and those of no field above the form (also in a form that was not sent)."""
        if not self.is_bound:
            self._errors = self._errors or ErrorDict()
            self.cleaned_data = {}
        for field, found in reasons.items():
            if field in self.formsets:
                self.formsets[field].non_form_errors().extend(found)
            else:
                self.add_error(field if field in self.fields else None, found)


class SignatureForm(WagtailAdminModelForm):
    """One row of the by-line. An empty row is none; what is half done keeps no text from being saved meanwhile."""

    def __init__(self, *args, autosaved: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.autosaved = autosaved

    def clean(self) -> dict[str, Any]:
        """Leave out a row that names nobody; and, in what the page saves by itself, one that names two."""
        facts = super().clean()
        named = [name for name in ("person", "team") if facts.get(name) or name in self.errors]
        if not named or (self.autosaved and (len(named) > 1 or self.errors)):
            facts[DELETION_FIELD_NAME] = True
        return facts

    def _post_clean(self) -> None:
        # The model's own rule (a person or a team) is for rows that stay.
        if not self.cleaned_data.get(DELETION_FIELD_NAME):
            super()._post_clean()


class BylinePanel(InlinePanel):
    """The rows of the by-line, with their own form."""

    def get_form_options(self) -> dict[str, Any]:
        """Have the rows made by our form, which is told who saves."""
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": SignatureForm, "inherit_kwargs": ["autosaved"]}
        return options


class CopyForm(WagtailCopyForm):
    """A copy of an article is a draft of its own: neither live nor an alias, which would go round the door."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)
