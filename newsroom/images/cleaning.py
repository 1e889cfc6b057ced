"""What comes in as a picture is checked by its header, decoded, and drawn anew: only its pixels are kept.

Nothing of the file that was sent is stored, so no place, camera, comment or hidden script travels with it.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from newsroom.images.inscription import Inscription, read_inscription

LONGEST_SIDE = 4000  # px; no screen of a reader asks for more


@dataclass(frozen=True)
class Format:
    """How a format is written: its name for Pillow, its extension, and how well."""

    name: str
    extension: str
    mime: str
    options: dict


_JPEG = Format("JPEG", "jpg", "image/jpeg", {"quality": 90, "progressive": True, "optimize": True})
_PNG = Format("PNG", "png", "image/png", {})
_WEBP = Format("WEBP", "webp", "image/webp", {"quality": 90, "method": 4})
_AVIF = Format("AVIF", "avif", "image/avif", {"quality": 85, "speed": 8})
# What is read, and as what it is kept. MPO is the JPEG of phones that carries a second view; of moving pictures
# the first frame is kept.
KEPT_AS = {"JPEG": _JPEG, "MPO": _JPEG, "PNG": _PNG, "GIF": _PNG, "WEBP": _WEBP, "AVIF": _AVIF}
READ = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")


class CleanFile(SimpleUploadedFile):
    """A picture that was drawn anew here, with what its maker had written into it."""

    inscription = Inscription()


def clean(name: str, file: BinaryIO) -> CleanFile:
    """Return the picture in ``file`` drawn anew: upright, in sRGB, at most 4000 px, without a word beside its pixels.

    ``name`` is the name it was sent under; the extension of the result follows what it really is. The file is
    left at its end. Raises ValidationError with a sentence for the person who sent it: empty, too big, of a
    kind we do not take, too many pixels (told by the header, before anything is decoded), or damaged.
    """
    _check_name_and_size(name, file)
    file.seek(0)
    picture = _open(file)
    try:
        _check_pixels(picture)
        inscription = read_inscription(picture)
        kept = KEPT_AS[picture.format]
        drawn = _draw_anew(picture, kept)
    finally:
        picture.close()
    data = BytesIO()
    drawn.save(data, kept.name, **kept.options)
    result = CleanFile(f"{Path(name).stem or 'picture'}.{kept.extension}", data.getvalue(), kept.mime)
    result.inscription = inscription
    return result


def header_size(file: BinaryIO) -> tuple[int | None, int | None]:
    """Return the width and height that a file's header tells (None where it tells none), decoding nothing."""
    file.seek(0)
    try:
        return _open(file).size
    except ValidationError:
        return None, None


def _check_name_and_size(name: str, file: BinaryIO) -> None:
    kinds = _("JPEG, PNG, WebP, AVIF or GIF")
    if Path(name).suffix.lower().removeprefix(".") not in settings.WAGTAILIMAGES_EXTENSIONS:
        raise ValidationError(_("This is no picture we can take: send %(kinds)s."), "extension", {"kinds": kinds})
    file.seek(0, 2)
    size, most = file.tell(), settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if not size:
        raise ValidationError(_("The file is empty."), "empty")
    if size > most:
        facts = {"size": filesizeformat(size), "most": filesizeformat(most)}
        raise ValidationError(_("The file has %(size)s, and the most we take is %(most)s."), "too_big", facts)


def _open(file: BinaryIO) -> Image.Image:
    try:
        return Image.open(file, formats=READ)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    # Whatever a parser trips over in a stranger's bytes, the answer is the same: this is no picture.
    except Exception as error:
        raise ValidationError(
            _("What this file holds is no picture we can take: send %(kinds)s."),
            "not_a_picture",
            {"kinds": _("JPEG, PNG, WebP, AVIF or GIF")},
        ) from error


def _check_pixels(picture: Image.Image) -> None:
    try:
        # The second view of an MPO is never decoded.
        frames = 1 if picture.format == "MPO" else getattr(picture, "n_frames", 1)
    except Exception as error:
        raise _damaged() from error
    if picture.width * picture.height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> ValidationError:
    millions = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(
        _("The picture has too many pixels: the most we take is %(millions)s million (width by height by frames)."),
        "too_many_pixels",
        {"millions": millions},
    )


def _damaged() -> ValidationError:
    return ValidationError(_("The picture is damaged or incomplete: open it, save it anew and send that."), "damaged")


def _draw_anew(picture: Image.Image, kept: Format) -> Image.Image:
    try:
        picture.draft(picture.mode, (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded at a fraction of its size
        picture.load()
        profile = picture.info.get("icc_profile")
        upright = _upright(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        plain = _plain(upright, profile, transparent=kept is not _JPEG)
    except Exception as error:
        raise _damaged() from error
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    return fresh


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # a broken note about the orientation is no reason to refuse sound pixels
        return picture.copy()


def _plain(picture: Image.Image, profile: bytes | None, *, transparent: bool) -> Image.Image:
    """Return ``picture`` as RGB, or as RGBA where it is transparent and its format can be, in sRGB colours."""
    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = picture.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    see_through = transparent and picture.has_transparency_data
    alpha = picture.convert("RGBA").getchannel("A") if see_through else None
    if picture.mode not in {"RGB", "CMYK", "L"}:
        picture = picture.convert("RGB")
    colours = _in_srgb(picture, profile)
    if alpha is not None:
        colours.putalpha(alpha)
    return colours


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile that fits nothing is dropped with the rest
    return picture.convert("RGB")
