from __future__ import annotations

import pytest

from tests.cities import article
from tests.hooks.rules.judging import judge_built, of_rule

RULE = "missing-page-label"
SITE = {
    "SiteName": "中山市人民政府门户网站",
    "SiteDomain": "www.zhongshan.example",
    "SiteIDCode": "4420009901",
}
COLUMN = {
    "ColumnName": "通知公告",
    "ColumnDescription": "通知公告栏目。",
    "ColumnKeywords": "通知公告",
    "ColumnType": "通知公告",
}
CONTENT = {
    "ArticleTitle": "关于启用新办公地点的公告",
    "PubDate": "2026-11-02 09:30",
    "ContentSource": "本网",
}
FILES = {"content/portal/tzgg/a.md": article("正文"), "content/portal/gk/a.md": article("正文")}


def found(path: str, labels: dict[str, str]) -> list[str]:
    metas = "".join(f'<meta name="{name}" content="{text}">' for name, text in labels.items())
    html = f"<html><head>{metas}</head><body><p>甲</p></body></html>"
    return [finding.snippet for finding in of_rule(judge_built(html, path, FILES), RULE)]


@pytest.mark.parametrize(
    ("path", "labels"),
    [
        pytest.param("index.html", SITE | COLUMN, id="home"),
        pytest.param("tzgg/index.html", SITE | COLUMN, id="column"),
        pytest.param("tzgg/page/2/index.html", SITE | COLUMN, id="list"),
        pytest.param("tzgg/a/index.html", SITE | COLUMN | CONTENT, id="article"),
        pytest.param("gk/a/index.html", SITE | COLUMN, id="plain-page"),
        pytest.param("404.html", SITE, id="no-page"),
        pytest.param("site-map/index.html", SITE, id="site-map"),
    ],
)
def test_the_labels_of_each_kind_of_page(path: str, labels: dict[str, str]) -> None:
    assert found(path, labels) == []
    for name in labels:
        assert found(path, {n: t for n, t in labels.items() if n != name}) == [name]


@pytest.mark.parametrize("value", ["", "null", "NULL", " "])
def test_labels_that_say_nothing(value: str) -> None:
    assert found("index.html", SITE | COLUMN | {"ColumnType": value}) == ["ColumnType"]


@pytest.mark.parametrize("value", ["2026-11-02", "2026/11/02 09:30", "2026-13-02 09:30", "昨天"])
def test_times_that_are_none(value: str) -> None:
    labels = SITE | COLUMN | CONTENT | {"PubDate": value}
    assert found("tzgg/a/index.html", labels) == [value]
