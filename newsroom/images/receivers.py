"""A third way for a picture to reach the disk: Wagtail keeps what an upload of many could not finish at once."""

from django.db.models.signals import pre_save
from wagtail.models import UploadedFile

from newsroom.images.cleaning import clean
from newsroom.images.fields import is_clean
from newsroom.images.models import Picture


def listen() -> None:
    """Connect the receiver (once, when the apps are ready)."""
    pre_save.connect(_clean_before_it_waits, sender=UploadedFile)


def _clean_before_it_waits(instance: UploadedFile, raw: bool, **_rest) -> None:
    waiting = instance.file
    if raw or not waiting or waiting._committed or is_clean(waiting.file):
        return
    kind = instance.for_content_type
    if kind is None or kind.model_class() is Picture:
        instance.file = clean(waiting.name, waiting.file)
