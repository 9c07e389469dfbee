"""Search in a real browser over a thousand pages: what is found, in which order, at what cost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from tests.plugins.building import write_city
from tests.site import search_pages
from tests.site.browsing import serve_folder
from zhengwu.pages.schedule import end_of
from zhengwu.pages.search_text import phrases, runs
from zhengwu.pages.urls import url_of
from zhengwu_mkdocs.build import build_site
from zhengwu_ops.build.search import MAX_UNITS, index_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Request

    from tests.site.browsing import Browser, Visit
    from tests.site.search_pages import Text

DAY = dt.date(2026, 11, 24)
MAX_BYTES = 400_000
NUMBERS = ("中府〔2021〕1号", "中府办函〔2023〕3号", "中府办〔2024〕118号", "中府函〔2022〕68号")
# Words that the map of a search knows, written so that dictionaries cut them differently.
TEXTS = (
    "中府办函〔2026〕12号",
    "公积金 提取　２０２６",
    "第三条，二〇二六年；Wi-Fi 6",
    "１２３４５ 热线（节假日）",
    "Ａ股ﾃﾚﾋﾞ㎡①é",
    "[2021] 第0162 号",
    "关于印发中山市排水管网与河涌两岸管理细则（第十二批）的通知",
    "水",
    "一二三 四五六七 八九十百千 万",
    "𠮷野家𬶋鱼",
)


@dataclass(frozen=True)
class Searched:
    """A site that can be searched: where it is served, and its pages by address."""

    address: str
    texts: dict[str, Text]

    def expected(self, phrase: str) -> set[str]:
        """Return the addresses of the pages that hold the phrase."""
        return {url for url, text in self.texts.items() if text.says(phrase)}


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searched]:
    texts = search_pages.texts()
    out = make(tmp_path_factory.mktemp("searched"), texts, MAX_UNITS)
    with serve_folder(out) as address:
        yield Searched(address, {url_of(text.path): text for text in texts})


def make(folder: Path, texts: tuple[Text, ...], max_units: int) -> Path:
    """Build the search page of a portal with these pages, and its index."""
    files = search_pages.files(texts)
    out = folder / "public/portal"
    built = build_site(write_city(folder, files), "portal", end_of(DAY), out, ("search/*",))
    assert not built.failed, built.log
    pages = search_pages.index(files)
    for page in pages.pages.values():
        stand_in(out / page.url / "index.html")
    index_site(out, pages, max_units)
    return out


def stand_in(file: Path) -> None:
    """Put a page where MkDocs would: building a thousand takes longer than all tests here."""
    file.parent.mkdir(parents=True, exist_ok=True)
    head = '<!doctype html><title>x</title><link rel="icon" href="/assets/img/mark.svg">'
    file.write_text(head, encoding="utf-8")


@pytest.fixture(scope="module")
def visit(searched: Searched, browser: Browser) -> Iterator[Visit]:
    with browser.open(f"{searched.address}search/") as visit:
        yield visit


def search(page: Page, query: str) -> list[str]:
    """Type a query and return the addresses of all results in order."""
    page.locator("#zw-q").fill(query)
    page.locator("#zw-q").press("Enter")
    return results(page)


def results(page: Page) -> list[str]:
    wait(page)
    more = page.get_by_role("button", name="再显示十条")
    while more.is_visible():
        more.click()
        wait(page)
    links = page.locator("#zw-results li a").evaluate_all("links => links.map(a => a.pathname)")
    return [link.lstrip("/") for link in links]


def wait(page: Page) -> None:
    page.wait_for_function(
        "() => !document.getElementById('zw-results').hasAttribute('aria-busy')"
        " && !document.querySelector('[role=status]').textContent.startsWith('正在')"
    )


def check_found(visit: Visit, searched: Searched, phrase: str) -> list[str]:
    expected = searched.expected(phrase)
    assert expected, "the phrase was not planted"
    found = search(visit.page, phrase)
    assert set(found) >= expected
    assert len(expected) / len(found) >= 0.95
    return found


@pytest.mark.parametrize("word", search_pages.WORDS)
def test_a_word_of_two_characters_is_found(word: str, visit: Visit, searched: Searched) -> None:
    check_found(visit, searched, word)


@pytest.mark.parametrize("phrase", search_pages.PHRASES)
def test_a_phrase_is_found(phrase: str, visit: Visit, searched: Searched) -> None:
    check_found(visit, searched, phrase)


@pytest.mark.parametrize(("start", "end"), [(4, 12), (7, 20), (0, None), (-9, None)])
def test_a_part_of_a_long_title_is_found(
    start: int, end: int | None, visit: Visit, searched: Searched
) -> None:
    titles = [text.title for text in searched.texts.values() if text.docno]
    for title in titles[:: len(titles) // 3]:
        check_found(visit, searched, title[start:end])


@pytest.mark.parametrize("number", NUMBERS)
def test_a_document_comes_first_by_its_number(
    number: str, visit: Visit, searched: Searched
) -> None:
    own = {url for url, text in searched.texts.items() if text.docno == number}
    assert len(own) == 1
    found = check_found(visit, searched, number)
    assert {found[0]} == own
    short = number[number.index("〔") :]
    assert {check_found(visit, searched, short)[0]} == own
    loose = short.replace("〔", "[").replace("〕", "] 第0")
    assert search(visit.page, loose) == search(visit.page, short)


def test_all_words_of_a_query_are_asked_for(visit: Visit, searched: Searched) -> None:
    found = search(visit.page, "窗口 骑楼修缮")
    assert set(found) == searched.expected("骑楼修缮")
    assert search(visit.page, "醒狮 这里没有这个说法") == []
    assert "没有找到" in visit.page.get_by_role("status").inner_text()


def test_a_title_comes_before_a_text(visit: Visit, searched: Searched) -> None:
    found = search(visit.page, search_pages.COMMON)
    titled = [(search_pages.COMMON in searched.texts[url].title) for url in found]
    assert titled == sorted(titled, reverse=True)
    assert len(set(titled)) == 2


def test_filters_and_order(visit: Visit, searched: Searched) -> None:
    page = visit.page
    search(page, search_pages.COMMON)
    page.get_by_label("栏目").select_option("zcwj")
    page.get_by_label("年份").select_option("2023")
    found = results(page)
    wanted = searched.expected(search_pages.COMMON)
    assert set(found) == {url for url in wanted if url.startswith("zcwj/2023/")}
    assert found
    page.get_by_label("栏目").select_option("")
    page.get_by_label("年份").select_option("")
    page.get_by_label("排序").select_option("newest")
    assert set(results(page)) == wanted
    dates = page.locator("#zw-results time").evaluate_all("all => all.map(t => t.dateTime)")
    assert dates == sorted(dates, reverse=True)
    assert "sort=newest" in page.url
    page.get_by_label("排序").select_option("")
    wait(page)


def test_results_show_clean_texts_with_the_query_marked(visit: Visit, searched: Searched) -> None:
    found = search(visit.page, "骑楼修缮")
    first = visit.page.locator("#zw-results li").first
    assert set(first.locator("mark").all_inner_texts()) == {"骑楼修缮"}
    excerpt = first.locator(".zw-hit__excerpt").inner_text().strip("…").replace("\u3000", "\n")
    text = searched.texts[found[0]]
    assert excerpt.split("\n")[0] in text.body
    assert first.locator("h2").inner_text() == text.title
    assert visit.complaints == []


def test_a_query_that_is_too_short_says_so(visit: Visit) -> None:
    assert search(visit.page, "水") == []
    assert "至少输入两个字" in visit.page.get_by_role("status").inner_text()


def test_the_address_is_the_query(visit: Visit, searched: Searched) -> None:
    search(visit.page, "灯会疏导")
    search(visit.page, "茶亭认养")
    visit.page.go_back()
    assert set(results(visit.page)) == searched.expected("灯会疏导")
    assert visit.page.locator("#zw-q").input_value() == "灯会疏导"


def test_browser_and_index_read_texts_alike(visit: Visit, searched: Searched) -> None:
    script = f"{searched.address}assets/zhengwu/search-text.js"
    read = visit.page.evaluate(
        """async ([script, texts]) => {
             const { runs, phrases } = await import(script);
             return texts.map(text => [runs(text).map(run => run.map(u => u.text)), phrases(text)]);
           }""",
        [script, TEXTS],
    )
    for text, (found, wanted) in zip(TEXTS, read, strict=True):
        assert found == runs(text)
        assert [(tuple(p["units"]), tuple(map(tuple, p["pairs"])), p["exact"]) for p in wanted] == [
            (phrase.units, phrase.pairs, phrase.exact) for phrase in phrases(text)
        ]


@pytest.mark.parametrize(
    "query", ["骑楼", "骑楼修缮", "停车泊位", "中府〔2021〕1号", "夜间施工噪声投诉办理"]
)
def test_a_cold_query_costs_little_and_stays_at_home(
    query: str, searched: Searched, browser: Browser
) -> None:
    with browser.open(f"{searched.address}{next(iter(searched.texts))}") as opened:
        page = opened.page
        page.wait_for_load_state("networkidle")
        finished: list[Request] = []
        page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108 -- Playwright marks its handlers
        page.goto(f"{searched.address}search/?q={quote(query)}")
        wait(page)
        page.wait_for_load_state("networkidle")
        assert page.locator("#zw-results li").count() > 0
        assert len(finished) > 10
        # Everything counts: the page with its styles, the search, the index, ten results.
        assert sum(request.sizes()["responseBodySize"] for request in finished) <= MAX_BYTES
        assert opened.complaints == []
        hosts = {urlsplit(request).netloc for request in opened.requests}
        assert hosts == {urlsplit(searched.address).netloc}


def test_nothing_of_the_index_is_loaded_before_a_query(
    searched: Searched, browser: Browser
) -> None:
    with browser.open(f"{searched.address}search/") as opened:
        opened.page.wait_for_load_state("networkidle")
        paths = [urlsplit(request).path for request in opened.requests]
        assert [path for path in paths if path.startswith("/search/")] == ["/search/"]


def test_a_large_site_is_searched_in_parts_the_newest_first(
    browser: Browser, tmp_path: Path
) -> None:
    texts = search_pages.texts()[:120]
    out = make(tmp_path, texts, 40_000)
    assert (out / "search/3").is_dir()
    word = "消防通道"
    with serve_folder(out) as address, browser.open(f"{address}search/") as opened:
        page = opened.page
        found = search(page, word)
        assert 10 <= len(found) < len(texts)
        assert "只查了较新的网页" in page.get_by_role("status").inner_text()
        older = page.get_by_role("button", name="继续查找更早的网页")
        while older.is_visible():
            older.click()
            found = results(page)
        assert set(found) == {url_of(text.path) for text in texts if text.says(word)}
        assert page.evaluate("document.activeElement.closest('#zw-results li') !== null")
        assert opened.complaints == []


def test_a_missing_index_is_told_and_not_thrown(browser: Browser, tmp_path: Path) -> None:
    out = make(tmp_path, search_pages.texts()[:3], MAX_UNITS)
    (out / "search/index.json").unlink()
    with serve_folder(out) as address, browser.open(f"{address}search/?q=街道") as opened:
        wait(opened.page)
        assert "检索暂时不能用" in opened.page.get_by_role("status").inner_text()


def test_without_scripts_the_page_leads_to_columns(searched: Searched, browser: Browser) -> None:
    with browser.open(f"{searched.address}search/", java_script_enabled=False) as opened:
        area = opened.page.locator("#zw-results")
        assert "没有启用" in area.inner_text()
        assert area.get_by_role("link", name="网站地图").is_visible()
        assert area.get_by_role("link", name="政策文件").is_visible()
