"""The typed models: what is wrong is told all at once, each with its place and what to do."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from zhengwu.duration import Term
from zhengwu.model.base import Model, validate
from zhengwu.model.city import CityFacts, host_fits
from zhengwu.model.page import META_OF, ArticleMeta, InterpretationMeta, PageMeta, PolicyMeta
from zhengwu.model.site import SiteFacts
from zhengwu.register.yaml import read_yaml

if TYPE_CHECKING:
    from tests.core.conftest import CityFiles
    from zhengwu.problem import Problem


EVERYTHING_WRONG = """\
name: 示范市
regoin: '99'
region: 99
demo: 也许
units:
  fgj: {name: 发展和改革局, kind: bureau}
  jyj: 教育局
hosts:
  - host: https://www.gov.cn/
    owner: 国务院办公厅
    expires: 明年
networks: [10.0.0.0/33]
officers:
  zhang: {name: 张三, unit: fgj, roles: editor}
entrances:
  services: {name: 办事, url: 办事大厅}
colour: 红
"""


def mistakes_of(kind: type[Model], text: str) -> tuple[Problem, ...]:
    value, mistakes = validate(kind, read_yaml(text, "city.yml"), "city.yml")
    assert (value is None) == bool(mistakes)
    return mistakes


def test_every_mistake_is_told_at_once_with_place_and_fix() -> None:
    lines = EVERYTHING_WRONG.split("\n")
    found = [
        (m.line, lines[m.line - 1][m.column - 1 :], m.message.text(), m.fix.text())
        for m in mistakes_of(CityFacts, EVERYTHING_WRONG)
    ]
    keys = "、".join(CityFacts.model_fields)
    assert found == [
        (2, "regoin: '99'", "不认识“regoin”这一项", "是不是想写“region”？"),
        (3, "99", "“99”不是行政区划代码", "写六位数字"),
        (4, "也许", "“demo”不是“是或否”", "写 true 或 false"),
        (
            6,
            "bureau}",
            "“units.fgj.kind”不能是“bureau”",
            "只能填：government、department、town、institution",
        ),
        (7, "教育局", "“units.jyj”下面应当是若干行“名称: 值”", "换行并缩进两格来写"),
        (9, "host: https://www.gov.cn/", "缺少“hosts.0.purpose”", "补上这一项"),
        (
            9,
            "https://www.gov.cn/",
            "“https://www.gov.cn/”不是主机名",
            "写成 www.example.gov.cn 或 *.gov.cn 这样，小写，不带 https:// 和路径",
        ),
        (11, "明年", "“hosts.0.expires”不是日期：明年", "写成 2026-11-20 这样"),
        (12, "10.0.0.0/33]", "“10.0.0.0/33”不是网段", "写成 10.0.0.0/8 这样"),
        (14, "editor}", "“officers.zhang.roles”应当是一个列表", "每项一行，以“- ”开头"),
        (
            16,
            "services: {name: 办事, url: 办事大厅}",
            "缺少“entrances.interaction”",
            "补上这一项",
        ),
        (16, "办事大厅}", "“办事大厅”不是网址", "写成 https://…… 这样的完整网址"),
        (17, "colour: 红", "不认识“colour”这一项", f"删去它，或改成这里认识的：{keys}"),
    ]


def test_a_key_written_twice_is_told_beside_the_rest() -> None:
    found = mistakes_of(CityFacts, "name: 甲\nname: 乙\ndemo: 是\nregion: '990000'\nunits: {}\n")
    assert [(m.line, m.message.text()) for m in found] == [
        (2, "“name”写了两次"),
        (3, "“demo”不是“是或否”"),
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("naem", "name"), ("domian", "domain"), ("identifers", "identifiers"), ("colums", "columns")],
)
def test_a_misspelt_key_is_told_with_the_right_one(written: str, meant: str) -> None:
    found = mistakes_of(SiteFacts, f"{written}: x\n")
    assert f"是不是想写“{meant}”？" in [m.fix.text() for m in found]


def test_a_misspelt_key_further_down_is_told_with_the_keys_of_its_place() -> None:
    found = mistakes_of(SiteFacts, "columns:\n  - {path: gzdt, nmae: 工作动态}\n")
    (fix,) = [m.fix.text() for m in found if "nmae" in m.message.text()]
    assert fix == "是不是想写“name”？"


def test_an_empty_value_counts_as_absent(files: CityFiles) -> None:
    files.set("portal/site.yml", "contact.email", "")
    assert files.site().contact.email is None


def test_a_required_value_that_is_empty_is_missing() -> None:
    found = mistakes_of(CityFacts, "name:\nregion: '990000'\ndemo: true\nunits: {}\n")
    assert [m.message.text() for m in found] == ["缺少“name”"]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("domain", "HTTPS://WWW.X.CN", "不是主机名"),
        ("domain", "localhost", "不是主机名"),
        ("domain", "示范.cn", "不是主机名"),
        ("path", "linchuan", "不是网站路径"),
        ("path", "/Linchuan/", "不是网站路径"),
        ("path", "/../", "不是网站路径"),
        ("columns.0.path", "公开", "不是栏目文件夹"),
        ("columns.0.path", "../gk", "不是栏目文件夹"),
        ("columns.0.path", "/zwgk/", "不是栏目文件夹"),
        ("columns.0.type", "新闻", "没有“新闻”这种栏目类型"),
        ("columns.0.keywords", [], "是空的"),
        ("columns.1.update_within", "半年", "不是期限"),
        ("columns.1.update_within", "0天", "不是期限"),
        ("columns.1.update_within", "6", "不是期限"),
        ("columns", [], "是空的"),
        ("kind", "county", "不能是“county”"),
        ("filings", {"mlps": {"date": "2020-01-01", "level": "9"}}, "太大"),
        ("filings", {"icp": {"date": "2020年"}}, "不是日期"),
        ("filings", {"icp": {"date": "2020-01-01", "level": "三"}}, "不是数字"),
        ("lifecycle", [{"event": "close", "date": "2020-01-01"}], "不能是“close”"),
    ],
)
def test_a_wrong_value_of_a_site_is_told(
    path: str, value: object, message: str, files: CityFiles
) -> None:
    register = files.set("portal/site.yml", path, value).register
    found = [m for m in register.mistakes if message in m.message.text()]
    assert [m.file for m in found] == ["content/portal/site.yml"]
    assert found[0].line > 0
    assert found[0].fix.text()
    assert register.broken == {"portal"}


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("14天", Term(14, "天")),
        ("2周", Term(2, "周")),
        ("6 个月", Term(6, "个月")),
        ("1年", Term(1, "年")),
    ],
)
def test_an_update_period_is_a_term(written: str, term: Term, files: CityFiles) -> None:
    files.set("portal/site.yml", "columns.1.update_within", written)
    assert files.site().columns[1].update_within == term


def _meta(kind: type[PageMeta], text: str) -> tuple[PageMeta | None, list[str]]:
    value, mistakes = validate(kind, read_yaml(text, "page.md"), "page.md")
    return value, [m.message.text() for m in mistakes]


def test_an_article_has_a_time_to_the_minute_and_a_source() -> None:
    meta, mistakes = _meta(
        ArticleMeta, "title: 通知\npublished_at: 2026-11-20 09:30\nsource: 本网\n"
    )
    assert mistakes == []
    assert meta is not None
    assert meta.published_at == datetime(2026, 11, 20, 9, 30)
    assert meta.title == "通知"


@pytest.mark.parametrize(
    ("time", "message"),
    [
        ("2026-11-20", "没有写到分钟"),
        ("去年冬天", "没有写到分钟"),
        ("昨天 9:30", "不是时间"),
        ("2026-13-20 09:30", "不是时间"),
        ("2026-11-20T09:30:00+08:00", "不要写时区"),
        ("'1763600000'", "没有写到分钟"),
    ],
)
def test_a_wrong_time_is_told(time: str, message: str) -> None:
    _, mistakes = _meta(ArticleMeta, f"title: 通知\npublished_at: {time}\nsource: 本网\n")
    (found,) = mistakes
    assert message in found


def test_a_page_keeps_the_fields_that_it_does_not_know() -> None:
    meta, mistakes = _meta(PageMeta, "title: 通知\ntitel: x\n")
    assert mistakes == []
    assert meta is not None
    assert meta.model_extra == {"titel": "x"}


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (PageMeta, "kind: page\n", "缺少“title”"),
        (PageMeta, "title: x\nkind: news\n", "“kind”不能是“news”"),
        (PageMeta, "title: x\nkeywords: 甲\n", "“keywords”应当是一个列表"),
        (PageMeta, "title: [x]\n", "“title”应当是一段文字"),
        (PageMeta, "title: x\ndraft: 是\n", "“draft”不是“是或否”"),
        (ArticleMeta, "title: x\npublished_at: 2026-11-20 09:30\n", "缺少“source”"),
        (
            PolicyMeta,
            "title: x\nsource: x\npublished_at: 2026-11-20 09:30\nvalidity: 现行\n",
            "“validity”不能是“现行”",
        ),
        (
            InterpretationMeta,
            "title: x\nsource: x\npublished_at: 2026-11-20 09:30\ninterprets: []\n",
            "“interprets”是空的",
        ),
        (
            ArticleMeta,
            "title: x\nsource: x\npublished_at: 2026-11-20 09:30\nattachments:\n  - name: 表\n",
            "缺少“attachments.0.file”",
        ),
    ],
)
def test_wrong_front_matter_is_told(kind: type[PageMeta], text: str, message: str) -> None:
    assert _meta(kind, text) == (None, [message])


def test_every_kind_of_page_has_a_model() -> None:
    assert {kind for kind, meta in META_OF.items() if issubclass(meta, ArticleMeta)} == {
        "article",
        "policy",
        "interpretation",
    }


@pytest.mark.parametrize(
    ("host", "pattern", "fits"),
    [
        ("www.gov.cn", "www.gov.cn", True),
        ("www.gov.cn", "*.gov.cn", True),
        ("a.b.gov.cn", "*.gov.cn", True),
        ("gov.cn", "*.gov.cn", False),
        ("evilgov.cn", "*.gov.cn", False),
        ("www.gov.cn.evil.example", "*.gov.cn", False),
        ("www.gov.cn", "gov.cn", False),
    ],
)
def test_a_host_fits_a_pattern(host: str, pattern: str, fits: bool) -> None:  # noqa: FBT001 -- an expectation
    assert host_fits(host, pattern) is fits
