"""Taking a page back on disk: its file, its attachments, and the entry that answers for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.approval.page_digest import covered_files
from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.pages.index import read_pages
from zhengwu.register.edit import append, remove
from zhengwu.release.withdrawals import WithdrawalFacts, file_of
from zhengwu.tree import FolderTree
from zhengwu_ops.register.files import read_file, require_loads
from zhengwu_ops.world.files import write_file

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page, PageIndex
    from zhengwu.pages.source import PageSource
    from zhengwu.register.emit import Value
    from zhengwu.release.withdrawals import Reason

_HEADER = "# 撤回和移动的页面：原网址由网站服务器按这里的登记回答。由 zhengwu withdraw 写入。\n"
# What of a page's front matter belongs to the text that is taken back.
_OF_TEXT = ("attachments", "image", "summary")
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(frozen=True, slots=True)
class WithdrawalRequest:
    """What is to become of a page.

    Attributes:
        page: its file, relative to the site's folder.
        reason: why it is withdrawn; None if it only moves.
        explanation: the same in a sentence or two.
        to: the page that answers in its place; "" if none does.
    """

    page: str
    reason: Reason | None
    explanation: str = ""
    to: str = ""


def withdraw(
    content: Path, city: City, site: Site, request: WithdrawalRequest, day: dt.date
) -> list[str]:
    """Take a page back or move it, and register that.

    Args:
        content: the folder of `city.yml`.
        city: the register.
        site: the page's site.
        request: what is to become of the page.
        day: the day of the withdrawal.

    Returns:
        The files that were written or removed, relative to the folder that holds the content.

    Raises:
        UserError: it cannot be; nothing was changed.
    """
    root, folder = content.parent, f"{content.name}/{site.id}"
    pages = read_pages(site, FolderTree(root), folder, city)
    page = pages.pages.get(request.page)
    _possible(request, page, pages)
    files = _exclusive(page, pages) if page and request.reason else ()
    text = _registered(root, site, _entry(request, files, day))
    touched = [f"{folder}/{path}" for path in files]
    if page and request.reason == "withdrawn" and page.source:
        own = content / site.id / request.page
        write_file(own, _explained(own, page.source, request.explanation, day))
        touched.append(f"{folder}/{request.page}")
    elif page and request.reason:
        (content / site.id / request.page).unlink()
        touched.append(f"{folder}/{request.page}")
    elif page:
        new = content / site.id / request.to
        new.parent.mkdir(parents=True, exist_ok=True)
        (content / site.id / request.page).rename(new)
        touched += [f"{folder}/{request.page}", f"{folder}/{request.to}"]
    for path in files:
        (content / site.id / path).unlink()
    write_file(root / file_of(site.id), text)
    return [*touched, file_of(site.id)]


def _possible(request: WithdrawalRequest, page: Page | None, pages: PageIndex) -> None:
    if request.reason == "withdrawn" and (page is None or page.source is None):
        raise UserError(
            msg("没有页面“{page}”，不能在上面写明撤下的原因", page=request.page), msg("核对文件名")
        )
    moving = request.reason is None and page is not None
    if moving and (request.to in pages.pages or request.to in pages.files):
        raise UserError(
            msg("“{to}”已经有了", to=request.to), msg("换一个文件名，或用 --reason superseded")
        )
    if request.to and not moving and request.to not in pages.pages:
        raise UserError(msg("没有页面“{to}”，原网址转不过去", to=request.to), msg("先写好新页面"))


def _exclusive(page: Page, pages: PageIndex) -> tuple[str, ...]:
    """Return the files that belong to `page` and to no other."""
    others = {
        file
        for other in pages.pages.values()
        if other.path != page.path
        for file in covered_files(other, pages)
    }
    return tuple(file for file in covered_files(page, pages) if file not in others)


def _entry(
    request: WithdrawalRequest, files: tuple[str, ...], day: dt.date
) -> tuple[str, dict[str, Value]]:
    """Return the list that the entry belongs to, and the entry."""
    common: dict[str, Value] = {"page": request.page}
    if request.reason is None:
        return "moves", {**common, "to": request.to, "date": day}
    common |= {"reason": request.reason, "date": day, "explanation": request.explanation}
    if request.to:
        common["to"] = request.to
    if files:
        common["files"] = list(files)
    return "withdrawals", common


def _registered(root: Path, site: Site, entry: tuple[str, dict[str, Value]]) -> str:
    """Return the text of the site's register of withdrawals with another entry."""
    name, values = entry
    file = file_of(site.id)
    text = read_file(root / file, file) if (root / file).is_file() else _HEADER
    new = append(text, (name,), values, file)
    require_loads(new, file, WithdrawalFacts)
    return new


def _explained(path: Path, source: PageSource, explanation: str, day: dt.date) -> str:
    """Return the page's text with the explanation in the place of what it said."""
    if source.front.mistakes:
        raise UserError(source.front.mistakes)
    lines = _LINES.findall(read_file(path, source.file))
    above = source.body_line - 1  # the front matter with its fences
    opening, *written, closing = lines[:above]
    front = "".join(written)
    for key in _OF_TEXT:
        if key in source.front.data:
            front = remove(front, (key,), source.file)
    said = msg(
        "本页面的内容已于{year}年{month}月{day}日撤下。\n\n{explanation}",
        year=day.year,
        month=day.month,
        day=day.day,
        explanation=explanation,
    )
    ends = "\r\n" if opening.endswith("\r\n") else "\n"
    body = f"{said.text()}\n".replace("\n", ends)
    return f"{opening}{front}{closing.rstrip()}{ends}{body}"
