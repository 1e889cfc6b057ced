"""What the reader's form does not take: files. Django would keep a large one on the disk before anybody asked."""

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class NoFiles(FileUploadHandler):
    """Let every file of a form pass by, piece by piece; its other fields are read as usual."""

    def new_file(self, *args, **kwargs) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None
