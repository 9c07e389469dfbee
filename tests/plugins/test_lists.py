"""Plugin `zhengwu/columns`: lists whose numbered pages stay as they are."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cities import FRESH, PORTAL, _column, article
from tests.plugins.building import build, write_city
from zhengwu.pages.schedule import end_of
from zhengwu.tree import FolderTree
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judge
from zhengwu_lint.select.paths import built_targets
from zhengwu_lint.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.plugins.building import Pages

MOMENT = "2026-11-24 12:00"
FIRST = dt.datetime(2026, 1, 5, 9)
COLUMNS = [*PORTAL["columns"], _column("xwdt/bmdt", "部门动态", "工作动态")]
TRAIL = ("xwdt", "xwdt/bmdt")


def written(folder: Path, count: int) -> Path:
    """Write the small city with `count` news of the lower column, the first the oldest."""
    files = {
        f"content/portal/xwdt/bmdt/{n:03}.md": article(
            "正文",
            title=f"第{n}次会议研究供水工作",
            published_at=f"{FIRST + dt.timedelta(days=n):%Y-%m-%d %H:%M}",
        )
        for n in range(1, count + 1)
    }
    return write_city(folder, {**FRESH, **files}, portal={"columns": COLUMNS})


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """A portal whose lower column has two numbered pages and 21 entries of its own."""
    return build(written(tmp_path_factory.mktemp("long"), 61), MOMENT)


def links(pages: Pages, path: str) -> dict[str, str]:
    found = pages.tree(path).xpath("//nav[@aria-label='分页']//a")
    return {" ".join(a.text_content().split()): a.get("href") for a in found}


def test_the_columns_own_page_leads_to_every_other(long: Pages) -> None:
    page = long.tree("xwdt/bmdt/index.html")
    assert len(page.xpath("//main//ul[contains(@class, 'zw-entries')]/li")) == 21
    assert "共 61 条" in page.text_content()
    assert links(long, "xwdt/bmdt/index.html") == {
        "较早的一页": "page/2/",
        "第 2 页2026-01-26 至 2026-02-14": "page/2/",
        "第 1 页2026-01-06 至 2026-01-25": "page/1/",
    }


def test_a_numbered_page_says_its_days_and_leads_to_its_neighbours(long: Pages) -> None:
    page = long.tree("xwdt/bmdt/page/2/index.html")
    assert "第 2 页，2026-01-26 至 2026-02-14" in page.text_content()
    titles = page.xpath("//main//ul[contains(@class, 'zw-entries')]/li//a/text()")
    assert titles == [f"第{n}次会议研究供水工作" for n in range(40, 20, -1)]
    assert links(long, "xwdt/bmdt/page/2/index.html") == {
        "较新的一页": "../3/",
        "较早的一页": "../1/",
        "部门动态的最新内容和全部页码": "../../",
    }
    assert "较早的一页" not in links(long, "xwdt/bmdt/page/1/index.html")
    assert page.xpath("//head/link[@rel='prev' or @rel='next']/@href") == ["../3/", "../1/"]


@pytest.mark.parametrize("number", [3, 4])
def test_a_number_without_a_page_yet_leads_to_the_column(long: Pages, number: int) -> None:
    """Readers keep links from the time when numbers were counted from the newest."""
    page = long.tree(f"xwdt/bmdt/page/{number}/index.html")
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../../"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//main//a[text()='部门动态']/@href")[-1] == "../../"
    assert f"xwdt/bmdt/page/{number}/" not in long.text("sitemap.xml")


def test_the_lists_are_clean(long: Pages) -> None:
    sources = open_workspace(FolderTree(long.folder.parent), moment=end_of(dt.date(2026, 11, 24)))
    city = sources.register.city
    assert city is not None
    portal = city.sites["portal"]
    targets = built_targets(portal, _built(long), "public/portal")
    assert "xwdt/bmdt/page/3/index.html" in targets.files
    found = []
    for path in long.files("xwdt/**/page/*/index.html"):
        file = f"public/portal/{path}"
        subject = sources.html_subject(long.text(path), file, portal, targets)
        found += list(judge(subject, RULES))
    assert [(f.file, f.rule, f.message.text()) for f in found] == []


def _built(pages: Pages) -> FolderTree:
    """Return the built folder under the name that people know it by."""
    folder = pages.folder.parent / "built"
    shutil.copytree(pages.folder, folder / "public/portal", dirs_exist_ok=True)
    return FolderTree(folder)


@pytest.mark.parametrize("count", [39, 59])
def test_one_article_changes_two_files_of_each_list_on_its_trail(
    tmp_path: Path, count: int
) -> None:
    before = build(written(tmp_path / "before", count), MOMENT).files("xwdt/**/index.html")
    after = build(written(tmp_path / "after", count + 1), MOMENT).files("xwdt/**/index.html")
    assert set(before) <= set(after)
    changed = {path for path in after if before.get(path) != after[path]}
    for column in TRAIL:
        own = {path for path in changed if path.rpartition("/page/")[0] == column}
        assert f"{column}/index.html" in changed
        assert len(own) <= 1, own
    for path, data in before.items():
        if "/page/" in path and b"http-equiv" not in data:
            assert after[path] == data, path


def test_a_part_of_a_list_builds_to_the_same_bytes(long: Pages) -> None:
    part = build(long.folder.parent / "mkdocs.yml", MOMENT, pages=("xwdt/bmdt/page/*",))
    found = part.files("**/index.html")
    assert set(found) == {f"xwdt/bmdt/page/{n}/index.html" for n in (1, 2, 3, 4)}
    assert found == {path: data for path, data in long.files().items() if path in found}
