"""Suppressions: what they cover, when they are valid, and that nothing hides behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cities import DAY, FRESH, PORTAL, article, city_tree, dump
from zhengwu.pages.schedule import end_of
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judgement
from zhengwu_lint.subject import Subject
from zhengwu_lint.targets import BuiltTargets
from zhengwu_lint.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhengwu_lint.run import Judged

PAGE = "content/portal/tzgg/a.md"
DOUBLED = "照录原文，，不作改动。"
ALLOW = '<!-- zhengwu: allow doubled-punctuation until=2026-12-31 by=lin reason="照录原文" -->'
REGISTER = '# zhengwu: allow {rule} until=2026-12-31 by=lin reason="正在筹备"\n'
REFUSED = {"invalid-suppression", "unused-suppression"}


def judge(path: str, files: Mapping[str, str | bytes]) -> Judged:
    tree = city_tree(files)
    subject = open_workspace(tree, moment=end_of(DAY)).subject(path, tree.read(path))
    assert isinstance(subject, Subject)
    return judgement(subject, RULES)


def judge_page(body: str) -> Judged:
    return judge(PAGE, {PAGE: article(body)})


def rules(outcome: Judged) -> list[str]:
    return [finding.code for finding in outcome.findings]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"开头。\n\n{ALLOW}\n{DOUBLED}", id="the line below"),
        pytest.param(f"开头。\n\n{ALLOW}\n\n{DOUBLED}", id="the block below"),
        pytest.param(f"开头。\n\n{ALLOW}\n一行\n{DOUBLED}", id="a later line of the block"),
        pytest.param(f"开头。\n\n{ALLOW}\n\n- 一\n- {DOUBLED}", id="the whole list"),
        pytest.param(f"开头。\n\n{ALLOW}\n\n| 甲 |\n|---|\n| {DOUBLED} |", id="the whole table"),
        pytest.param(f"- 一\n\n  {ALLOW}\n\n  {DOUBLED}", id="inside a list"),
        pytest.param(f"开头。\n\n{DOUBLED}{ALLOW}", id="inside the text itself"),
        pytest.param(f"{ALLOW}\n\n一段。\n\n{DOUBLED}", id="the whole file"),
        pytest.param(f"\n{ALLOW}\n\n<!-- 说明 -->\n一段。\n\n{DOUBLED}", id="file, other comment"),
    ],
)
def test_a_suppression_covers(body: str) -> None:
    outcome = judge_page(body)
    assert rules(outcome) == []
    (silenced,) = outcome.silenced
    assert silenced.finding.code == "doubled-punctuation"
    assert silenced.by.by == "lin"
    assert silenced.by.reason == "照录原文"


def test_several_suppressions_may_speak_of_one_block() -> None:
    other = ALLOW.replace("doubled-punctuation", "traditional-character")
    body = f"开头。\n\n{other}\n{ALLOW}\n\n照录，，中山市政府網站的舊公告內容。"
    outcome = judge_page(body)
    assert rules(outcome) == []
    assert {entry.finding.code for entry in outcome.silenced} == {
        "doubled-punctuation",
        "traditional-character",
    }


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"开头。\n\n{ALLOW}\n\n一段。\n\n{DOUBLED}", id="the block after the next"),
        pytest.param(f"{DOUBLED}\n\n{ALLOW}\n\n一段。", id="the block before"),
        pytest.param(f"{DOUBLED}\n\n{ALLOW}", id="nothing below"),
        pytest.param(f"- 一\n\n  {ALLOW}\n\n{DOUBLED}", id="outside of its list"),
    ],
)
def test_a_suppression_does_not_cover_and_is_of_no_use(body: str) -> None:
    outcome = judge_page(body)
    assert sorted(rules(outcome)) == ["doubled-punctuation", "unused-suppression"]


def test_the_whole_file_includes_the_front_matter() -> None:
    text = article(f"{ALLOW}\n\n正文。", title="关于，，公告")
    assert rules(judge(PAGE, {PAGE: text})) == []


def test_a_suppression_in_code_is_code() -> None:
    outcome = judge_page(f"开头。\n\n```\n{ALLOW}\n```\n\n{DOUBLED}")
    assert rules(outcome) == ["doubled-punctuation"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (" until=2026-12-31", "", "缺少：until"),
        (" by=lin", "", "缺少：by"),
        (' reason="照录原文"', "", "缺少：reason"),
        ('"照录原文"', '" "', "缺少：reason"),
        ("2026-12-31", "2026-11-23", "到期"),
        ("2026-12-31", "年底", "不是日期"),
        ("2026-12-31", "2026-02-30", "不是日期"),
        ("by=lin", "by=wang", "没有登记"),
        ("doubled-punctuation", "double-punctuation", "没有规则"),
        ("doubled-punctuation", "external-link", "不能豁免"),
        ("doubled-punctuation", "personal-id-number", "不能豁免"),
        ("doubled-punctuation", "unused-suppression", "不能豁免"),
        ("by=lin", "by=lin who=x", "不认识：who"),
        ("allow doubled-punctuation", "allow", "读不懂"),
        ("allow", "disable", "读不懂"),
        ("by=lin", "by=lin 说明", "读不懂"),
    ],
)
def test_an_invalid_suppression_is_told_and_allows_nothing(old: str, new: str, said: str) -> None:
    outcome = judge_page(f"开头。\n\n{ALLOW.replace(old, new, 1)}\n{DOUBLED}")
    assert sorted(rules(outcome)) == ["doubled-punctuation", "invalid-suppression"]
    told = next(f for f in outcome.findings if f.code == "invalid-suppression")
    assert said in told.message.text()
    assert (told.line, told.column) == (8, 1)
    assert told.fix.text()


def test_a_suppression_holds_on_its_last_day() -> None:
    body = f"开头。\n\n{ALLOW.replace('2026-12-31', DAY.isoformat())}\n{DOUBLED}"
    assert rules(judge_page(body)) == []


def test_chinese_quotation_marks_do() -> None:
    assert rules(judge_page(f"开头。\n\n{ALLOW.replace(chr(34), '“', 1)}\n{DOUBLED}")) == []


def test_prohibitions_stay_whatever_a_suppression_says() -> None:
    link = "[活动](https://www.shop-demo.com/)"
    allow = ALLOW.replace("doubled-punctuation", "external-link")
    outcome = judge_page(f"{allow}\n\n{link}")
    assert "external-link" in rules(outcome)
    assert outcome.silenced == ()


def test_what_may_be_waived() -> None:
    prohibitions = {
        "advertisement",
        "external-link",
        "foreign-resource",
        "hidden-link",
        "hidden-text",
        "personal-id-number",
        "secrecy-mark",
    }
    assert [rule.id for rule in RULES if rule.id in prohibitions and rule.waivable] == []
    assert [rule.id for rule in RULES if rule.id in REFUSED and rule.waivable] == []


SITE = "content/portal/site.yml"


def site_text(allow: str) -> str:
    columns = [
        column for column in PORTAL["columns"] if column["type"] not in {"办事服务", "概况信息"}
    ]
    return dump({**PORTAL, "columns": columns}).replace("columns:", f"{allow}columns:")


def test_a_register_files_comment_covers_the_entry_below() -> None:
    rule = "missing-required-column"
    found = judge(SITE, {SITE: site_text("")})
    assert rules(found) == [rule]
    allowed = judge(SITE, {SITE: site_text(REGISTER.format(rule=rule))})
    assert rules(allowed) == []
    assert [entry.finding.code for entry in allowed.silenced] == [rule]


def test_a_register_files_comment_covers_no_other_entry() -> None:
    rule = "missing-required-column"
    text = site_text("").replace("home:", f"{REGISTER.format(rule=rule)}home:")
    assert sorted(rules(judge(SITE, {SITE: text}))) == [rule, "unused-suppression"]


def test_a_register_files_first_comment_covers_all_of_it() -> None:
    rule = "missing-required-column"
    text = f"# 登记册\n{REGISTER.format(rule=rule)}{site_text('')}"
    assert rules(judge(SITE, {SITE: text})) == []


@pytest.mark.parametrize(
    ("below", "last"),
    [
        pytest.param(
            "columns:\n- path: a\n  name: 甲\n- path: b\n  name: 乙", "  name: 乙", id="list"
        ),
        pytest.param("columns:\n  - path: a\n  - path: b", "  - path: b", id="indented list"),
        pytest.param("columns:\n- path: a\n\n# 说明\n- path: b", "- path: b", id="comment inside"),
        pytest.param("columns: [\n{path: a},\n{path: b}\n]", "]", id="brackets"),
        pytest.param("columns:\n  {path: a,\nname: b}", "name: b}", id="braces below"),
        pytest.param("note: |\n  一\n\n  # 二", "  # 二", id="block of text"),
        pytest.param("note: '一\n\n  二'", "  二'", id="quoted text"),
        pytest.param("note: 一\n  二", "  二", id="plain text"),
        pytest.param("home:\n  a: 1\n  b:", "  b:", id="mapping"),
        pytest.param("empty:", "empty:", id="nothing"),
    ],
)
@pytest.mark.parametrize("after", ["", "\n", "\n\n# 别的\nother:\n- 1\n"])
def test_a_comment_above_a_key_covers_all_of_its_value(below: str, last: str, after: str) -> None:
    path = "content/city.yml"
    head = "first: 1\n" + REGISTER.format(rule="doubled-punctuation")
    workspace = open_workspace(city_tree({path: f"{head}{below}{after}"}), moment=end_of(DAY))
    (entry,) = workspace.allowed(path)
    lines = f"{head}{below}".split("\n")
    assert (entry.first, entry.last) == (3, len(lines))
    assert lines[entry.last - 1] == last


@pytest.mark.parametrize(
    ("items", "covered"),
    [
        pytest.param("- path: a\n  name: 甲\n- path: b", 2, id="keys"),
        pytest.param("-\n  path: a\n  name: 甲\n-\n  path: b", 3, id="dash alone"),
        pytest.param("- - a\n  - b\n- - c", 2, id="list in a list"),
    ],
)
def test_a_comment_above_an_item_covers_that_item(items: str, covered: int) -> None:
    path = "content/city.yml"
    head = "columns:\n" + REGISTER.format(rule="doubled-punctuation")
    workspace = open_workspace(city_tree({path: f"{head}{items}\n"}), moment=end_of(DAY))
    (entry,) = workspace.allowed(path)
    assert (entry.first, entry.last) == (3, 2 + covered)


def test_in_a_file_that_does_not_load_a_comment_covers_one_line() -> None:
    path = "content/city.yml"
    head = "first: 1\n" + REGISTER.format(rule="doubled-punctuation")
    workspace = open_workspace(city_tree({path: f"{head}columns:\n- [\n"}), moment=end_of(DAY))
    (entry,) = workspace.allowed(path)
    assert (entry.first, entry.last) == (3, 3)


def test_an_item_of_a_list_is_an_entry() -> None:
    path, allow = "content/city.yml", REGISTER.format(rule="doubled-punctuation")
    text = city_tree().read(path).decode().replace("- host: bszs", f"{allow}- host: bszs")
    workspace = open_workspace(city_tree({path: text}), moment=end_of(DAY))
    (entry,) = workspace.allowed(path)
    lines = text.split("\n")
    assert lines[entry.first - 1].startswith("- host: bszs")
    assert lines[entry.last].startswith("- host: www.xiangshan")
    assert entry.covers("doubled-punctuation", entry.last)
    assert not entry.covers("doubled-punctuation", entry.last + 1)


def whole(files: Mapping[str, str]) -> list[str]:
    workspace = open_workspace(city_tree({**FRESH, **files}), moment=end_of(DAY))
    city = workspace.register.city
    assert city is not None
    outcome = judgement(workspace.site_subject(city, city.sites["portal"]), RULES)
    return sorted(rules(outcome))


def test_a_rule_about_whole_sites_obeys_the_page() -> None:
    policy = article("{}第一条", kind="policy", validity="有效", title="办法")
    path = "content/portal/zcwj/b.md"
    assert whole({path: policy.replace("{}", "")}) == ["unpaired-policy"]
    allow = ALLOW.replace("doubled-punctuation", "unpaired-policy")
    assert whole({path: policy.replace("{}", f"{allow}\n\n")}) == []


def test_only_the_whole_site_knows_that_its_rules_are_not_needed() -> None:
    allow = ALLOW.replace("doubled-punctuation", "unpaired-policy")
    path = "content/portal/zcwj/2026-anpai.md"
    text = FRESH[path].replace("第一条", f"{allow}\n\n第一条")
    assert rules(judge(path, {**FRESH, path: text})) == []
    assert whole({path: text}) == ["unused-suppression"]


def built(body: str, html: str) -> Judged:
    workspace = open_workspace(city_tree({PAGE: article(body)}), moment=end_of(DAY))
    city = workspace.register.city
    assert city is not None
    targets = BuiltTargets(city.sites["portal"], "public/portal", frozenset({"tzgg/a/index.html"}))
    file = "public/portal/tzgg/a/index.html"
    subject = workspace.html_subject(html, file, city.sites["portal"], targets)
    return judgement(subject, tuple(r for r in RULES if r.id in {"unlabelled-control", *REFUSED}))


def test_a_built_page_obeys_its_source() -> None:
    html = '<html lang="zh"><body><p>{}</p><input id="shuru"></body></html>'
    allow = ALLOW.replace("doubled-punctuation", "unlabelled-control")
    body = f"{allow}\n\n在 shuru 里填写。"
    assert rules(built("在 shuru 里填写。", html)) == ["unlabelled-control"]
    assert rules(built(body, html)) == []
    assert rules(built(body, "<p>正文</p>")) == ["unused-suppression"]
    # The source alone cannot tell.
    assert rules(judge_page(body)) == []
