"""The picture: alt text, caption and credit."""

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to

from newsroom.images.cleaning import clean
from newsroom.images.fields import CleanPictureField, is_clean
from newsroom.rtl.bidi import clean_line, is_blank, plain_isolate


class Picture(AbstractImage):
    """A picture of the paper. Its alt text is Wagtail's ``description``; publishing asks for alt text and credit."""

    file = CleanPictureField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    description = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("What the picture shows, for those who cannot see it. Needed before publication."),
    )
    caption = models.CharField(
        _("caption"), max_length=500, blank=True, help_text=_("What readers find below the picture.")
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it, or owns it. Needed before publication.")
    )

    admin_form_fields = (
        *("title", "file", "description", "caption", "credit", "collection", "tags"),
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_picture", _("Can choose picture"))]

    def save(self, *args, **kwargs) -> None:
        """Store the picture with clean texts; a file that came by no form is drawn anew (ValidationError)."""
        for field in ("title", "description", "caption", "credit"):
            setattr(self, field, clean_line(getattr(self, field)))
        if self.file and not self.file._committed and not is_clean(self.file.file):
            self.file = clean(self.file.name, self.file.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    def lacks(self) -> list[str]:
        """Return what keeps this picture from being published, as sentences; nothing where it is complete."""
        facts = {"title": plain_isolate(self.title)}
        missing = []
        if is_blank(self.description):
            missing.append(_now("The picture %(title)s has no alternative text.") % facts)
        if is_blank(self.credit):
            missing.append(_now("The picture %(title)s has no credit.") % facts)
        return missing


class Rendition(AbstractRendition):
    """A picture in one width and format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
