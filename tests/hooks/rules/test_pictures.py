"""Pictures: their size, where they were taken, and what cannot be read as one."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from tests.hooks.rules.judging import judge_file, of_rule
from zhengwu_lint.sources.attachment import Picture, read_attachment

GPS = 0x8825
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


def picture(
    form: str = "JPEG", size: tuple[int, int] = (40, 30), gps: dict[int, object] | None = None
) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Demo"  # the maker: what every camera writes
    if gps is not None:
        exif.get_ifd(GPS).update(gps)
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, form, exif=exif)
    return out.getvalue()


def judge_picture(data: bytes, name: str = "a.jpg") -> list[tuple[str, str]]:
    path = f"content/portal/tzgg/{name}"
    return [(f.code, f.message.text()) for f in judge_file(path, {path: data})]


PLACE = {1: "N", 2: (22.0, 31.0, 0.0), 3: "E", 4: (113.0, 23.0, 0.0)}


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_that_says_where_it_was_taken(form: str) -> None:
    name = f"a.{FORMATS[form]}"
    assert [r for r, _ in judge_picture(picture(form, gps=PLACE), name)] == ["image-location-data"]
    assert judge_picture(picture(form), name) == []


def tiff(*, located: bool) -> bytes:
    """A scan of one pixel; Pillow reads the place in such files and cannot write it."""
    short, long, rational = 3, 4, 5
    tags = [(256, short, 1), (257, short, 1), (258, short, 8), (262, short, 1)]
    tags += [(273, long, 8), (277, short, 1), (278, short, 1), (279, long, 1)]
    place_at = 10 + 2 + 12 * (len(tags) + 1) + 4
    if located:
        tags.append((GPS, long, place_at))
    main = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    latitude = struct.pack("<HHII", 2, rational, 3, place_at + 2 + 12 + 4)
    gps = struct.pack("<H", 1) + latitude + bytes(4) + struct.pack("<6I", 22, 1, 31, 1, 0, 1)
    head = b"II*\0" + struct.pack("<I", 10) + b"\xff\0" + struct.pack("<H", len(tags)) + main
    return (head + bytes(4)).ljust(place_at, b"\0") + (gps if located else b"")


def test_a_scan_that_says_where_it_was_taken() -> None:
    assert [r for r, _ in judge_picture(tiff(located=True), "a.tif")] == ["image-location-data"]
    assert judge_picture(tiff(located=False), "a.tif") == []


def test_a_clock_from_the_satellites_is_no_place() -> None:
    assert judge_picture(picture(gps={29: "2026:11:24"})) == []


def test_a_place_in_the_other_notation_is_found() -> None:
    xmp = b'<x:xmpmeta><rdf:Description exif:GPSLatitude="22,31.0N"/></x:xmpmeta>'
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "JPEG", xmp=xmp)
    assert [rule for rule, _ in judge_picture(out.getvalue())] == ["image-location-data"]


def test_a_finding_on_a_picture_cannot_be_waived() -> None:
    path = "content/portal/tzgg/a.jpg"
    (finding,) = of_rule(judge_file(path, {path: picture(gps=PLACE)}), "image-location-data")
    assert (finding.file, finding.line, finding.severity) == (path, 0, "error")


@pytest.mark.parametrize(
    ("size", "fails"), [((2400, 10), False), ((2401, 10), True), ((10, 2401), True)]
)
def test_too_many_pixels(size: tuple[int, int], *, fails: bool) -> None:
    found = judge_picture(picture(size=size))
    assert [rule for rule, _ in found] == (["oversized-image"] if fails else [])


def test_too_many_bytes() -> None:
    heavy = picture() + b"\0" * 500_000
    (found,) = judge_picture(heavy)
    assert found == ("oversized-image", f"图片有 {-(-len(heavy) // 1000)} KB，超过 500 KB")


@pytest.mark.parametrize(("length", "fails"), [(200_000, False), (200_001, True)])
def test_drawings_have_their_own_budget(length: int, *, fails: bool) -> None:
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'/>".ljust(length)
    assert bool(judge_picture(drawing, "a.svg")) is fails


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", b"\xff\xd8\xff", b"<html></html>", picture()[:20]],
    ids=["empty", "cut GIF", "cut JPEG", "a page", "cut header"],
)
def test_a_broken_picture_is_a_finding(data: bytes) -> None:
    assert judge_picture(data) == [("unreadable-file", "打不开这张图片，文件可能损坏")]


def test_a_picture_of_endless_pixels_is_refused_unread() -> None:
    data = bytearray(picture("PNG"))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    assert [rule for rule, _ in judge_picture(bytes(data), "a.png")] == ["unreadable-file"]


def test_a_large_scan_is_measured_without_a_warning() -> None:
    data = bytearray(picture("BMP"))
    data[18:26] = (10_000).to_bytes(4, "little") * 2
    found = read_attachment(bytes(data), "a.bmp")
    assert isinstance(found, Picture)
    assert (found.width, found.height) == (10_000, 10_000)
