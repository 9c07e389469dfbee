"""Policies, interpretations and successors: by path and number, over one site and the city."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from zhengwu.facts_reader import FactsReader
from zhengwu.pages.relations import RelatedPage, Relations, fault, read_relatives

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.core.conftest import CityFiles
    from zhengwu.pages.index import PageIndex

NUMBER = "示府办〔2026〕1号"
OLD = "zwgk/zcwj/old.md"
NEW = "zwgk/zcwj/new.md"
MOMENT = datetime(2026, 11, 20, 12, 0)


def page(title: str, *lines: str, at: str = "2026-11-02 09:30") -> str:
    head = [f"title: {title}", f"published_at: {at}", "source: 本网"]
    return "\n".join(["---", *head, *lines, "---", "正文。", ""])


def policy(title: str, *lines: str, at: str = "2026-11-02 09:30") -> str:
    return page(title, "kind: policy", *lines, at=at)


def reading(title: str, about: str, *lines: str, at: str = "2026-11-02 09:30") -> str:
    return page(title, "kind: interpretation", f"interprets: {about}", *lines, at=at)


def relations(files: CityFiles, site: str = "portal") -> tuple[Relations, PageIndex]:
    pages = files.pages(site)
    others = [files.pages(other) for other in files.city.sites if other != site]
    return Relations(pages, lambda: others), pages


def titles(entries: Iterable[RelatedPage]) -> list[str]:
    return [entry.page.title for entry in entries]


def forms(files: CityFiles, path: str, site: str = "portal") -> list[tuple[str, list[str]]]:
    found, pages = relations(files, site)
    groups = found.interpretations(pages.pages[path])
    return [(group.form, titles(group.entries)) for group in groups]


@pytest.mark.parametrize(
    "about",
    ["../zwgk/zcwj/new.md", "/zwgk/zcwj/new.md", NUMBER, "示府办[2026]001号"],
    ids=["relative path", "path from the root", "number", "number written otherwise"],
)
def test_an_interpretation_finds_its_policy(files: CityFiles, about: str) -> None:
    files.write(f"portal/{NEW}", policy("办法", f"docno: {NUMBER}"))
    files.write("portal/gzdt/a.md", reading("解读", f"'{about}'"))
    found, pages = relations(files)
    (reference,) = found.stated(pages.pages["gzdt/a.md"], "interprets")
    assert reference.entry is not None
    assert reference.entry.key == ("portal", NEW)
    assert fault(reference, pages.pages["gzdt/a.md"], MOMENT) is None
    assert forms(files, NEW) == [("文字", ["解读"])]


def test_interpretations_stand_by_form_and_newest_first(files: CityFiles) -> None:
    files.write(f"portal/{NEW}", policy("办法"))
    about = "../zwgk/zcwj/new.md"
    files.write("portal/gzdt/a.md", reading("专家一", about, "form: 专家"))
    files.write("portal/gzdt/b.md", reading("图解", about, "form: 图解"))
    files.write("portal/gzdt/c.md", reading("文字一", about, at="2026-11-02 09:30"))
    files.write("portal/gzdt/d.md", reading("文字二", about, at="2026-11-03 09:30"))
    assert forms(files, NEW) == [
        ("文字", ["文字二", "文字一"]),
        ("图解", ["图解"]),
        ("专家", ["专家一"]),
    ]


def test_naming_a_policy_twice_is_one_relation(files: CityFiles) -> None:
    files.write(f"portal/{NEW}", policy("办法", f"docno: {NUMBER}"))
    files.write("portal/gzdt/a.md", reading("解读", f"[../zwgk/zcwj/new.md, {NUMBER}]"))
    assert forms(files, NEW) == [("文字", ["解读"])]


def test_a_number_is_looked_for_on_the_site_first(files: CityFiles) -> None:
    files.write(f"portal/{NEW}", policy("门户的", f"docno: {NUMBER}"))
    files.write("fgj/gzdt/p.md", policy("部门的", f"docno: {NUMBER}"))
    files.write("portal/gzdt/a.md", reading("门户解读", NUMBER))
    files.write("fgj/gzdt/a.md", reading("部门解读", NUMBER))
    assert forms(files, NEW) == [("文字", ["门户解读"])]
    assert forms(files, "gzdt/p.md", "fgj") == [("文字", ["部门解读"])]


def test_a_number_is_found_on_the_city_s_other_sites_both_ways(files: CityFiles) -> None:
    files.write("fgj/gzdt/p.md", policy("部门的", f"docno: {NUMBER}"))
    files.write("portal/gzdt/a.md", reading("门户解读", NUMBER))
    found, pages = relations(files)
    (reference,) = found.stated(pages.pages["gzdt/a.md"], "interprets")
    assert reference.entry is not None
    assert reference.entry.url_from(pages.site) == "https://fgj.shifan.example/gzdt/p/"
    assert reference.entry.url_from(files.site("fgj")) == "gzdt/p/"
    assert forms(files, "gzdt/p.md", "fgj") == [("文字", ["门户解读"])]


def test_a_number_that_two_pages_carry_is_ambiguous(files: CityFiles) -> None:
    files.write(f"portal/{NEW}", policy("甲", f"docno: {NUMBER}"))
    files.write(f"portal/{OLD}", policy("乙", f"docno: {NUMBER}"))
    files.write("portal/gzdt/a.md", reading("解读", NUMBER))
    found, pages = relations(files)
    (reference,) = found.stated(pages.pages["gzdt/a.md"], "interprets")
    assert reference.entry is None
    assert titles(reference.entries) == ["甲", "乙"]
    assert "有几个页面都写着" in str(fault(reference, pages.pages["gzdt/a.md"], MOMENT))
    assert forms(files, NEW) == []


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ("../zwgk/zcwj/none.md", "没有“zwgk/zcwj/none.md”这个文件"),
        ("../../fgj/gzdt/p.md", "链接指到网站文件夹之外"),
        ("https://www.gov.cn/a", "“https://www.gov.cn/a”不是页面"),
        ("示府办〔2026〕9号", "没有哪个页面的文号是“示府办〔2026〕9号”"),
        ("b.md", "“b.md”不是政策文件"),
        ("a.md", "“a.md”就是本页自己"),
    ],
    ids=["no file", "another site", "off the city", "no number", "no policy", "itself"],
)
def test_why_a_reference_fails(files: CityFiles, about: str, why: str) -> None:
    files.write("fgj/gzdt/p.md", policy("部门的"))
    files.write("portal/gzdt/b.md", page("动态"))
    files.write("portal/gzdt/a.md", reading("解读", f"'{about}'"))
    found, pages = relations(files)
    asking = pages.pages["gzdt/a.md"]
    (reference,) = found.stated(asking, "interprets")
    assert str(fault(reference, asking, MOMENT)) == why


@pytest.mark.parametrize(
    ("policy_line", "reading_line", "fails"),
    [
        ("draft: true", "form: 文字", True),
        ("publish_at: 2026-12-01 09:00", "form: 文字", True),
        ("publish_at: 2026-12-01 09:00", "publish_at: 2026-12-01 08:00", True),
        ("publish_at: 2026-12-01 09:00", "publish_at: 2026-12-01 09:00", False),
        ("publish_at: 2026-11-20 12:00", "form: 文字", False),
    ],
    ids=["a draft", "not yet", "an hour too early", "at the same minute", "just now"],
)
def test_an_interpretation_may_appear_with_its_policy_but_not_before(
    files: CityFiles, policy_line: str, reading_line: str, *, fails: bool
) -> None:
    late = "2026-12-01 09:00"
    files.write(f"portal/{NEW}", policy("办法", f"docno: {NUMBER}", policy_line, at=late))
    files.write("portal/gzdt/a.md", reading("解读", NUMBER, reading_line, at=late))
    found, pages = relations(files)
    asking = pages.pages["gzdt/a.md"]
    (reference,) = found.stated(asking, "interprets")
    assert (fault(reference, asking, MOMENT) is not None) is fails


@pytest.mark.parametrize("stated", ["new", "old", "both"])
@pytest.mark.parametrize(("forth", "back"), [("replaces", "replaced_by"), ("amends", "amended_by")])
def test_a_succession_is_known_on_both_pages(
    files: CityFiles, stated: str, forth: str, back: str
) -> None:
    new = () if stated == "old" else (f"{forth}: old.md",)
    old = () if stated == "new" else (f"{back}: new.md",)
    files.write(f"portal/{NEW}", policy("新办法", *new))
    files.write(f"portal/{OLD}", policy("旧办法", *old))
    found, pages = relations(files)
    (forward,) = found.related(pages.pages[NEW], forth)  # type: ignore[arg-type] # of parameters
    (backward,) = found.related(pages.pages[OLD], back)  # type: ignore[arg-type] # of parameters
    assert forward.entry is not None
    assert forward.entry.page.title == "旧办法"
    assert backward.entry is not None
    assert backward.entry.page.title == "新办法"
    old_entry = RelatedPage(pages.site, pages.pages[OLD])
    assert found.states(old_entry, back, pages.pages[NEW]) is (stated != "new")  # type: ignore[arg-type] # of parameters


def test_a_document_that_was_never_online_keeps_its_number(files: CityFiles) -> None:
    files.write(f"portal/{NEW}", policy("新办法", "replaces: 示府办〔2009〕3号"))
    found, pages = relations(files)
    (reference,) = found.related(pages.pages[NEW], "replaces")
    assert (reference.text, reference.entry) == ("示府办〔2009〕3号", None)


def test_what_is_not_due_stands_in_no_relation(files: CityFiles) -> None:
    files.write(f"portal/{NEW}", policy("办法"))
    about = "../zwgk/zcwj/new.md"
    files.write("portal/gzdt/a.md", reading("草稿", about, "draft: true"))
    files.write("portal/gzdt/b.md", reading("定时", about, "publish_at: 2026-11-02 09:30"))
    found, pages = relations(files)
    before = pages.published(datetime(2026, 11, 2, 9, 29))
    after = pages.published(datetime(2026, 11, 2, 9, 30))
    assert Relations(before).interpretations(pages.pages[NEW]) == ()
    (group,) = Relations(after).interpretations(pages.pages[NEW])
    assert titles(group.entries) == ["定时"]
    assert [len(g.entries) for g in found.interpretations(pages.pages[NEW])] == [2]


def test_the_city_is_asked_only_when_it_matters(files: CityFiles) -> None:
    files.write(f"portal/{NEW}", policy("办法"))
    files.write("portal/gzdt/a.md", reading("解读", "../zwgk/zcwj/new.md"))
    pages = files.pages()

    def others() -> tuple[PageIndex, ...]:
        raise AssertionError

    found = Relations(pages, others)
    assert found.stated(pages.pages["gzdt/a.md"], "interprets")[0].entry is not None


def test_relatives_are_what_can_point_across_sites(files: CityFiles) -> None:
    files.write("fgj/gzdt/a.md", reading("解读", NUMBER))
    files.write("fgj/gzdt/p.md", policy("文件", f"docno: {NUMBER}"))
    files.write("fgj/gzdt/n.md", page("动态"))
    pages = read_relatives(files.site("fgj"), FactsReader(files.tree), "content/fgj")
    assert sorted(pages.pages) == ["gzdt/a.md", "gzdt/p.md"]
