from __future__ import annotations

import pytest

from tests.hooks.rules.judging import judge_article, judge_stray, of_rule, places

RULE = "foreign-resource"


@pytest.mark.parametrize(
    "html",
    [
        pytest.param('<img src="https://shop.com/a.png">', id="image"),
        pytest.param('<img src="//www.gov.cn/a.png">', id="listed-host"),
        pytest.param('<img srcset="a.png 1x, https://shop.com/b.png 2x">', id="srcset"),
        pytest.param('<video poster="https://shop.com/a.jpg"></video>', id="poster"),
        pytest.param('<link rel="stylesheet" href="https://shop.com/a.css">', id="style-sheet"),
        pytest.param('<link rel="preconnect" href="https://shop.com">', id="preconnect"),
        pytest.param('<style>@import "https://shop.com/a.css";</style>', id="import"),
        pytest.param('<p style="background:url(//shop.com/a)">字</p>', id="style-attribute"),
        pytest.param('<script>fetch("https://shop.com/")</script>', id="script-text"),
        pytest.param("<p onclick=\"x('https://shop.com/')\">字</p>", id="handler"),
        pytest.param('<meta http-equiv="refresh" content="0;url=https://shop.com/">', id="refresh"),
        pytest.param('<object data="data:image/svg+xml;base64,AAAA"></object>', id="data"),
        pytest.param('<iframe src="data:text/html,a"></iframe>', id="data-page"),
        pytest.param('<img src="http://a b/">', id="no-address"),
        pytest.param('<p data-x="https://shop.com/a">字</p>', id="any-attribute"),
        pytest.param('<b data-x=\'{"u":"https://shop.com/a"}\'>字</b>', id="within-an-attribute"),
        pytest.param('<svg><rect fill="url(//shop.com/a#b)"/></svg>', id="paint"),
        pytest.param('<svg><script xlink:href="//shop.com/a.js"/></svg>', id="script-of-svg"),
        pytest.param("<script>location='ht'+'tps://shop.com'</script>", id="joined"),
        pytest.param("<script>a('\\x68ttps:\\x2f\\x2fshop.com')</script>", id="escaped"),
        pytest.param("<script>eval(atob('aHR0cHM6Ly9zaG9wLmNvbS8='))</script>", id="base64"),
        pytest.param(
            "<script>a(String.fromCharCode(104,116,116,112,58,47,47,97,46,99,110))</script>",
            id="codes",
        ),
        pytest.param('<style>a{b:image-set("//shop.com/a" 1x)}</style>', id="image-set"),
        pytest.param("<iframe srcdoc=\"&lt;img src='//shop.com/a'&gt;\"></iframe>", id="frame"),
        pytest.param('<iframe src="javascript:x()"></iframe>', id="javascript"),
        pytest.param('<img src="blob:https://shop.com/1">', id="blob"),
        pytest.param('<a href="a.html" ping="https://shop.com/">字</a>', id="ping"),
        pytest.param('<img data-src="https://shop.com/a.png">', id="lazy-image"),
    ],
)
def test_what_loads_from_outside_is_found(html: str) -> None:
    assert len(of_rule(judge_stray(f"<p>通知</p>{html}", "a.html"), RULE)) == 1


@pytest.mark.parametrize(
    "html",
    [
        pytest.param('<img src="/a.png"><script src="../a.js"></script>', id="relative"),
        pytest.param('<img src="https://www.zhongshan.example/a.png">', id="own-site"),
        pytest.param('<img src="https://fgj.zhongshan.example/a.png">', id="other-site"),
        pytest.param('<a href="https://www.gov.cn/">政策</a>', id="link"),
        pytest.param('<link rel="canonical" href="https://www.gov.cn/a">', id="canonical"),
        pytest.param('<iframe src="about:blank"></iframe>', id="empty-frame"),
        pytest.param('<img src="data:image/png;base64,AAAA">', id="own-picture"),
        pytest.param('<svg xmlns:x="http://www.w3.org/1999/xlink"></svg>', id="name-space"),
        pytest.param(
            '<script type="application/ld+json">{"@context":"https://schema.org"}</script>',
            id="vocabulary",
        ),
        pytest.param('<style>@namespace "http://www.w3.org/2000/svg";</style>', id="css-names"),
    ],
)
def test_what_the_site_serves_itself_passes(html: str) -> None:
    assert of_rule(judge_stray(f"<p>通知</p>{html}", "a.html"), RULE) == []


def test_pictures_of_markdown_and_front_matter() -> None:
    findings = judge_article("![会场](https://shop.com/a.png)", image="https://shop.com/b.png")
    assert places(findings, RULE) == [(5, 8), (7, 1)]
