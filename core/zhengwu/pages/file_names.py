"""Which files of a site cannot stand at the address that their name gives them.

Judged before a build: afterwards a page would be missing, or one would lie where another should.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.site import OWN_FOLDERS
from zhengwu.pages.urls import url_of
from zhengwu.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex

# What an address cannot hold unescaped, what Windows refuses, and what no text can hold.
_UNFIT = re.compile('[\x00-\x1f\x7f\\\\:?#%*"<>|\ud800-\udfff]')
# Suffixes that MkDocs takes for pages, beside `.md`.
_OTHER_PAGES = re.compile(r".+\.(md|markdown|mdown|mkdn|mkd)", re.IGNORECASE)
_FURTHER_LIST = re.compile(r"(?P<column>.+)/page/\d+/index\.html")
_NOT_FOUND = "404.html"

_RENAME = msg("改成英文字母、数字和连字符，例如 20260922-fangjia.md；链接到它的地方一起改")
_MOVE = msg("换一个名字或放到别的文件夹；链接到它的地方一起改")
_TAKEN = msg("这里的地址由系统使用，不能放文件")


def unfit_names(pages: PageIndex, folder: str) -> Iterator[Problem]:
    """Yield the files of a site whose names keep them from their place on it, sorted by path.

    Args:
        pages: all pages and files of the site.
        folder: the site's folder, as people know it.
    """
    own = _own_addresses(pages.site)
    files = {path: _built(path, page=path in pages.pages) for path in _paths(pages)}
    folders = {above: path for path, built in files.items() for above in _above(built)}
    first: dict[str, str] = {}
    for path, built in files.items():
        other = first.setdefault(built.casefold(), path)
        if what := (
            _name(path)
            or _place(built, path, pages, own)
            or _clash(path, files[other], other, built)
            or _in_the_way(folders.get(built))
        ):
            yield what.placed(_readable(f"{folder}/{path}"))


def _paths(pages: PageIndex) -> list[str]:
    return sorted((*pages.pages, *pages.files))


def _built(path: str, *, page: bool) -> str:
    return f"{url_of(path)}index.html" if page else path


def _above(built: str) -> Iterator[str]:
    while built := posixpath.dirname(built):
        yield built


def _own_addresses(site: Site) -> frozenset[str]:
    columns = (f"{column.path}/index.html" for column in site.columns)
    return frozenset({_NOT_FOUND, *columns})


def _name(path: str) -> Problem | None:
    name = posixpath.basename(path)
    if signs := dict.fromkeys(_UNFIT.findall(path)):
        shown = "".join(sign if sign.isprintable() else "�" for sign in signs)
        return Problem.unplaced(msg("文件名里有网址不能用的字符：{signs}", signs=shown), _RENAME)
    if _OTHER_PAGES.fullmatch(name) and not name.endswith(".md"):
        return Problem.unplaced(
            msg("这个文件不会成为网页：网页文件的后缀是小写的 .md"),
            msg("把后缀改成 .md；不是网页的，移到 content 之外"),
        )
    if name == "README.md":
        return Problem.unplaced(
            msg("README.md 不会成为网页"),
            msg("是网页的，改名为 index.md 或别的名字；不是的，移到 content 之外"),
        )
    return None


def _place(built: str, path: str, pages: PageIndex, own: frozenset[str]) -> Problem | None:
    top, slash, _ = built.partition("/")
    further = _FURTHER_LIST.fullmatch(built)
    if (
        (top in OWN_FOLDERS and slash)
        or (further and further["column"] in pages.site.columns_by_path)
        or (built in own and path != f"{posixpath.dirname(built)}/index.md")
    ):
        return Problem.unplaced(_TAKEN, _MOVE)
    return None


def _clash(path: str, there: str, other: str, built: str) -> Problem | None:
    if path == other:
        return None
    if there == built:
        return Problem.unplaced(msg("它和 {other} 会成为同一个网址", other=_readable(other)), _MOVE)
    return Problem.unplaced(
        msg("它和 {other} 的网址只差大小写，有的电脑分不开", other=_readable(other)),
        msg("换一个名字，文件名都用小写字母；链接到它的地方一起改"),
    )


def _in_the_way(below: str | None) -> Problem | None:
    if below is None:
        return None
    what = msg("它和 {other} 争同一个地址：一个要文件，一个要文件夹", other=_readable(below))
    return Problem.unplaced(what, _MOVE)


def _readable(path: str) -> str:
    """Return a path in one line that any output can write."""
    return "".join(sign if sign.isprintable() else "�" for sign in path)
