"""The door of uploads: every picture is checked before it is decoded, and stored re-encoded."""

from wagtail.images.forms import BaseImageForm

from newsroom.images.cleaning import CleanFile
from newsroom.images.fields import CleanPictureFormField


class CleanPictureForm(BaseImageForm):
    """The base of every picture form of the panel."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Declared on the class, the field would come back in the forms that leave it out.
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = CleanPictureFormField(
                label=given.label, required=given.required, widget=given.widget, help_text=given.help_text
            )

    def clean(self) -> dict:
        """Fill caption and credit, where they were left empty, with what the picture's maker wrote into it."""
        facts = super().clean()
        file = facts.get("file")
        if isinstance(file, CleanFile):
            for field in ("caption", "credit"):
                if field in self.fields and not facts.get(field):
                    limit = self.fields[field].max_length
                    facts[field] = getattr(file.inscription, field)[:limit]
        return facts
