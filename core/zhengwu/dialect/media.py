"""Video and audio from the site's own files, written like pictures.

`![开幕式实录](files/kaimu.mp4){poster="kaimu.jpg" captions="kaimu.vtt"}`
"""

from __future__ import annotations

import posixpath
from html import escape
from typing import TYPE_CHECKING, Final

from zhengwu.urls import read_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

POSTER, CAPTIONS = "poster", "captions"
_TYPES: Final = {
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".ogv": "video/ogg",
    ".m4v": "video/mp4",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
}


def media_type(target: str) -> str:
    """Return the type of the video or audio file that a destination names; "" for anything else."""
    path = read_reference(target).path
    return _TYPES.get(posixpath.splitext(path)[1].lower(), "")


def media(
    source: str,
    attributes: Mapping[str, str | int | float],
    alt: str,
    resolve: Callable[[str], str],
    place: str = "",
) -> str:
    """Return the element that plays what an image names, with its title below.

    Args:
        source: the file, as written.
        attributes: the image's other attributes.
        alt: what it is called.
        resolve: turns a destination of the source into one of the page.
        place: a note to put into start tags, with a blank before it.
    """
    kind = media_type(source)
    tag = kind.partition("/")[0]
    title = escape(alt, quote=True)
    extra = f' aria-label="{title}"' if title else ""
    if (poster := str(attributes.get(POSTER) or "")) and tag == "video":
        extra += f' poster="{escape(resolve(poster), quote=True)}"'
    for name in ("width", "height"):
        if (value := attributes.get(name)) and tag == "video":
            extra += f' {name}="{escape(str(value), quote=True)}"'
    track = ""
    if captions := str(attributes.get(CAPTIONS) or ""):
        written = escape(resolve(captions), quote=True)
        kind = 'kind="captions" srclang="zh-CN" label="字幕"'
        track = f'<track{place} src="{written}" {kind} default>'
    src = escape(resolve(source), quote=True)
    return (
        f'<{tag}{place} src="{src}" class="zw-media" controls preload="metadata"{extra}>'
        f"{track}</{tag}>"
    )
