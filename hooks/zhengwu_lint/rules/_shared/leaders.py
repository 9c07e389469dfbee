"""The leaders that a site names in its column of leaders, with their posts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.packaged import read_data
from zhengwu_lint.sources.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.pages.index import Page, PageIndex

_TYPE = "负责人信息"
_RULE = re.compile(r"[\s|:-]+")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_DEPUTY = "副"


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a leader holds.

    Attributes:
        name: the leader's.
        before: what the post's name has before the noun, as 市委; often nothing.
        noun: as 市长.
        deputy: it is the deputy's.
    """

    name: str
    before: str
    noun: str
    deputy: bool

    @property
    def title(self) -> str:
        """The post in words."""
        return f"{self.before}{_DEPUTY if self.deputy else ''}{self.noun}"


def leaders_page(pages: PageIndex) -> Page | None:
    """Return the newest page of the column of leaders; None if there is none."""
    # Only pages of that column are read: a hook on one page must not read the whole site.
    folders = tuple(f"{c.path}/" for c in pages.site.columns if c.type == _TYPE)
    paths = [path for path in pages.pages if path.startswith(folders)] if folders else []
    read = (pages.pages[path] for path in paths)
    found = [p for p in read if p.column and p.column.type == _TYPE and p.source and p.dated]
    return max(found, key=lambda page: page.published_at, default=None)


def posts(page: Page) -> tuple[Post, ...]:
    """Return the posts that the tables of a page tell, below 姓名 and 职务."""
    body = page.source.body if page.source else ""
    return tuple(post for name, told in _rows(body) for post in _posts(name, told))


def _rows(body: str) -> Iterator[tuple[str, str]]:
    at: tuple[int, int] | None = None
    for line in body.splitlines():
        if "|" not in line:
            at = None
            continue
        cells = [squeeze(cell).text for cell in line.strip().strip("|").split("|")]
        if "姓名" in cells and "职务" in cells:
            at = cells.index("姓名"), cells.index("职务")
        elif at and not _RULE.fullmatch(line) and len(cells) > max(at):
            yield cells[at[0]], cells[at[1]]


def _posts(name: str, told: str) -> Iterator[Post]:
    if not _NAME.fullmatch(name):
        return
    nouns = "|".join(read_data("leaders.yml")["nouns"])
    for part in re.split(r"[、，,；;/（）()]", told):
        if match := re.fullmatch(rf"(.*?)(?:常务)?({_DEPUTY}?)({nouns})", part):
            yield Post(name, match[1], match[3], bool(match[2]))
