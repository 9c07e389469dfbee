"""Every built page carries the footer's seven items and its labels; nothing leads off the list.

Written over lxml and the register alone, so that it does not repeat the lint's own mistakes.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from tests.site.conftest import DAY

if TYPE_CHECKING:
    from pathlib import Path

    from zhengwu.model.city import City
    from zhengwu.model.site import Site

SITES = ("portal", "fgj", "xiaolan")
MINUTE = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")


def pages(public: Path, site: str) -> list[Path]:
    found = sorted((public / site).rglob("*.html"))
    assert len(found) > 20
    return found


def parse(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text("utf-8"))


def labels(root: html.HtmlElement) -> dict[str, str]:
    return {m.get("name", ""): m.get("content", "") for m in root.iter("meta")}


def link(footer: html.HtmlElement, host: str) -> html.HtmlElement:
    found = [a for a in footer.iter("a") if urlsplit(a.get("href", "")).hostname == host]
    assert len(found) == 1, host
    return found[0]


@pytest.mark.parametrize("site_id", SITES)
def test_every_page_has_the_seven_items(site_id: str, public: Path, city: City) -> None:
    site = city.sites[site_id]
    identifiers = site.identifiers
    for path in pages(public, site_id):
        (footer,) = parse(path).iter("footer")
        text = footer.text_content()
        assert city.unit_name(site.unit) in text, path
        assert site.contact.phone in text, path
        assert identifiers.site_code in text, path
        icp = link(footer, "beian.miit.gov.cn")
        assert icp.text_content().strip() == identifiers.icp, path
        police = link(footer, "beian.mps.gov.cn")
        assert police.text_content().strip() == identifiers.police, path
        digits = re.sub(r"\D", "", identifiers.police)
        assert police.get("href", "").endswith(f"code={digits}"), path
        conac = link(footer, "bszs.conac.cn")
        assert parse_qs(urlsplit(conac.get("href", "")).query)["id"] == [identifiers.conac], path
        assert conac.find(".//img") is not None, path
        jiucuo = link(footer, "zfwzgl.www.gov.cn")
        query = parse_qs(urlsplit(jiucuo.get("href", "")).query)
        assert query["site_code"] == [identifiers.site_code], path
        assert query["url"][0].startswith(site.url), path
        (site_map,) = (a for a in footer.iter("a") if "网站地图" in a.text_content())
        assert_exists(site_map.get("href", ""), path, public / site_id, site)


def assert_exists(href: str, page: Path, root: Path, site: Site) -> None:
    below = href.removeprefix(site.path)
    target = root / below if href.startswith("/") else page.parent / href
    assert (target / "index.html").is_file(), (page, href)


@pytest.mark.parametrize("site_id", SITES)
def test_every_page_has_the_site_labels(site_id: str, public: Path, city: City) -> None:
    site = city.sites[site_id]
    for path in pages(public, site_id):
        found = labels(parse(path))
        assert found["SiteName"] == site.name, path
        assert found["SiteDomain"] == site.domain, path
        assert found["SiteIDCode"] == site.identifiers.site_code, path


@pytest.mark.parametrize("site_id", SITES)
def test_home_and_columns_have_column_labels(site_id: str, public: Path, city: City) -> None:
    site = city.sites[site_id]
    home = labels(parse(public / site_id / "index.html"))
    assert home["ColumnType"] == "首页"
    for column in site.columns:
        found = labels(parse(public / site_id / column.path / "index.html"))
        assert found["ColumnName"] == column.name
        assert found["ColumnType"] == column.type
        assert found["ColumnDescription"] == column.description
        assert found["ColumnKeywords"]


@pytest.mark.parametrize("site_id", SITES)
def test_content_pages_have_content_labels(site_id: str, public: Path, city: City) -> None:
    site = city.sites[site_id]
    articles = 0
    for column in site.columns:
        if not column.lists:
            continue
        for path in sorted((public / site_id / column.path).glob("*/index.html")):
            folder = path.parent.name
            if folder == "page" or f"{column.path}/{folder}" in site.columns_by_path:
                continue
            root = parse(path)
            found = labels(root)
            articles += 1
            (heading,) = root.iter("h1")
            assert found["ArticleTitle"] == heading.text_content().strip(), path
            assert found["ColumnName"] == column.name, path
            if column.type != "办事服务":
                assert MINUTE.fullmatch(found["PubDate"]), path
                assert dt.date.fromisoformat(found["PubDate"][:10]) <= DAY
                assert found["ContentSource"], path
                assert found["PubDate"] in root.text_content(), path
                assert found["ContentSource"] in root.text_content(), path
    assert articles > 5


@pytest.mark.parametrize("site_id", SITES)
def test_no_page_names_a_host_that_is_not_listed(site_id: str, public: Path, city: City) -> None:
    for path in pages(public, site_id):
        text = path.read_text("utf-8")
        for host in re.findall(r"(?:https?:)?//([A-Za-z0-9.-]+)", text):
            name = host.rstrip(".").lower()
            assert city.allows(name, DAY), (path, host)
        root = parse(path)
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            assert "style" not in element.attrib, path
            assert not [a for a in element.attrib if a.startswith("on")], path
            if element.tag == "script":
                assert element.get("src"), path
                assert not (element.text or "").strip(), path
            if element.tag == "style":
                pytest.fail(f"{path} has an inline style sheet")


@pytest.mark.parametrize("site_id", SITES)
def test_every_page_of_a_demonstration_says_so(site_id: str, public: Path) -> None:
    for path in pages(public, site_id):
        assert "演示" in parse(path).body.text_content(), path
