"""Built pages that lead out of government directly."""

from __future__ import annotations

import pytest

from tests.hooks.rules.judging import judge_built, of_rule

LIBRARY = "https://www.xiangshan-library.example/"


def found(html: str, path: str = "tzgg/a/index.html") -> int:
    page = f"<html><body>{html}</body></html>"
    return len(of_rule(judge_built(page, path), "missing-leaving-notice"))


@pytest.mark.parametrize(
    "html",
    [
        f'<a href="{LIBRARY}">图书馆</a>',
        '<a href="//www.xiangshan-library.example/">图书馆</a>',
        f'<map name="m"><area href="{LIBRARY}" alt="图书馆"></map>',
        f'<form action="{LIBRARY}"><button>检索</button></form>',
    ],
    ids=["link", "without a scheme", "image map", "form"],
)
def test_every_way_out_is_told(html: str) -> None:
    assert found(html) == 1


@pytest.mark.parametrize(
    ("html", "path"),
    [
        (f'<a href="{LIBRARY}">继续访问</a>', "leave/0123456789abcdef/index.html"),
        ('<a href="https://www.gov.cn/">中国政府网</a>', "index.html"),
        ('<a href="https://fgj.zhongshan.example/">发改局</a>', "index.html"),
        ('<a href="mailto:a@www.xiangshan-library.example">写信</a>', "index.html"),
        ('<a href="../leave/0123456789abcdef/">图书馆</a>', "tzgg/index.html"),
        ('<a href="https://www.shop-demo.com/">不在清单里的另有规则</a>', "index.html"),
    ],
    ids=["on the notice", "government", "own site", "mail", "by the notice", "not listed"],
)
def test_other_ways_are_not(html: str, path: str) -> None:
    assert found(html, path) == 0
