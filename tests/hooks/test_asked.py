"""What a result rests on: asked again, the same answers mean the same outcome."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cities import CITY, DAY, FRESH, PORTAL, article, city_tree
from zhengwu.pages.schedule import end_of
from zhengwu.tree import FolderTree
from zhengwu_lint.asked import answers
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judgement, result
from zhengwu_lint.subject import Subject
from zhengwu_lint.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from zhengwu.tree import Tree

ROOT = Path(__file__).parents[2]
PAGE = "content/portal/tzgg/a.md"
OTHER = "content/portal/tzgg/b.md"
LATER = article("正文。", published_at="2026-12-03 09:00", publish_at="2026-12-03 09:00")
BODY = """\
一段文字，见[乙](b.md)、[丙](c.md#一)、[图书馆](https://www.xiangshan-library.example/)、
[旧伙伴](https://www.old-partner.example/)和[发改局](https://fgj.zhongshan.example/)。

![](a.png)

<!-- zhengwu: allow vague-link-text until=2026-12-31 by=lin reason="样例" -->

[点击这里](b.md)
"""


def opened(tree: Tree, day: date = DAY) -> Workspace:
    return open_workspace(tree, "content", end_of(day))


def subject_of(workspace: Workspace, file: str) -> Subject:
    found = workspace.subject(file, workspace.tree.read(file))
    assert isinstance(found, Subject), found
    return found


@cache
def demo(day: date) -> Workspace:
    return opened(FolderTree(ROOT), day)


def demo_files() -> list[str]:
    tree = FolderTree(ROOT)
    return [f for f in sorted(tree.files("content")) if f.endswith((".md", ".yml"))]


@pytest.mark.parametrize("file", demo_files())
def test_watching_changes_nothing_and_the_answers_stay(file: str) -> None:
    subject = subject_of(demo(DAY), file)
    found = result(subject, RULES)
    assert found.judged == judgement(subject, RULES)
    assert answers(found.questions, subject.context, subject.source)
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize("file", demo_files())
def test_the_outcome_holds_until_the_day_that_it_tells(file: str) -> None:
    found = result(subject_of(demo(DAY), file), RULES)
    assert found.until >= DAY
    for day in (DAY + timedelta(days=7), DAY + timedelta(days=37), DAY + timedelta(days=400)):
        if day <= found.until:
            assert judgement(subject_of(demo(day), file), RULES) == found.judged


@pytest.mark.parametrize(
    ("body", "until"),
    [
        pytest.param("[图书馆](https://www.xiangshan-library.example/)", "2027-12-31", id="host"),
        pytest.param(
            "[旧](https://www.old-partner.example/)", "9999-12-31", id="host that is over"
        ),
        pytest.param("[乙](b.md)", "2026-12-02", id="a page that is not due yet"),
        pytest.param("[丙](c.md)", "9999-12-31", id="a page that is not there"),
        pytest.param(BODY, "2026-12-02", id="the first of several"),
    ],
)
def test_until_when(body: str, until: str) -> None:
    workspace = opened(city_tree({PAGE: article(body), OTHER: LATER}))
    assert str(result(subject_of(workspace, PAGE), RULES).until) == until


@pytest.mark.parametrize(
    ("published", "until"),
    [
        ("2026-11-23 09:00", "9999-12-31"),
        ("2026-11-24 09:00", "2026-11-24"),
        ("2026-12-24 09:00", "2026-12-23"),
    ],
)
def test_a_date_to_come_is_no_fault_from_that_day_on(published: str, until: str) -> None:
    files = {PAGE: article("正文。", published_at=published)}
    assert str(result(subject_of(opened(city_tree(files)), PAGE), RULES).until) == until


def test_a_whole_site_and_a_stray_file() -> None:
    workspace = opened(city_tree({**FRESH, **PAGES}))
    city = workspace.register.city
    assert city is not None
    whole = workspace.site_subject(city, city.sites["portal"])
    assert result(whole, RULES).judged == judgement(whole, RULES)
    assert result(whole, RULES).until == date.min
    stray = workspace.subject("stray.md", article(BODY).encode(), inside=False)
    assert isinstance(stray, Subject)
    assert result(stray, RULES).judged == judgement(stray, RULES)


def test_a_suppression_holds_until_its_day() -> None:
    allow = '<!-- zhengwu: allow vague-link-text until=2026-12-31 by=lin reason="样例" -->'
    text = article(f"一段。\n\n{allow}\n\n[点击这里](b.md)")
    workspace = opened(city_tree({PAGE: text, OTHER: article("正文。")}))
    found = result(subject_of(workspace, PAGE), RULES)
    assert [entry.finding.code for entry in found.judged.silenced] == ["vague-link-text"]
    assert (str(found.until), [file for file, _ in found.allowed]) == ("2026-12-31", [PAGE])


def without(name: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    return {**{key: value for key, value in CITY.items() if key != name}, **changes}


CHANGES: dict[str, dict[str, Any]] = {
    "nothing": {},
    "a host is gone": {"city": without("hosts", hosts=CITY["hosts"][:2])},
    "a host lives longer": {
        "city": without(
            "hosts", hosts=[{**host, "expires": "2028-12-31"} for host in CITY["hosts"]]
        )
    },
    "other sources": {"city": without("sources", sources=[{"name": "香山演示报"}])},
    "no officer": {"city": without("officers")},
    "a unit of another name": {
        "city": without(
            "units", units={**CITY["units"], "zfb": {"name": "府", "kind": "government"}}
        )
    },
    "a page that was missing": {"files": {"content/portal/tzgg/c.md": article("# 一\n\n## 一")}},
    "a page that is gone": {"files": {OTHER: None}},
    "a page that becomes a draft": {"files": {OTHER: article("正文。", draft="true")}},
    "a picture that was missing": {"files": {"content/portal/tzgg/a.png": b"x"}},
    "a column less": {"portal": {"columns": PORTAL["columns"][:-1]}},
    "another domain": {"portal": {"domain": "new.zhongshan.example"}},
    "another name": {"portal": {"name": "新门户网站"}},
}
PAGES = {
    PAGE: article(BODY, source="新华社"),
    OTHER: article("正文[甲](a.md)。"),
    "content/portal/zcwj/p.md": article(
        "正文。", title="关于启用新办公地点的通知", docno="中府办〔2026〕9号", index_no="x"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_another_outcome_means_another_answer(change: str) -> None:
    given = CHANGES[change]
    files = {**FRESH, **PAGES, **given.get("files", {})}
    before = opened(city_tree({**FRESH, **PAGES}))
    after = opened(
        city_tree(
            {path: text for path, text in files.items() if text is not None},
            city=given.get("city"),
            portal={**PORTAL, **given.get("portal", {})},
        )
    )
    for file in PAGES:
        if files[file] is None:
            continue
        old, new = subject_of(before, file), subject_of(after, file)
        found = result(old, RULES)
        if judgement(new, RULES) != found.judged:
            allowed = {name: str(after.allowed(name)) for name, _ in found.allowed}
            same = all(allowed[name] == str(before.allowed(name)) for name in allowed)
            assert not (same and answers(found.questions, new.context, new.source)), file
        elif change == "nothing":
            assert answers(found.questions, new.context, new.source)


def test_what_is_not_asked_does_not_matter() -> None:
    tree = city_tree({PAGE: article("只有文字。")})
    other = city_tree({PAGE: article("只有文字。"), OTHER: article("别的。")})
    found = result(subject_of(opened(tree), PAGE), RULES)
    subject = subject_of(opened(other), PAGE)
    assert answers(found.questions, subject.context, subject.source)


def test_what_is_absent_is_an_answer() -> None:
    found = result(subject_of(opened(city_tree({PAGE: article("[丙](c.md)")})), PAGE), RULES)
    assert [p.code for p in found.judged.findings if p.code == "broken-link"]
    there = opened(
        city_tree({PAGE: article("[丙](c.md)"), "content/portal/tzgg/c.md": article("正文。")})
    )
    subject = subject_of(there, PAGE)
    assert not answers(found.questions, subject.context, subject.source)
