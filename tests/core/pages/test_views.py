"""The views of pages and of what stands around them: plain values, from pure core."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.cities import CITY, FRESH, PORTAL, _column, article, city_tree
from zhengwu.pages.chrome import SiteView, Surroundings
from zhengwu.pages.index import read_pages
from zhengwu.pages.page_views import ERRORS, PageViews, ViewOptions
from zhengwu.pages.view import PageView, digest_of, from_data, to_data
from zhengwu.register.load import load_register

if TYPE_CHECKING:
    from collections.abc import Iterator

MOMENT = datetime(2026, 11, 24, 12)
SIZE = 4
# Columns below columns, so that an article has a trail.
REGISTER = {
    "columns": [
        *PORTAL["columns"],
        _column("xwdt/bmdt", "部门动态", "工作动态"),
        _column("xwdt/bmdt/yjdt", "一局动态", "工作动态"),
    ],
    "banners": [
        {"title": "维护", "start": "2026-11-20 09:30", "end": "2026-11-30 18:00", "link": "gk/"}
    ],
}
DEEP = "content/portal/xwdt/bmdt/yjdt"
FILES = {
    **FRESH,
    "content/portal/xwdt/a.md": article(
        "见[公告](../tzgg/20261120-tongzhi.md)和[书目](https://www.xiangshan-library.example/a)。"
        "\n\n![图](files/tu.png)",
        title="甲",
        author="林",
        image="files/tu.png",
    ),
    "content/portal/xwdt/files/tu.png": b"\x89PNG",
    "content/portal/tzgg/b.md": article("乙", title="乙").replace(
        "source:", "attachments:\n  - {name: 表, file: files/biao.docx}\nsource:"
    ),
    "content/portal/tzgg/files/biao.docx": b"PK",
    "content/portal/about/privacy.md": "---\ntitle: 隐私声明\n---\n隐私。\n",
}


def views(files: dict[str, str | bytes] | None = None, site: str = "portal") -> PageViews:
    """Return the views of a site of the small city with `files`."""
    tree = city_tree(FILES if files is None else files, city=CITY, portal=REGISTER)
    city = load_register(tree).city
    assert city is not None
    pages = read_pages(city.sites[site], tree, f"content/{site}", city).published(MOMENT)
    options = ViewOptions(Surroundings(), SIZE)
    return PageViews(city, pages, pages, MOMENT, options)


def of_all(made: PageViews) -> Iterator[tuple[str, PageView]]:
    """Yield the view of everything that a site consists of, by path."""
    for path in (*made.pages.pages, *made.list_paths, *made.leaving):
        yield path, made.of(path)
    for name in ERRORS:
        yield name, made.error(name)
    for path in made.machine_files:
        yield path, made.machine_file(path)


def numbered(count: int) -> dict[str, str | bytes]:
    """Return `count` articles of the deepest column, the first the oldest."""
    return {
        f"{DEEP}/{n:02}.md": article(
            "正文", title=f"第{n}篇", published_at=f"2026-{n // 28 + 1:02}-{n % 28 + 1:02} 09:00"
        )
        for n in range(1, count + 1)
    }


@pytest.mark.parametrize("site", ["portal", "fgj"])
def test_views_survive_being_written_down(site: str) -> None:
    made = views(site=site)
    kinds = set()
    for path, view in of_all(made):
        kinds.add(view.kind)
        again = from_data(PageView, json.loads(json.dumps(to_data(view))))
        assert again == view, path
        assert again.digest == view.digest
    around = from_data(SiteView, json.loads(json.dumps(to_data(made.site))))
    assert around == made.site
    assert {"home", "column", "article", "policy", "interpretation", "service"} <= kinds
    assert {"none", "search", "site-map", "feed", "sitemap", "robots"} <= kinds


def test_views_are_plain_values() -> None:
    def strange(value: object) -> Iterator[object]:
        if isinstance(value, tuple):
            for item in value:
                yield from strange(item)
        elif is_dataclass(value):
            for one in fields(value):
                yield from strange(getattr(value, one.name))
        elif value is not None and type(value) not in {str, int, bool}:
            yield value

    made = views()
    for view in (made.site, *(view for _, view in of_all(made))):
        assert list(strange(view)) == []
        with pytest.raises(AttributeError):
            view.kind = "other"  # type: ignore[misc]


def test_nothing_around_the_pages_comes_from_articles() -> None:
    before = views().site
    more = {
        **{path: text for path, text in FILES.items() if "/tzgg/" not in path},
        **numbered(9),
        "content/portal/xwdt/privacy.md": article("甲", title="一则要闻"),
        "content/portal/accessibility.md": article("甲", title="也是文章", kind="article"),
    }
    assert views(more).site == before
    renamed = {**FILES, "content/portal/about/privacy.md": "---\ntitle: 隐私政策\n---\n隐私。\n"}
    assert [link.name for link in views(renamed).site.statements] == ["隐私政策"]


def test_a_digest_is_known_before_the_text_is_rendered() -> None:
    made = views()
    view = made.of("xwdt/a.md")
    assert view.html == ""
    assert replace(view, html=made.html("xwdt/a.md")).digest == view.digest
    assert [link.href.split("/")[:4] for link in view.body.links] == [
        ["..", "..", "tzgg", "20261120-tongzhi"],
        ["..", "..", "leave", view.body.links[1].href.split("/")[3]],
        ["..", "files", "tu.png"],
    ]
    assert [link.leaves for link in view.body.links] == [False, True, False]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param("content/portal/xwdt/a.md", "见[", "请看[", id="its text"),
        pytest.param("content/portal/xwdt/a.md", "title: 甲", "title: 丙", id="its title"),
        pytest.param("content/portal/xwdt/a.md", "author: 林", "author: 森", id="its author"),
        pytest.param(
            "content/portal/xwdt/20261120-xinwen.md", "市领导", "市长", id="its neighbour"
        ),
        pytest.param(
            "content/portal/tzgg/20261120-tongzhi.md",
            "source: 本网",
            "source: 本网\ndraft: true",
            id="the page that it links",
        ),
    ],
)
def test_a_digest_changes_with_what_the_page_shows(path: str, old: str, new: str) -> None:
    text = FILES[path]
    assert isinstance(text, str)
    assert old in text
    changed = views({**FILES, path: text.replace(old, new)})
    assert changed.of("xwdt/a.md").digest != views().of("xwdt/a.md").digest
    assert changed.of("gk/index.md").digest == views().of("gk/index.md").digest


def test_one_article_changes_at_most_two_pages_of_each_list_on_its_trail() -> None:
    trail = ("xwdt/bmdt/yjdt", "xwdt/bmdt", "xwdt")
    before: dict[str, str] = {}
    most = 0
    for count in range(3 * SIZE + 2):
        made = views({**FILES, **numbered(count)})
        after = {path: made.of(path).digest for path in made.list_paths}
        changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
        if before:
            by_column = dict.fromkeys(trail, 0)
            for path in changed - {"search/index.md"}:
                column = path.removesuffix("/index.md").partition("/page/")[0]
                assert column in trail, path
                by_column[column] += 1
            most = max(most, *by_column.values())
            gone = [path for path in before if path not in after]
            assert gone == []
        before = after
    assert most == 2


def test_no_numbered_page_of_a_list_changes_when_something_newer_comes() -> None:
    before: dict[str, PageView] = {}
    for count in range(1, 3 * SIZE + 2):
        made = views({**FILES, **numbered(count)})
        found = {path: made.of(path) for path in made.list_paths if "/page/" in path}
        lists = {path: view for path, view in found.items() if view.kind == "column"}
        for path, view in before.items():
            assert lists[path] == view
        for path, view in found.items():
            if path not in lists:
                column = path.partition("/page/")[0]
                assert (view.kind, view.forward_url) == ("forward", f"{column}/")
        before = lists
    deepest = before["xwdt/bmdt/yjdt/page/2.md"].listing
    assert deepest is not None
    assert (deepest.first_day, deepest.last_day) == ("2026-01-06", "2026-01-09")
    assert (deepest.newer_url, deepest.older_url, deepest.total) == (
        "xwdt/bmdt/yjdt/page/3/",
        "xwdt/bmdt/yjdt/page/1/",
        0,
    )


def test_a_columns_own_page_names_the_total_and_every_further_page() -> None:
    view = views({**FILES, **numbered(14)}).of("xwdt/bmdt/yjdt/index.md")
    assert view.listing is not None
    assert len(view.listing.entries) == 6
    assert (view.listing.total, view.listing.paged) == (14, True)
    assert [(page.number, page.url, page.first_day) for page in view.listing.further] == [
        (2, "xwdt/bmdt/yjdt/page/2/", "2026-01-06"),
        (1, "xwdt/bmdt/yjdt/page/1/", "2026-01-02"),
    ]


def test_the_digest_of_the_same_values_is_the_same() -> None:
    assert digest_of(views().site) == digest_of(views().site)
    assert digest_of(views().site) != digest_of(views(site="fgj").site)
