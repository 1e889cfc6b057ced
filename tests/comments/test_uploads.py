"""The reader's form takes no files: a large one is kept nowhere, and the comment beside it arrives."""

import os
import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comments.models import Comment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("field", ["picture", "parent", "ticket"])
def test_a_file_passes_by_and_never_touches_the_disk(send, field, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written = []
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda *_args, **_rest: written.append(1) or os.devnull)

    response = send(**{field: SimpleUploadedFile("big.bin", b"x" * 4_000_000)})

    assert response.status_code == 303
    assert Comment.objects.count() == 1
    assert not response.wsgi_request.FILES
    assert not written
    assert not list(tmp_path.iterdir())


def test_a_file_in_the_place_of_the_text_is_an_empty_text(send):
    response = send(body=SimpleUploadedFile("a.txt", b"x" * 100))

    assert response.status_code == 422
    assert "اكتب تعليقك." in response.content.decode()
