"""Only the pixels of an upload are kept, and what is no sound picture is refused with a sentence."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from PIL import Image, ImageCms

from newsroom.images import cleaning
from newsroom.images.cleaning import clean
from tests.images import uploads


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def cleaned(name: str, data: bytes):
    return clean(name, BytesIO(data))


@pytest.mark.parametrize("kind", sorted(uploads.NAMES))
def test_nothing_but_pixels_is_kept(kind):
    sent = uploads.loaded(kind)
    assert sum(secret in sent for secret in uploads.SECRETS) >= 2
    kept = cleaned(uploads.NAMES[kind], sent).read()
    assert [secret for secret in uploads.SECRETS if secret in kept] == []
    picture = opened(kept)
    assert picture.getexif() == {}
    assert {"icc_profile", "xmp", "exif", "comment", "photoshop"} & picture.info.keys() == set()


@pytest.mark.parametrize(
    ("kind", "name", "becomes"),
    [
        ("JPEG", "photo.jpeg", ("photo.jpg", "JPEG", "image/jpeg")),
        ("PNG", "photo.png", ("photo.png", "PNG", "image/png")),
        ("WEBP", "photo.webp", ("photo.webp", "WEBP", "image/webp")),
        ("AVIF", "photo.avif", ("photo.avif", "AVIF", "image/avif")),
        ("GIF", "photo.gif", ("photo.png", "PNG", "image/png")),
        # Phones and messengers name files as they please.
        ("WEBP", "صورة.jpg", ("صورة.webp", "WEBP", "image/webp")),
    ],
)
def test_a_picture_is_named_by_what_it_is(kind, name, becomes):
    file = cleaned(name, uploads.drawn(kind))
    assert (file.name, opened(file.read()).format, file.content_type) == becomes


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("orientation", "red"), [(1, "top"), (3, "bottom"), (6, "right"), (8, "left")])
def test_a_picture_taken_sideways_stands_upright(kind, orientation, red):
    picture = opened(cleaned("photo.jpg", uploads.loaded(kind, orientation)).read()).convert("RGB")
    assert picture.size == ((60, 40) if orientation in {1, 3} else (40, 60))
    width, height = picture.size
    spots = {
        "top": (width // 2, 2),
        "bottom": (width // 2, height - 3),
        "left": (2, height // 2),
        "right": (width - 3, height // 2),
    }
    is_red = {side for side, spot in spots.items() if picture.getpixel(spot)[1] < 90}
    assert is_red == {red}


@pytest.mark.parametrize(
    ("kind", "mode", "kept_mode"),
    [
        ("JPEG", "CMYK", "RGB"),
        ("JPEG", "L", "RGB"),
        ("PNG", "RGBA", "RGBA"),
        ("PNG", "LA", "RGBA"),
        ("PNG", "P", "RGB"),
        ("PNG", "1", "RGB"),
        ("PNG", "I;16", "RGB"),
        ("WEBP", "RGBA", "RGBA"),
    ],
)
def test_every_way_of_writing_colours_is_understood(kind, mode, kept_mode):
    assert opened(cleaned(uploads.NAMES[kind], uploads.drawn(kind, mode)).read()).mode == kept_mode


def test_what_is_transparent_stays_so_and_sixteen_bits_of_grey_stay_grey():
    file = BytesIO()
    Image.new("RGBA", (4, 4), (10, 20, 30, 128)).save(file, "PNG")
    assert opened(cleaned("a.png", file.getvalue()).read()).getpixel((1, 1)) == (10, 20, 30, 128)
    file = BytesIO()
    Image.new("I;16", (4, 4), 32896).save(file, "PNG")
    assert opened(cleaned("a.png", file.getvalue()).read()).getpixel((1, 1)) == (128, 128, 128)


def test_colours_of_another_profile_become_those_of_the_screen():
    same = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    file = BytesIO()
    Image.new("RGB", (4, 4), (200, 30, 30)).save(file, "PNG", icc_profile=same)
    assert opened(cleaned("a.png", file.getvalue()).read()).getpixel((1, 1)) == (200, 30, 30)
    file = BytesIO()
    Image.new("RGB", (4, 4), (200, 30, 30)).save(file, "PNG", icc_profile=b"no profile at all")
    assert opened(cleaned("a.png", file.getvalue()).read()).getpixel((1, 1)) == (200, 30, 30)


def test_a_very_large_picture_is_made_smaller():
    assert opened(cleaned("wide.jpg", uploads.drawn("JPEG", size=(6000, 1500))).read()).size == (4000, 1000)


def test_of_a_moving_picture_the_first_frame_is_kept():
    assert opened(cleaned("moving.gif", uploads.gif_of(3, (20, 10))).read()).n_frames == 1


REFUSED = {
    "svg": ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "extension"),
    "svg_in_disguise": ("drawing.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "not_a_picture"),
    "html": ("page.jpg", b"<html><script>alert(1)</script></html>", "not_a_picture"),
    "program": ("program.png", b"MZ\x90\x00" + b"\x00" * 200, "not_a_picture"),
    "program_by_name": ("program.exe", b"MZ\x90\x00", "extension"),
    "no_name": ("", b"MZ", "extension"),
    "empty": ("photo.jpg", b"", "empty"),
    "pdf": ("photo.gif", b"%PDF-1.7\n", "not_a_picture"),
    "tiff": ("photo.jpg", uploads.drawn("TIFF"), "not_a_picture"),
    "cut_jpeg": ("photo.jpg", uploads.noise("JPEG")[:-5000], "damaged"),
    "cut_png": ("photo.png", uploads.noise("PNG")[:-5000], "damaged"),
    "broken_gif": ("photo.gif", uploads.gif_of(1, (300, 300))[:60], "damaged"),
    "bomb": ("photo.png", uploads.png_that_claims(30_000, 30_000), "too_many_pixels"),
    "smaller_bomb": ("photo.png", uploads.png_that_claims(9_000, 9_000), "too_many_pixels"),
    "moving_bomb": ("photo.gif", uploads.gif_of(12, (2200, 2200)), "too_many_pixels"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_sound_picture_is_refused_in_arabic(case):
    name, data, code = REFUSED[case]
    with translation.override("ar"), pytest.raises(ValidationError) as refused:
        cleaned(name, data)
    assert refused.value.code == code
    sentence = refused.value.messages[0]
    assert sentence.endswith(".")
    assert set(re.findall("[A-Za-z]+", sentence)) <= {"JPEG", "PNG", "WebP", "AVIF", "GIF"}


def test_a_bomb_is_refused_before_anything_is_decoded(monkeypatch):
    decoded = []
    monkeypatch.setattr(Image.Image, "load", decoded.append)
    with pytest.raises(ValidationError):
        cleaned("photo.png", uploads.png_that_claims(9_000, 9_000))
    assert decoded == []


def test_a_file_that_is_too_big_is_refused_by_its_size(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 500
    with pytest.raises(ValidationError) as refused:
        cleaned("photo.jpg", uploads.drawn("JPEG"))
    assert refused.value.code == "too_big"


def test_the_largest_picture_we_take_passes(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60 * 40
    assert cleaned("photo.png", uploads.drawn("PNG")).size > 0
    with pytest.raises(ValidationError):
        cleaned("photo.png", uploads.drawn("PNG", size=(61, 40)))


def test_every_kept_format_is_one_that_is_read():
    assert set(cleaning.READ) | {"MPO"} == set(cleaning.KEPT_AS)


CAPTION, CREDIT = "الميناء القديم ليلًا", "هدى سالم"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_caption_and_credit_written_into_a_picture_are_read(encoding):
    segment = uploads.iptc(
        by_line=CREDIT.encode(encoding), credit="غرفة الأخبار".encode(encoding), caption=CAPTION.encode(encoding)
    )
    inscription = cleaned("photo.jpg", uploads.with_iptc(segment)).inscription
    assert (inscription.caption, inscription.credit) == (CAPTION, f"{CREDIT} / غرفة الأخبار")


def test_where_iptc_says_nothing_exif_is_asked():
    file = BytesIO()
    described = uploads.exif(description=CAPTION.encode(), artist=CREDIT.encode())
    Image.new("RGB", (6, 4)).save(file, "JPEG", exif=described)
    inscription = cleaned("photo.jpg", file.getvalue()).inscription
    assert (inscription.caption, inscription.credit) == (CAPTION, CREDIT)


def test_a_cameras_own_words_are_no_caption():
    file = BytesIO()
    Image.new("RGB", (6, 4)).save(file, "JPEG", exif=uploads.exif(description=b"OLYMPUS DIGITAL CAMERA"))
    assert cleaned("photo.jpg", file.getvalue()).inscription.caption == ""


def test_an_inscription_loses_what_would_turn_the_line_round():
    segment = uploads.iptc(caption="الميناء \u202egnp.exe".encode())
    assert cleaned("photo.jpg", uploads.with_iptc(segment)).inscription.caption == "الميناء gnp.exe"


def test_a_broken_inscription_does_not_spoil_a_sound_picture():
    segment = b"\xff\xed\x00\x1cPhotoshop 3.0\x008BIM\x04\x04\x00\xff\x1c\x02"
    assert cleaned("photo.jpg", uploads.with_iptc(segment)).inscription.caption == ""
