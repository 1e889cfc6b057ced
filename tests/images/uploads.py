"""Makes files of every kind that people, and strangers, send."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

# What must never be found in a stored picture, each planted where such things live.
SECRETS = (b"GPS-SECRET", b"XMP-SECRET", b"COMMENT-SECRET", b"<script>alert(1)</script>")
NAMES = {"JPEG": "photo.jpg", "PNG": "photo.png", "WEBP": "photo.webp", "AVIF": "photo.avif", "GIF": "photo.gif"}


def iptc(**records: bytes) -> bytes:
    """Return the Photoshop segment of a JPEG with IPTC records (by_line, credit, caption)."""
    numbers = {"by_line": 80, "credit": 110, "caption": 120}
    data = b"".join(b"\x1c\x02" + struct.pack(">BH", numbers[name], len(text)) + text for name, text in records.items())
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(data)) + data + b"\x00" * (len(data) % 2)
    body = b"Photoshop 3.0\x00" + resource
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def exif(orientation: int = 1, description: bytes = b"", artist: bytes = b"") -> bytes:
    """Return an EXIF block with a place, a camera, and whatever is asked for."""
    facts = Image.Exif()
    facts[0x0110] = "GPS-SECRET camera"
    facts[0x0112] = orientation
    if description:
        facts[0x010E] = description
    if artist:
        facts[0x013B] = artist
    facts.get_ifd(0x8825)[1] = "N"
    facts.get_ifd(0x8825)[2] = (24.0, 38.0, 15.0)
    facts.get_ifd(0x8825)[29] = "GPS-SECRET"
    return facts.tobytes()


def loaded(kind: str, orientation: int = 1, size: tuple[int, int] = (60, 40)) -> bytes:
    """Return a picture of ``kind``, red at its top, with a secret in every place the format offers."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0], size[1] // 4))
    options = {} if kind == "GIF" else {"exif": exif(orientation)}
    if kind in {"JPEG", "WEBP", "AVIF"}:
        options["xmp"] = b"<x:xmpmeta>XMP-SECRET</x:xmpmeta>"
    if kind in {"JPEG", "GIF"}:
        options["comment"] = b"COMMENT-SECRET"
    if kind != "GIF":
        options["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue() + b"<script>alert(1)</script>"


def with_iptc(segment: bytes) -> bytes:
    """Return a small JPEG with ``segment`` right after its start."""
    plain = drawn("JPEG")
    return plain[:2] + segment + plain[2:]


def drawn(kind: str, mode: str = "RGB", size: tuple[int, int] = (60, 40), **options) -> bytes:
    """Return a plain picture."""
    file = BytesIO()
    Image.new(mode, size).save(file, kind, **options)
    return file.getvalue()


def noise(kind: str) -> bytes:
    """Return a picture whose file is nearly all pixels."""
    file = BytesIO()
    Image.effect_noise((200, 200), 60).save(file, kind)
    return file.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes whose header claims any size: a bomb that was never filled."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def gif_of(frames: int, size: tuple[int, int]) -> bytes:
    """Return a moving GIF whose frames differ."""
    pictures = [Image.new("P", size, number) for number in range(frames)]
    for number, picture in enumerate(pictures):
        picture.putpalette([number, 0, 0] * 256)
    file = BytesIO()
    pictures[0].save(file, "GIF", save_all=True, append_images=pictures[1:], duration=40)
    return file.getvalue()


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    """Return ``data`` as a browser sends it."""
    return SimpleUploadedFile(name, data, "image/jpeg")
