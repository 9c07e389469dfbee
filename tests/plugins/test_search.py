"""Plugin `zhengwu/search`: the choices of the search page, and which index a preview searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from tests.cities import article
from tests.plugins.building import build, write_city

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    "content/portal/xwdt/a.md": article("甲。", published_at="2024-03-02 09:30"),
    "content/portal/xwdt/b.md": article("乙。", published_at="2026-03-02 09:30"),
    "content/portal/zcwj/c.md": article("丙。", published_at="2026-04-02 09:30"),
    "content/portal/tzgg/d.md": article("丁。", published_at="2020-04-02 09:30", draft="true"),
}
MOMENT = "2026-11-24 12:00"
SEARCH = "search/index.html"


def choices(page: Any, name: str) -> list[str]:  # noqa: ANN401 -- lxml's element
    return list(page.xpath(f"//select[@name='{name}']/option/@value"))


def preview(config_file: Path) -> Any:  # noqa: ANN401 -- lxml's element
    """Build as `mkdocs serve` does and return the search page."""
    out = config_file.parent / "preview"
    config = load_config(str(config_file), site_dir=str(out))
    config.plugins["zhengwu/site"].config.date = "2026-11-24"
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    return html.document_fromstring((out / SEARCH).read_text("utf-8"))


def test_the_filters_offer_what_there_is(tmp_path: Path) -> None:
    page = build(write_city(tmp_path, PAGES), MOMENT).tree(SEARCH)
    assert choices(page, "column") == ["", "xwdt", "zcwj"]
    assert choices(page, "year") == ["", "2026", "2024"]
    assert choices(page, "sort") == ["", "newest"]


def test_the_page_leads_to_columns_where_scripts_are_off(tmp_path: Path) -> None:
    page = build(write_city(tmp_path, PAGES), MOMENT).tree(SEARCH)
    links = page.xpath("//noscript//a/@href")
    assert "../site-map/" in links
    assert "../zcwj/" in links


def test_a_build_uses_its_own_index_and_says_nothing_of_it(tmp_path: Path) -> None:
    page = build(write_city(tmp_path, PAGES), MOMENT).tree(SEARCH)
    assert page.get_element_by_id("zw-results").get("data-index") == "own"
    assert page.find_class("zw-results__note") == []


@pytest.mark.parametrize(
    ("last_build", "state", "said"),
    [
        pytest.param(
            {"index.json": "{}", "1/a.gz": "a", "index.html": "old"},
            "last",
            "预览使用上次生成的索引",
            id="after-a-build",
        ),
        pytest.param({}, "none", "还没有生成过索引", id="before-any"),
    ],
)
def test_a_preview_uses_the_last_builds_index(
    last_build: dict[str, str], state: str, said: str, tmp_path: Path
) -> None:
    config = write_city(tmp_path, PAGES)
    for name, text in last_build.items():
        file = tmp_path / "public/portal/search" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    page = preview(config)
    assert page.get_element_by_id("zw-results").get("data-index") == state
    (note,) = page.find_class("zw-results__note")
    assert note.text.startswith(said)
    assert (tmp_path / "preview/search/1/a.gz").is_file() == bool(last_build)
