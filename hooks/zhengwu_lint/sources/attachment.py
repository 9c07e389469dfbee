"""A file of a site that is no text: a picture."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass

from zhengwu.messages import msg
from zhengwu.problem import Problem

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_GPS_LATITUDE, _GPS_LONGITUDE = 2, 4  # tags of EXIF 2.3, 4.6.6
# XMP writes the place as text, apart from EXIF.
_XMP_PLACE = re.compile(rb"GPSL(?:atitude|ongitude)\b")
_BROKEN = Problem(0, 0, msg("打不开这张图片，文件可能损坏"), msg("重新导出或重新上传这张图片"))
_VAST = Problem(
    0, 0, msg("图片的像素太多，不像给网页看的"), msg("用图片软件缩小到长边 2400 像素以内")
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that pages show.

    Attributes:
        file: its name, as people know it.
        suffix: what its name ends with, lower case, such as `.jpg`.
        size: in bytes.
        width: in pixels; 0 for drawings (SVG), which have none.
        height: in pixels; 0 for drawings.
        located: it says where it was taken.
    """

    file: str
    suffix: str
    size: int
    width: int = 0
    height: int = 0
    located: bool = False


def read_attachment(data: bytes, file: str) -> Picture | Problem:
    """Read a picture's size and what it says of itself; its pixels stay unread.

    Args:
        data: its bytes.
        file: its name, as people know it.
    """
    suffix = "." + file.lower().rpartition(".")[2]
    if suffix == ".svg":
        return Picture(file, suffix, len(data))
    from PIL import ExifTags, Image  # noqa: PLC0415 -- most runs judge no picture

    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(data), formats=_FORMATS) as image,
        ):
            width, height = image.size
            place = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    except Image.DecompressionBombError:
        return _VAST
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, EOFError, OverflowError):
        return _BROKEN
    located = bool({_GPS_LATITUDE, _GPS_LONGITUDE} & set(place)) or bool(_XMP_PLACE.search(data))
    return Picture(file, suffix, len(data), width, height, located)
