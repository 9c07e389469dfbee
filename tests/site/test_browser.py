"""The pages in a real browser, behind the city's security policy."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.site.browsing import WIDTHS

if TYPE_CHECKING:
    from tests.site.browsing import Browser

PAGES = {
    "portal": ("", "xwdt/", "zwgk/zcwj/", "bsfw/", "site-map/"),
    "fgj": ("", "xwdt/", "bsfw/"),
    "xiaolan": ("", "xwdt/", "bsfw/"),
}
VISITS = [
    (site, path, width) for site, paths in PAGES.items() for path in paths for width in WIDTHS
]


def first_article(browser: Browser, column: str) -> str:
    with browser.open(column) as visit:
        href = visit.page.locator("main a[href]").evaluate_all(
            "links => links.map(a => a.href).find(h => /\\/[^/]+\\/$/.test(new URL(h).pathname)"
            " && h.startsWith(location.href) && !/\\/page\\//.test(h))"
        )
    assert href
    return str(href)


def check(browser: Browser, url: str, width: str, status: int = 200) -> None:
    host = urlsplit(url).netloc
    with browser.open(url, width) as visit:
        assert visit.status == status
        expected = [c for c in visit.complaints if not (status == 404 and "404" in c)]
        assert expected == []
        assert {urlsplit(request).netloc for request in visit.requests} == {host}
        assert visit.page.locator("h1").count() == 1
        # Nothing may stick out sideways: a reader would have to scroll to both sides.
        wide = visit.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= WIDTHS[width][0]


@pytest.mark.parametrize(("site", "path", "width"), VISITS)
def test_a_page_loads_from_its_own_site_alone(
    site: str, path: str, width: str, browser: Browser, address: dict[str, str]
) -> None:
    check(browser, address[site] + path, width)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("site", PAGES)
def test_an_article_loads_from_its_own_site_alone(
    site: str, width: str, browser: Browser, address: dict[str, str]
) -> None:
    check(browser, first_article(browser, f"{address[site]}xwdt/"), width)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("site", PAGES)
def test_a_missing_page_is_answered_by_the_site(
    site: str, width: str, browser: Browser, address: dict[str, str]
) -> None:
    check(browser, f"{address[site]}no/such/page/", width, status=404)
    with browser.open(f"{address[site]}no/such/page/") as visit:
        link = visit.page.locator("main a[href]:not([href^='http'])").first
        link.click()
        visit.page.wait_for_load_state()
        assert visit.page.url.startswith(address[site])


def test_han_is_drawn_and_not_boxes(browser: Browser, address: dict[str, str]) -> None:
    """Two different characters of a font that lacks both come out as the same box."""
    with browser.open(address["portal"]) as visit:
        drawn = visit.page.evaluate(
            """() => ['政', '务', '\\u{10FFFD}'].map(character => {
                const canvas = document.createElement('canvas');
                canvas.width = canvas.height = 40;
                const context = canvas.getContext('2d');
                context.font = '32px ' + getComputedStyle(document.body).fontFamily;
                context.fillText(character, 2, 34);
                return Array.from(context.getImageData(0, 0, 40, 40).data).join();
            })"""
        )
    assert len(set(drawn)) == 3
