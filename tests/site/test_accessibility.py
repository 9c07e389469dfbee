"""Everybody can use the pages: axe-core, the keyboard alone, large type, paper."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.browsing import WIDTHS, serve_folder
from tests.site.conftest import DAY, copy_city
from zhengwu.pages.schedule import end_of
from zhengwu_mkdocs.build import build_site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.site.browsing import Browser

POLICY = "zwgk/zcwj/2026-lvdao-banfa/"
KINDS = {
    "home": ("portal", ""),
    "column": ("portal", "zwgk/zcwj/"),
    "column of columns": ("portal", "zwgk/"),
    "article": ("portal", "xwdt/20261120-lvdao-yanghu/"),
    "policy": ("portal", POLICY),
    "repealed policy": ("portal", "zwgk/zcwj/2025-yuelan-zanxing/"),
    "interpretation": ("portal", "zwgk/zcjd/20261026-lvdao-tujie/"),
    "service": ("portal", "bsfw/laonian-youdai/"),
    "plain page": ("portal", "about/accessibility/"),
    "search": ("portal", "search/?q=绿道"),
    "site map": ("portal", "site-map/"),
    "404": ("portal", "no/such/page/"),
    "department": ("fgj", ""),
    "department's service": ("fgj", "bsfw/"),
    "town": ("xiaolan", ""),
    "town's news": ("xiaolan", "xwdt/"),
}
EMERGENCY = """
banners:
  - title: 暴雨红色预警
    emergency: natural
    level: red
    start: 2026-11-24 08:00
    end: 2026-11-25 08:00
"""
NOTICE = """
banners:
  - {title: 办公地点搬迁, text: 请到新址办理。, start: 2026-11-20 08:00, end: 2026-11-30 08:00}
"""
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
MODES = ("size", "contrast")
FOCUSABLE = """() => {
    const wanted = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const seen = [...document.querySelectorAll(wanted)].filter(e =>
        e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0
        // Of a group of radio buttons the keyboard stops at one; arrows choose among them.
        && !(e.type === 'radio' && !e.checked)
        && !(e.closest('details:not([open])') && e.tagName !== 'SUMMARY'));
    seen.forEach((e, i) => e.dataset.number = i);
    return seen.length;
}"""


def violations(page: Page) -> list[str]:
    options = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(
    kind: str, width: str, browser: Browser, address: dict[str, str]
) -> None:
    site, path = KINDS[kind]
    with browser.open(address[site] + path, width) as visit:
        assert violations(visit.page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_a_page_with_banners(
    width: str, browser: Browser, tmp_path: Path
) -> None:
    folder = copy_city(tmp_path / "city")
    for file, text in (("city.yml", EMERGENCY), ("fgj/site.yml", NOTICE)):
        path = folder / "content" / file
        path.write_text(path.read_text("utf-8") + text, "utf-8")
    built = build_site(folder / "mkdocs.yml", "fgj", end_of(DAY), tmp_path / "built")
    assert not built.failed, built.log
    with serve_folder(tmp_path / "built") as url, browser.open(url, width) as visit:
        page = visit.page
        assert page.get_by_text("暴雨红色预警").first.is_visible()
        assert violations(page) == []
        page.get_by_text("办公地点搬迁").first.wait_for()
        page.locator("[data-zw-dismiss], .zw-banner button").first.click()
        assert not page.get_by_text("办公地点搬迁").first.is_visible()
        page.goto(f"{url}xwdt/")
        assert page.get_by_text("办公地点搬迁").count() == 0 or not (
            page.get_by_text("办公地点搬迁").first.is_visible()
        )
        assert page.get_by_text("暴雨红色预警").first.is_visible()
        assert page.context.cookies() == []
        assert visit.complaints == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", ["home", "policy", "column"])
def test_axe_finds_nothing_in_a_mode(
    kind: str, mode: str, browser: Browser, address: dict[str, str]
) -> None:
    site, path = KINDS[kind]
    with browser.open(address[site] + path) as visit:
        visit.page.locator(f"[data-zw-mode={mode}]").click()
        assert violations(visit.page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", ["home", "column", "policy", "search", "404"])
def test_the_keyboard_reaches_everything(
    kind: str, width: str, browser: Browser, address: dict[str, str]
) -> None:
    site, path = KINDS[kind]
    with browser.open(address[site] + path, width) as visit:
        page = visit.page
        page.wait_for_load_state("networkidle")  # search results come late
        count = page.evaluate(FOCUSABLE)
        assert count > 10
        reached: list[int] = []
        unmarked: list[str] = []
        for _ in range(count + 5):
            page.keyboard.press("Tab")
            number, mark, html = page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e);
                return [e.dataset.number ?? null,
                        s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0
                        || s.boxShadow !== 'none', e.outerHTML.slice(0, 200)]; }"""
            )
            if number is None:
                break
            reached.append(int(number))
            if not mark:
                unmarked.append(html)
        assert sorted(set(reached)) == list(range(count))
        assert reached == sorted(reached), "focus jumps about"
        assert unmarked == []


def test_the_first_stop_skips_to_the_content(browser: Browser, address: dict[str, str]) -> None:
    with browser.open(address["portal"]) as visit:
        page = visit.page
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_stays_over_navigation_without_cookies(
    mode: str, browser: Browser, address: dict[str, str]
) -> None:
    state = "[document.documentElement.className, JSON.stringify(document.documentElement.dataset)]"
    with browser.open(address["portal"]) as visit:
        page = visit.page
        plain = page.evaluate(state)
        size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        page.locator(f"[data-zw-mode={mode}]").click()
        chosen = page.evaluate(state)
        assert chosen != plain
        page.goto(f"{address['portal']}xwdt/")
        assert page.evaluate(state) == chosen
        assert page.locator(f"[data-zw-mode={mode}]").get_attribute("aria-pressed") == "true"
        if mode == "size":
            large = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
            assert large >= 22 > size
        assert page.context.cookies() == []
        page.locator(f"[data-zw-mode={mode}]").click()
        page.goto(address["portal"])
        assert page.evaluate(state) == plain
        assert visit.complaints == []


def test_a_policy_prints_without_the_sites_furniture(
    browser: Browser, address: dict[str, str], tmp_path: Path
) -> None:
    with browser.open(address["portal"] + POLICY) as visit:
        paper = tmp_path / "policy.pdf"
        visit.page.pdf(path=paper, format="A4")
        title = visit.page.locator("h1").inner_text()
    command = ["pdftotext", "-layout", str(paper), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    squeezed = "".join(text.split())
    assert "".join(title.split()) in squeezed
    assert "第一条" in squeezed
    for furniture in ("跳到正文", "长者模式", "高对比度", "检索标题", "网站地图"):
        assert furniture not in squeezed
    assert "中府办函〔2026〕995号" in squeezed


def test_without_script_everything_is_there(browser: Browser, address: dict[str, str]) -> None:
    with browser.open(address["portal"], java_script_enabled=False) as visit:
        assert visit.complaints == []
        assert not visit.page.locator("[data-zw-mode]").first.is_visible()
        visit.page.locator("main a:not([href^='http'])").first.click()
        visit.page.wait_for_load_state()
        assert visit.page.locator("h1").count() == 1
