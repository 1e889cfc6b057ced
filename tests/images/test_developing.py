"""The sizes of a picture are written as AVIF, fast."""

import pytest
from PIL import Image
from willow.plugins.pillow import PillowImage

from newsroom.images import developing
from tests import cast


@pytest.mark.parametrize("spec", ["width-480|format-avif", "width-480|format-avif-lossless"])
def test_a_size_in_avif_is_one_that_a_browser_can_read(db, spec):
    size = cast.picture().get_rendition(spec)
    with size.file.open("rb") as file, Image.open(file) as written:
        assert (written.format, written.size) == ("AVIF", (480, 320))


def test_willow_writes_avif_our_way():
    assert PillowImage.save_as_avif is developing.save_as_avif
