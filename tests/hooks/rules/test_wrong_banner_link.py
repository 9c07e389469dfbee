"""Links of banners: judged in the register file, each at its own line."""

from __future__ import annotations

import pytest

from tests.cities import article, dump
from tests.hooks.rules.judging import judge_file, of_rule

BANNER = {"title": "台风预警", "start": "2026-11-20 09:00", "end": "2026-11-30 18:00"}
PAGES = {
    "content/portal/tzgg/taifeng.md": article("请留在室内。"),
    "content/portal/tzgg/later.md": article("以后。", publish_at="2026-12-01 09:00").replace(
        "published_at: 2026-11-02 09:30\n", ""
    ),
}


def said(link: str, *, of_city: bool = False) -> list[str]:
    name = "city" if of_city else "portal"
    path = "content/city.yml" if of_city else "content/portal/site.yml"
    found = judge_file(path, PAGES, **{name: {"banners": [BANNER | {"link": link}]}})
    findings = of_rule(found, "wrong-banner-link")
    lines = dump({"banners": [BANNER | {"link": link}]}).split("\n")
    for finding in findings:
        assert finding.snippet == link
        assert finding.column == next(x for x in lines if "link" in x).index(link[:3]) + 1
    return [finding.message.text() for finding in findings]


@pytest.mark.parametrize(
    "link",
    [
        "tzgg/taifeng.md",
        "https://www.gov.cn/",
        "https://fgj.zhongshan.example/",
        "https://www.xiangshan-library.example/",
    ],
)
def test_a_banner_may_lead_where_pages_may(link: str) -> None:
    assert said(link) == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("https://www.shop-demo.com/a", "清单之外或已到期的主机 www.shop-demo.com"),
        ("https://www.old-partner.example/", "清单之外或已到期的主机 www.old-partner.example"),
        ("javascript:alert(1)", "不是网址"),
        ("tzgg/mei-you.md", "打不开：没有“tzgg/mei-you.md”这个文件"),
        ("tzgg/later.md", "打不开：现在还不能链接“tzgg/later.md”：它到 2026-12-01 09:00 才发布"),
    ],
)
def test_other_links_are_told(link: str, message: str) -> None:
    (found,) = said(link)
    assert message in found


def test_the_city_s_banner_needs_a_whole_address() -> None:
    assert said("https://www.zhongshan.example/tzgg/taifeng/", of_city=True) == []
    (found,) = said("tzgg/taifeng.md", of_city=True)
    assert "不是完整网址" in found


def test_the_new_address_of_a_retiring_site_counts() -> None:
    event = {"event": "retire", "date": "2026-11-01", "moved_to": "https://www.shop-demo.com/"}
    found = judge_file("content/portal/site.yml", portal={"lifecycle": [event]})
    assert len(of_rule(found, "wrong-banner-link")) == 1
