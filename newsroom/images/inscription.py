"""What its maker wrote into a picture: caption and credit, read before the rest of the file is thrown away."""

from dataclasses import dataclass

from PIL import Image, IptcImagePlugin

from newsroom.rtl.bidi import clean_line

# IPTC-IIM, record 2: by-line, credit, caption. EXIF: image description, artist.
BY_LINE, CREDIT, CAPTION = (2, 80), (2, 110), (2, 120)
IMAGE_DESCRIPTION, ARTIST = 0x010E, 0x013B


@dataclass(frozen=True)
class Inscription:
    """Caption and credit as found in a picture, empty where there is none."""

    caption: str = ""
    credit: str = ""


def read_inscription(picture: Image.Image) -> Inscription:
    """Return caption and credit of an opened picture; nothing is decoded, and nothing it holds makes this raise.

    IPTC goes before EXIF. Texts are UTF-8, else the Windows code page of Arabic (1256).
    """
    iptc, exif = _iptc(picture), _exif(picture)
    credit = " / ".join(dict.fromkeys(filter(None, (iptc.get(BY_LINE, ""), iptc.get(CREDIT, "")))))
    return Inscription(
        caption=iptc.get(CAPTION, "") or _unless_the_cameras(exif.get(IMAGE_DESCRIPTION, "")),
        credit=credit or exif.get(ARTIST, ""),
    )


def _iptc(picture: Image.Image) -> dict[tuple[int, int], str]:
    try:
        found = IptcImagePlugin.getiptcinfo(picture) or {}
    except Exception:  # any bytes may stand there; without a readable inscription the picture is as good
        return {}
    firsts = {key: value[0] if isinstance(value, list) else value for key, value in found.items()}
    return {key: _text(value) for key, value in firsts.items() if isinstance(value, bytes)}


def _exif(picture: Image.Image) -> dict[int, str]:
    try:
        exif = picture.getexif()
        # Pillow reads the bytes of these tags as Latin-1, whatever they are.
        return {
            tag: _text(value.encode("latin-1", "ignore") if isinstance(value, str) else value)
            for tag in (IMAGE_DESCRIPTION, ARTIST)
            if isinstance(value := exif.get(tag), (str, bytes))
        }
    except Exception:  # as above
        return {}


def _text(raw: bytes) -> str:
    raw = raw.strip(b"\x00 ")
    try:
        return clean_line(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return clean_line(raw.decode("cp1256", "replace"))


def _unless_the_cameras(caption: str) -> str:
    # «OLYMPUS DIGITAL CAMERA» is no caption.
    return "" if caption.isascii() and caption == caption.upper() else caption
