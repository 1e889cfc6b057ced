"""The two doors of a picture: the field of the panel's forms, and behind it the field of the model."""

from typing import BinaryIO

from django.core.files.base import File
from wagtail.images.fields import WagtailImageField as WagtailFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from newsroom.images.cleaning import CleanFile, clean, header_size


class CleanPictureFormField(WagtailFormField):
    """Takes an upload, refuses it with a sentence or draws it anew, before anything else looks at it."""

    def to_python(self, data: BinaryIO | None) -> CleanFile | None:
        """Return the picture drawn anew; raises ValidationError."""
        return super().to_python(data if data in self.empty_values else clean(data.name, data))

    def check_image_pixel_size(self, f: CleanFile) -> None:
        """Leave it: the pixels were counted before they were decoded."""


class CleanPictureFieldFile(WagtailImageFieldFile):
    """The file of a picture; whatever reaches it by another way than the form is drawn anew here."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store ``content`` drawn anew; raises ValidationError."""
        if not is_clean(content):
            content = clean(name, content)
            name = content.name
        super().save(name, content, save)

    def get_image_dimensions(self) -> tuple[int | None, int | None]:
        """Return width and height as the header tells them (Wagtail's way would decode the file)."""
        closed = self.closed
        try:
            self.open()
            return header_size(self)
        finally:
            if closed:
                self.close()
            else:
                self.seek(0)


class CleanPictureField(WagtailImageField):
    """A picture's file on the model."""

    attr_class = CleanPictureFieldFile


def is_clean(content: File) -> bool:
    """Say whether a file was drawn anew here (Django may have wrapped it)."""
    return isinstance(content, CleanFile) or isinstance(getattr(content, "file", None), CleanFile)
