"""What a reviewer sees before sealing: the page's text, and what changed since it was approved."""

from __future__ import annotations

import difflib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from zhengwu.approval.seal import folder_of
from zhengwu.messages import Message, msg
from zhengwu.problem import Problem
from zhengwu.register.load import SITE_FILE
from zhengwu.textfile import read_text
from zhengwu_ops.review.authorship import place_of

if TYPE_CHECKING:
    from pathlib import Path

    from zhengwu.approval import PageDigest
    from zhengwu_ops.review.reviews import Reviews

PREVIEW = ".zhengwu/preview"
_CONTEXT = 2
# What would move the cursor, hide text or turn its direction on a reader's terminal.
_UNSEEN = {
    **{code: f"<{code:02X}>" for code in range(0x20) if code not in (0x09, 0x0A)},
    **{code: f"<{code:02X}>" for code in range(0x7F, 0xA0)},
    **{code: f"<{code:04X}>" for code in (*range(0x200B, 0x2010), *range(0x2028, 0x202F))},
    **{code: f"<{code:04X}>" for code in (*range(0x2060, 0x2070), 0xFEFF)},
}


@dataclass(frozen=True, slots=True)
class ShownText:
    """What there is to see of a page.

    Attributes:
        text: its present source.
        since: what the changes are counted from; None where nothing was approved before.
        changes: a unified diff of the source; the whole text where nothing was approved before.
        parts: in words, which parts changed.
    """

    text: str
    since: Message | None
    changes: str
    parts: tuple[Message, ...]


def show(reviews: Reviews, site_id: str, page: str, against: str = "") -> ShownText:
    """Return a page's text and what changed since it was sealed.

    Args:
        reviews: the city's.
        site_id: the site.
        page: the page's file, relative to the site's folder.
        against: a commit, such as that of the live release; the newest sealed text by default.
    """
    digest = reviews.digest(site_id, page)
    file = reviews.files(site_id, page)[0]
    text = _decoded(reviews.tree.read(file))
    if against:
        old = reviews.history.text_at(against, file)
        since = msg("提交 {commit}", commit=against[:12])
        return ShownText(text, since, _diff(_decoded(old or b""), text), ())
    found = _sealed_before(reviews, digest)
    if found is None:
        return ShownText(text, None, _diff("", text), ())
    sealed, commit, time = found
    old = reviews.history.text_at(commit, file) or b""
    since = msg("{time} 审签的稿件（提交 {commit}）", time=time, commit=commit[:12])
    return ShownText(text, since, _diff(_decoded(old), text), tuple(digest.differences(sealed)))


def _sealed_before(reviews: Reviews, digest: PageDigest) -> tuple[PageDigest, str, str] | None:
    """Return the newest other text of a page that was sealed, its commit, and when it was."""
    found = [
        (placed.arrival, placed.seal.digest)
        for placed in reviews.seal_files.all_seals(folder_of(digest.site, digest.page))
        if placed.arrival and placed.signer and placed.seal.digest.value != digest.value
    ]
    for arrival, sealed in sorted(found, key=lambda pair: pair[0], reverse=True):
        place = place_of(reviews, sealed, arrival.order)
        if place is not None:
            commit = reviews.history.line[place].commit
            return sealed, commit, arrival.time.strftime("%Y-%m-%d %H:%M")
    return None


def rendered(reviews: Reviews, site_id: str, page: str) -> Path | Message:
    """Build the page alone and return its file, or why it cannot be built.

    The attachments that it covers are copied with it; the rest of the site is not built.
    """
    from zhengwu_mkdocs.build import build_site  # noqa: PLC0415 -- MkDocs is slow to import

    if page == SITE_FILE:
        return msg("网站登记信息显示在每一页上，请预览网站：SITE={site} make serve", site=site_id)
    root = reviews.content.parent
    config = root / "mkdocs.yml"
    if not config.is_file():
        return msg("{folder} 里没有 mkdocs.yml，不能生成网页", folder=root.name)
    out = root / PREVIEW / site_id
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    built = build_site(config, site_id, reviews.now, out, (page,), snapshot=reviews.snapshot)
    file = out / reviews.index(site_id).pages[page].url / "index.html"
    if built.failed or not file.is_file():
        return msg("网页没有生成：{log}", log=built.log or page)
    return file


def visible(text: str) -> str:
    """Return `text` with everything spelled out that a terminal would obey or not show."""
    return text.translate(_UNSEEN)


def attachments(digest: PageDigest) -> list[str]:
    """Return the paths of the files that a page's seal covers."""
    return [unquote(path) for path, _ in digest.files]


def _decoded(data: bytes) -> str:
    text = read_text(data)
    return data.decode("utf-8", "replace") if isinstance(text, Problem) else text


def _diff(old: str, new: str) -> str:
    if not old:
        return visible(new)
    lines = difflib.unified_diff(old.split("\n"), new.split("\n"), "原来", "现在", n=_CONTEXT)
    return visible("\n".join(line.rstrip("\n") for line in lines))
