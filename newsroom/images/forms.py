"""The door of uploads: every picture is checked before it is decoded, and stored re-encoded."""

from wagtail.images.forms import BaseImageForm


class CleanPictureForm(BaseImageForm):
    """The base of every picture form of the panel."""
