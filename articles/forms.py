"""The form of an article in the panel."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm as WagtailCopyForm

from newsroom.rtl.bidi import clean_body, clean_line

LINES = ("title", "kicker", "place", "agency", "seo_title")
TEXTS = ("standfirst", "search_description")


class ArticleForm(WagtailAdminPageForm):
    """Cleans what was typed; asks the door's refusals when publishing, so that each stands beside its field."""

    def clean(self) -> dict[str, Any]:
        """Strip hidden direction marks; where the button was «publish», add every refusal."""
        cleaned = super().clean()
        for name, clean in [(name, clean_line) for name in LINES] + [(name, clean_body) for name in TEXTS]:
            if cleaned.get(name):
                cleaned[name] = clean(cleaned[name])
        return cleaned


class CopyForm(WagtailCopyForm):
    """A copy of an article is a draft of its own: neither live nor an alias, which would go round the door."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)
