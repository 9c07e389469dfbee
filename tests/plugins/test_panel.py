"""The panel that shows an editor a page's findings while it is previewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import html
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from tests.cities import article
from tests.plugins.building import write_city

if TYPE_CHECKING:
    from pathlib import Path

BAD = "看[这里的说明](https://shop-x.example/)，还有,,标点。"


def preview(folder: Path, body: str) -> list[str]:
    """Return the findings that the preview of a page shows."""
    config = load_config(
        str(write_city(folder, {"content/portal/xwdt/a.md": article(body)})),
        site_dir=str(folder / "out"),
    )
    config.plugins["zhengwu/site"].config.date = "2026-11-24"
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    page = html.fromstring((folder / "out/xwdt/a/index.html").read_text("utf-8"))
    return [item.text_content() for item in page.xpath("//li[contains(@class, 'zw-finding')]")]


def test_a_finding_stands_once_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    shown = preview(tmp_path, BAD)
    assert len([item for item in shown if "external-link" in item]) == 1
    assert len([item for item in shown if "doubled-punctuation" in item]) == 1
    assert all("content/portal/xwdt/a.md 第" in item for item in shown)


def test_a_clean_page_has_no_panel(tmp_path: Path) -> None:
    assert preview(tmp_path, "今天开始试运行。") == []
