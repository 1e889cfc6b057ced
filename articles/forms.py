"""The form of an article in the panel."""

from typing import Any

from django.forms.utils import ErrorDict
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm as WagtailCopyForm

from newsroom.rtl.bidi import clean_body, clean_line

LINES = ("title", "kicker", "place", "agency", "seo_title")
TEXTS = ("standfirst", "search_description")


class ArticleForm(WagtailAdminPageForm):
    """Takes hidden direction marks out of what was typed, and shows the door's refusals beside their fields."""

    def clean(self) -> dict[str, Any]:
        """Clean the lines and texts; what a name needs in the middle of a word (ZWNJ) stays."""
        cleaned = super().clean()
        for names, clean in ((LINES, clean_line), (TEXTS, clean_body)):
            cleaned |= {name: clean(cleaned[name]) for name in names if cleaned.get(name)}
        return cleaned

    def show(self, reasons: dict[str, list[str]]) -> None:
        """Put each reason beside its field, and those of no field above the form (also in a form that was not sent)."""
        if self._errors is None:
            self._errors = ErrorDict()
            self.cleaned_data = {}
        for field, found in reasons.items():
            self.add_error(field if field in self.fields else None, found)


class CopyForm(WagtailCopyForm):
    """A copy of an article is a draft of its own: neither live nor an alias, which would go round the door."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)
