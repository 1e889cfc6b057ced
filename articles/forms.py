"""The forms of the paper's pages in the panel."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.utils import ErrorDict
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm as WagtailCopyForm
from wagtail.admin.panels import InlinePanel

from newsroom.rtl.bidi import clean_body, clean_line, clean_name, is_blank

LINES = ("title", "kicker", "place", "agency", "seo_title", "introduction")
TEXTS = ("standfirst", "search_description")


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
        super().__init__(*args, **kwargs)

    def show(self, reasons: dict[str, list[str]]) -> None:
        """Put each reason beside its field, and those of no field above the form (also in a form that was not sent)."""
        if self._errors is None:
            self._errors = ErrorDict()
            self.cleaned_data = {}
        for field, found in reasons.items():
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
