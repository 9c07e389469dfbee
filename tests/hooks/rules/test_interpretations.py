"""Rules about interpretations and the documents that replace others, over a whole site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cities import DAY, FRESH, article, city_tree
from tests.hooks.rules.judging import of_rule
from zhengwu.pages.schedule import end_of
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judge
from zhengwu_lint.workspace import open_workspace

if TYPE_CHECKING:
    from zhengwu.problem import Problem

NUMBER = "中府办函〔2026〕993号"
POLICY = "content/portal/zcwj/p.md"
READING = "content/portal/zcjd/r.md"


def policy(**fields: str) -> str:
    return article("第一条", title="办法", **{"kind": "policy", "validity": "有效", **fields})


def reading(interprets: str = "../zcwj/p.md", **fields: str) -> str:
    return article("说明", title="解读", kind="interpretation", interprets=interprets, **fields)


def judge_city(files: dict[str, str], site: str = "portal") -> list[Problem]:
    workspace = open_workspace(city_tree({**FRESH, **files}), moment=end_of(DAY))
    city = workspace.register.city
    assert city is not None
    return list(judge(workspace.site_subject(city, city.sites[site]), RULES))


def found(findings: list[Problem], rule: str) -> list[tuple[str, int, int]]:
    return [(f.file, f.line, f.column) for f in of_rule(findings, rule)]


def test_a_pair_is_clean() -> None:
    assert judge_city({POLICY: policy(), READING: reading()}) == []


def test_a_renamed_policy_leaves_its_interpretation_dangling_at_its_line() -> None:
    findings = judge_city({"content/portal/zcwj/q.md": policy(), READING: reading()})
    assert found(findings, "dangling-interpretation") == [(READING, 6, 13)]


@pytest.mark.parametrize(
    ("interprets", "place"),
    [(f"[../zcwj/p.md, {NUMBER}]", (6, 28)), (f"\n  - ../zcwj/p.md\n  - {NUMBER}", (8, 5))],
    ids=["in a row", "one a line"],
)
def test_the_one_item_that_dangles_is_named(interprets: str, place: tuple[int, int]) -> None:
    findings = judge_city({POLICY: policy(), READING: reading(interprets)})
    assert found(findings, "dangling-interpretation") == [(READING, *place)]


def test_a_number_on_two_pages_is_ambiguous_and_both_are_named() -> None:
    files = {
        POLICY: policy(docno=NUMBER),
        "content/portal/zcwj/q.md": policy(docno=NUMBER, validity="失效"),
        READING: reading(NUMBER),
    }
    (finding,) = of_rule(judge_city(files), "dangling-interpretation")
    assert "portal/zcwj/p.md、portal/zcwj/q.md" in finding.message.text()


def test_a_number_of_another_site_pairs_both_sites() -> None:
    files = {"content/fgj/zcwj/p.md": policy(docno=NUMBER), READING: reading(NUMBER)}
    assert judge_city(files) == []
    assert judge_city(files, "fgj") == []


def test_no_interpretation_is_asked_of_rules_of_procedure_and_what_is_over() -> None:
    over = {f"content/portal/zcwj/{v}.md": policy(validity=v) for v in ("失效", "废止", "已修改")}
    draft = {"content/portal/zcwj/d.md": policy(draft="true")}
    elsewhere = {"content/portal/tzgg/guicheng.md": policy()}
    assert found(judge_city({**over, **draft, **elsewhere}), "unpaired-policy") == []


def test_a_policy_without_interpretation_is_named_at_its_title() -> None:
    findings = judge_city({POLICY: policy()})
    assert found(findings, "unpaired-policy") == [(POLICY, 2, 8)]


def test_a_draft_interpretation_is_none() -> None:
    findings = judge_city({POLICY: policy(), READING: reading(draft="true")})
    assert found(findings, "unpaired-policy") == [(POLICY, 2, 8)]


@pytest.mark.parametrize(
    ("fields", "asks"),
    [
        ({"form": "文字"}, True),
        ({"form": "问答"}, True),
        ({"form": "图解"}, False),
        ({"form": "视频"}, False),
        ({"form": "问答", "mobile": "true"}, False),
    ],
    ids=["text", "questions", "picture", "video", "made for phones"],
)
def test_a_wide_reaching_policy_asks_for_a_form_for_phones(
    fields: dict[str, str], *, asks: bool
) -> None:
    files = {POLICY: policy(wide_reaching="true"), READING: reading(**fields)}
    line = [(POLICY, 7, 16)] if asks else []
    assert found(judge_city(files), "unpaired-policy") == line


@pytest.mark.parametrize(
    ("at", "late"),
    [("2026-11-02 23:59", False), ("2026-11-03 00:00", True), ("2026-11-01 09:00", False)],
    ids=["the same day", "the next day", "before"],
)
def test_an_interpretation_after_the_policy_s_day_is_late(at: str, *, late: bool) -> None:
    findings = judge_city({POLICY: policy(), READING: reading(published_at=at)})
    assert found(findings, "late-interpretation") == ([(READING, 3, 15)] if late else [])


def test_more_interpretations_may_follow_the_first() -> None:
    more = reading(published_at="2026-11-10 09:00")
    files = {POLICY: policy(), READING: reading(), "content/portal/zcjd/more.md": more}
    assert judge_city(files) == []


def test_a_late_interpretation_on_another_site_is_named_by_its_own_file() -> None:
    other = "content/fgj/zcjd/r.md"
    files = {
        POLICY: policy(docno=NUMBER),
        other: reading(NUMBER, published_at="2026-11-05 09:00"),
    }
    assert found(judge_city(files), "late-interpretation") == [(other, 3, 15)]


@pytest.mark.parametrize(
    ("policy_at", "reading_at", "dangles"),
    [
        ("2026-12-01 09:00", "2026-12-01 09:00", False),
        ("2026-12-01 09:00", "2026-12-01 08:59", True),
        ("2026-12-01 09:00", "", True),
        ("2026-11-24 09:00", "", False),
    ],
    ids=["at the same minute", "a minute early", "at once", "policy due today"],
)
def test_policy_and_interpretation_appear_at_the_same_minute(
    policy_at: str, reading_at: str, *, dangles: bool
) -> None:
    scheduled = {"publish_at": reading_at, "published_at": reading_at} if reading_at else {}
    files = {
        POLICY: policy(publish_at=policy_at, published_at=policy_at),
        READING: reading(**scheduled),
    }
    assert bool(found(judge_city(files), "dangling-interpretation")) is dangles


@pytest.mark.parametrize("field", ["replaces", "amends", "replaced_by", "amended_by"])
@pytest.mark.parametrize(
    ("target", "dangles"),
    [("none.md", True), ("../tzgg/n.md", True), ("p.md", True), ("中府办函〔2009〕3号", False)],
    ids=["no file", "no policy", "itself", "a document never online"],
)
def test_a_succession_leads_to_a_policy(field: str, target: str, *, dangles: bool) -> None:
    files = {
        POLICY: policy(**{field: target}),
        READING: reading(),
        "content/portal/tzgg/n.md": article("公告"),
    }
    width = len(field) + 3
    line = [(POLICY, 7, width)] if dangles else []
    assert found(judge_city(files), "dangling-replacement") == line


OLD = "content/portal/zcwj/old.md"


@pytest.mark.parametrize(
    ("back", "validity", "wrong"),
    [
        ("replaced_by", "有效", True),
        ("replaced_by", "已修改", True),
        ("replaced_by", "废止", False),
        ("replaced_by", "失效", False),
        ("amended_by", "有效", True),
        ("amended_by", "已修改", False),
        ("amended_by", "废止", False),
    ],
)
def test_a_replaced_or_amended_document_bears_its_mark(
    back: str, validity: str, *, wrong: bool
) -> None:
    forth = {"replaced_by": "replaces", "amended_by": "amends"}[back]
    files = {
        OLD: policy(validity=validity, **{back: "p.md"}),
        POLICY: policy(**{forth: "old.md"}),
        READING: reading("[../zcwj/p.md, ../zcwj/old.md]"),
    }
    assert found(judge_city(files), "unmarked-repeal") == ([(OLD, 6, 11)] if wrong else [])


@pytest.mark.parametrize("stated", ["forth", "back"])
def test_a_succession_that_one_page_alone_states_is_one_way(stated: str) -> None:
    files = {
        OLD: policy(validity="废止", **({"replaced_by": "p.md"} if stated == "back" else {})),
        POLICY: policy(**({"replaces": "old.md"} if stated == "forth" else {})),
        READING: reading(),
    }
    (finding,) = of_rule(judge_city(files), "unmarked-repeal")
    place = (POLICY, 7, 11) if stated == "forth" else (OLD, 7, 14)
    assert (finding.file, finding.line, finding.column) == place
    other = OLD if stated == "forth" else POLICY
    assert other in finding.fix.text()


def test_a_successor_that_is_not_due_marks_nothing_yet() -> None:
    late = {"publish_at": "2026-12-01 09:00", "published_at": "2026-12-01 09:00"}
    files = {
        OLD: policy(),
        POLICY: policy(replaces="old.md", **late),
        READING: reading("[../zcwj/old.md, ../zcwj/p.md]", **late),
        "content/portal/zcjd/old.md": reading("../zcwj/old.md"),
    }
    assert judge_city(files) == []


def test_broken_front_matter_stops_no_rule() -> None:
    broken = {POLICY: "---\ntitle: [\n---\n", READING: reading()}
    assert found(judge_city(broken), "dangling-interpretation") == []


def test_names_in_chinese_are_found_on_pages_and_other_files() -> None:
    files = {
        "content/portal/tzgg/通知.md": article("通知"),
        "content/portal/tzgg/附件.pdf": "%PDF",
        "content/portal/tzgg/fujian.pdf": "%PDF",
    }
    assert [f.file for f in of_rule(judge_city(files), "non-ascii-path")] == sorted(
        ["content/portal/tzgg/通知.md", "content/portal/tzgg/附件.pdf"]
    )
