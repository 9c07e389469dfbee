"""Drafts and scheduled pages: absent from a build, present and marked in an editor's preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.cities import article
from tests.plugins.building import build, write_city

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    "content/portal/xwdt/out.md": article("见[通知](../tzgg/later.md)。", title="已发布的页面"),
    "content/portal/xwdt/draft.md": article("草稿。", title="还没写完的页面", draft="true"),
    "content/portal/tzgg/later.md": (
        "---\ntitle: 到时候才有的通知\nsource: 本网\npublish_at: 2026-11-24 10:00\n---\n通知。\n"
    ),
}
SCHEDULED = "到时候才有的通知"


@pytest.mark.parametrize(
    ("moment", "stands"), [("2026-11-24 09:59", False), ("2026-11-24 10:00", True)]
)
def test_a_scheduled_page_is_nowhere_before_its_minute(
    tmp_path: Path, moment: str, *, stands: bool
) -> None:
    pages = build(write_city(tmp_path, PAGES), moment)
    texts = {
        name: data.decode()
        for name, data in pages.files().items()
        if name.endswith((".html", ".xml"))
    }
    found = {n for n, t in texts.items() if SCHEDULED in t or "tzgg/later/" in t}
    assert ("tzgg/later/index.html" in found) == stands
    assert bool(found) == stands
    assert {"index.html", "tzgg/index.html", "tzgg/feed.xml", "sitemap.xml"} <= found or not stands
    links = pages.tree("xwdt/out/index.html").xpath("//article//a[contains(., '通知')]/@href")
    assert links == ["../../tzgg/later/"] * stands


def test_a_draft_is_nowhere(tmp_path: Path) -> None:
    pages = build(write_city(tmp_path, PAGES), "2026-11-24 12:00")
    assert "xwdt/draft/index.html" not in pages.files()
    assert not any("还没写完的页面".encode() in data for data in pages.files().values())


def test_the_preview_shows_them_with_a_mark(tmp_path: Path) -> None:
    out = tmp_path / "preview"
    config = load_config(str(write_city(tmp_path, PAGES)), site_dir=str(out))
    config.plugins["zhengwu/site"].config.date = "2026-11-24 09:59"
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)

    def mark(path: str) -> list[str]:
        page = html.fromstring((out / path).read_text("utf-8"))
        found = page.xpath("//*[contains(@class, 'zw-status--draft')]")
        return [element.text_content().strip() for element in found]

    assert mark("xwdt/draft/index.html") == ["草稿：只在预览里出现，不会发布"]
    assert mark("tzgg/later/index.html") == ["定时发布：2026-11-24 10:00 才会出现，现在只在预览里"]
    assert mark("xwdt/out/index.html") == []
    for path, titles in {
        "xwdt/index.html": ["还没写完的页面"],
        "tzgg/index.html": [SCHEDULED],
    }.items():
        page = html.fromstring((out / path).read_text("utf-8"))
        marked = page.xpath("//main//li[.//*[@class='zw-mark' and text()='未发布']]//a/text()")
        assert marked == titles


@pytest.mark.parametrize("moment", ["明天", "2026-11-24 25:00"])
def test_a_moment_that_is_none_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, moment: str
) -> None:
    config = load_config(str(write_city(tmp_path, PAGES)))
    config.plugins["zhengwu/site"].config.date = moment
    with pytest.raises(Abort):
        mkdocs_build(config)
    assert f"日期“{moment}”不对：写成 2026-11-20 或 2026-11-20 09:30 这样" in caplog.text


def test_a_waiting_pages_attachments_wait_with_it(tmp_path: Path) -> None:
    waiting = "publish_at: 2026-11-25 09:00\nattachments:\n  - {name: 表, file: files/form.docx}\n"
    text = (
        f"---\ntitle: 还没到时间\nsource: 本网\n{waiting}---\n![图](files/both.svg){{width=10}}\n"
        '\n![片](files/v.mp4){poster="files/v.svg" captions="files/v.vtt"}\n'
    )
    files = {
        "content/portal/xwdt/waiting.md": text,
        "content/portal/xwdt/now.md": article("![图](files/both.svg)"),
        "content/portal/xwdt/files/form.docx": b"PK",
        "content/portal/xwdt/files/both.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "content/portal/xwdt/files/nobody.txt": "x",
        **{f"content/portal/xwdt/files/{name}": "x" for name in ("v.mp4", "v.svg", "v.vtt")},
    }
    config = write_city(tmp_path / "city", files)
    theirs = {f"xwdt/files/{name}" for name in ("form.docx", "v.mp4", "v.svg", "v.vtt")}
    names = {*theirs, "xwdt/files/both.svg", "xwdt/files/nobody.txt"}
    before = set(build(config, "2026-11-25 08:59").files()) & names
    after = set(build(config, "2026-11-25 09:00").files()) & names
    assert before == names - theirs
    assert after == names
