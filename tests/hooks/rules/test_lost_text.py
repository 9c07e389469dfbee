"""What would vanish on the way to the reader, or be shown as a sign, is told at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cities import DAY, article, city_tree
from tests.hooks.rules.judging import BODY_LINE, judge_article, judge_file, judge_site, of_rule
from zhengwu.pages.schedule import end_of
from zhengwu_lint.rules import RULES
from zhengwu_lint.sources import MarkdownDocument
from zhengwu_lint.subject import Subject
from zhengwu_lint.workspace import open_workspace

if TYPE_CHECKING:
    from zhengwu.problem import Problem
    from zhengwu_lint.sources.document import Block

# The rules of this room; what others say of the same text is not asked here.
ROOM = {
    "broken-comment",
    "broken-footnote",
    "broken-link",
    "conflict-marker",
    "cut-value",
    "foreign-markup",
    "invalid-front-matter",
    "lost-definition",
    "lost-star",
    "ragged-table",
    "raw-html",
    "unclosed-fence",
    "uncaptioned-video",
    "unknown-field",
    "unmarked-list",
    "wrong-language",
}
PAGE = "content/portal/tzgg/example.md"


def read_markdown_body(body: str) -> tuple[Block, ...]:
    files = {PAGE: article(body)}
    subject = open_workspace(city_tree(files), moment=end_of(DAY)).subject(
        PAGE, files[PAGE].encode()
    )
    assert isinstance(subject, Subject)
    assert isinstance(subject.source, MarkdownDocument)
    return subject.source.blocks


def told(findings: list[Problem], *, above: int = 0) -> list[tuple[str, int]]:
    """Return (rule, line below `above`) of what this room's rules found, sorted."""
    return sorted((f.code, f.line - above) for f in findings if f.code in ROOM)


BODIES: dict[str, tuple[str, list[tuple[str, int]]]] = {
    "comment with empty lines": (
        "公开的话。<!-- 科室意见：\n\n请分管领导看 -->\n\n下文。",
        [("broken-comment", 1), ("broken-comment", 3)],
    ),
    "comment over rows": (
        "| 栏 | 目 |\n|---|---|\n| 子 | 丑 <!-- 未 |\n| 寅 | 定 --> 卯 |",
        [("broken-comment", 3), ("broken-comment", 4)],
    ),
    "comment without end": ("首段。\n\n<!-- 未定\n\n尾段。", [("broken-comment", 3)]),
    "comment that ends early": ("<!-- 未定 --!> 尾段 -->", [("broken-comment", 1)]),
    "comment that is none": ("<!--> 尾段 -->", [("broken-comment", 1)]),
    "comment in a list without end": (
        "- 子\n\n  <!-- 未定\n\n- 丑\n\n尾",
        [("broken-comment", 3)],
    ),
    "comment in raw HTML that goes on below": (
        "<details>\n子<!-- 丑\n\n寅\n\n卯 -->\n\n辰",
        [("broken-comment", 2), ("broken-comment", 4), ("broken-comment", 6)],
    ),
    "comment as a block": ("首段。\n\n<!-- 内部 -->\n\n尾段。", []),
    "indented comment": ("首段。\n\n    <!-- 内部 -->\n\n尾段。", []),
    "an arrow": ("流程：受理-->审核-->办结。", []),
    "comment signs in code": ("`<!--` 与 `-->`", []),
    "cell beyond the header": (
        "| 科目 | 数额 |\n|---|---|\n| 卫生 | 7 | 含专款 |",
        [("ragged-table", 3)],
    ),
    "empty last cell": ("| 科目 | 数额 |\n|---|---|\n| 总计 | |", []),
    "bar in a cell": ("| 符号 | 意义 |\n|---|---|\n| 子\\|丑 | 二选一 |", []),
    "merge that is no rectangle": (
        "| 子 | 丑 |\n|---|---|\n| 寅 | << |\n| ^^ | 卯 |",
        [("ragged-table", 4)],
    ),
    "footnote never used": ("正文。\n\n[^甲]: 没有人引用。", [("lost-definition", 3)]),
    "footnote twice": (
        "正文[^1]。\n\n[^1]: 先\n\n[^1]: 后",
        [("lost-definition", 3)],
    ),
    "footnote that is missing": ("正文[^7]，下文。", [("broken-footnote", 1)]),
    "footnote with a wide colon": ("正文[^1]。\n\n[^1]：说明。", [("broken-footnote", 3)]),
    "footnote used twice": ("子[^1]，丑[^1]。\n\n[^1]: 同一条。", []),
    "attachments like definitions": ("[附件1]: 登记表\n[附件2]: 名单\n\n特此函告。", []),
    "link defined and not used": ("[名单]: files/a.pdf", [("lost-definition", 1)]),
    "brackets": ("见中府办〔2026〕9号，[附件1]。", []),
    "order of another program": ("首段。\n\n{% 说明：未定 %}", [("foreign-markup", 3)]),
    "placeholder of another program": ("联系人 {{ name }}。", [("foreign-markup", 1)]),
    "table of contents": ("[TOC]\n\n## 一、总则", [("foreign-markup", 1)]),
    "wiki link": ("见[[公告]]。", [("foreign-markup", 1)]),
    "seven hashes": ("####### 小题", [("foreign-markup", 1)]),
    "one hash": ("#总则", [("foreign-markup", 1)]),
    "a topic": ("#便民服务# 开放预约", []),
    "highlight": ("请==注意==时间。", [("foreign-markup", 1)]),
    "formula of TeX": ("得 $\\frac{1}{2}$ 。", [("foreign-markup", 1)]),
    "bars without a rule": ("| 子 | 丑 |\n| 寅 | 卯 |", [("foreign-markup", 1)]),
    "bold with a blank inside": ("** 注意 **时间", [("foreign-markup", 1)]),
    "bold that does not end": ("**注意时间", [("foreign-markup", 1)]),
    "hidden names": ("陈**、梁**三人；证号 110*************2X", []),
    "crossed out": ("第七条~~删去~~。", []),
    "range with a wave": ("每人5~8元，3～4日办结。", []),
    "star of a product": ("占地长*宽*深。", [("lost-star", 1)]),
    "star of a name": ("首段。\n\n公示：陈*文、梁*武。", [("lost-star", 3)]),
    "product of numbers": ("规格2*3*4米。", []),
    "italic Latin": ("引种 *Camellia azalea* 十株。", []),
    "fence left open": ("首段。\n\n```\n示例\n\n尾段。", [("unclosed-fence", 3)]),
    "fence in a list left open": ("- ```\n  示例\n\n尾段。", [("unclosed-fence", 1)]),
    "fence": ("```\n姓名：\n```", []),
    "empty fence": ("```\n```", []),
    "numbered lines": ("1、登记\n2、查验", [("unmarked-list", 2)]),
    "dotted lines": ("· 登记\n· 查验", [("unmarked-list", 2)]),
    "outline of a document": ("一、登记\n二、查验\n（一）现场查验", [("unmarked-list", 2)]),
    "outline in paragraphs": ("一、登记\n\n二、查验\n\n（一）现场查验", []),
    "circled lines": ("①登记\n②查验", [("unmarked-list", 2)]),
    "comment of a word processor": (
        "首段。<!— 未定 —>\n\n尾段。",
        [("broken-comment", 1)],
    ),
    "comment with a wide sign": ("<！-- 未定 -->", [("broken-comment", 1)]),
    "comment as a definition": ("[//]: # (未定)\n\n正文。", []),
    "phone like a definition": ("[电话]: 0760-88880000", [("lost-definition", 1)]),
    "footnote in line": ("正文^[说明在此]。", [("foreign-markup", 1)]),
    "class of Kramdown": ("{:.center}\n正文。", [("foreign-markup", 1), ("raw-html", 1)]),
    "comment of Jinja": ("{# 未定 #}", [("foreign-markup", 1)]),
    "alert of GitHub": ("> [!NOTE]\n> 正文。", [("foreign-markup", 1)]),
    "raised by carets": ("面积5m^2^。", [("foreign-markup", 1)]),
    "bold by underscores": ("__（一）负责。__各科室", [("foreign-markup", 1)]),
    "full-width brackets of a link": ("【表】(a.docx)", [("foreign-markup", 1)]),
    "a smile": ("欢迎:smile:", [("foreign-markup", 1)]),
    "formula of TeX in letters": ("得 $x^2$ 。", [("foreign-markup", 1)]),
    "two prices": ("每件$5，每箱$60。", []),
    "picture with a wide sign": ("！[图](a.png)", [("broken-link", 1), ("foreign-markup", 1)]),
    "times and ratios": ("时间9:30:15，比例3:2，键a:b:c。", []),
    "conflict": (
        "<<<<<<< HEAD\n子\n=======\n丑\n>>>>>>> gaigao",
        [("conflict-marker", 1), ("conflict-marker", 3), ("conflict-marker", 5)],
    ),
    "line of equals signs": ("题目\n=======\n", []),
    "link without destination": ("[公告]()", [("broken-link", 1)]),
    "heading without blank": ("##一、总则", []),
    "four blanks": ("首段。\n\n    各单位按时报送。", []),
    "video without captions": ("![实录](a.mp4)", [("broken-link", 1), ("uncaptioned-video", 1)]),
}


@pytest.mark.parametrize(("body", "wanted"), BODIES.values(), ids=BODIES)
def test_of_a_body(body: str, wanted: list[tuple[str, int]]) -> None:
    assert told(judge_article(body), above=BODY_LINE - 1) == wanted


FIELDS: dict[str, tuple[dict[str, str], list[tuple[str, int]], str]] = {
    "capital": ({"Draft": "true"}, [("invalid-front-matter", 5)], "draft"),
    "misspelt": ({"keywrods": "[x]"}, [("invalid-front-matter", 5)], "keywords"),
    "camel case": ({"mapReviewNo": "x"}, [("invalid-front-matter", 5)], "map_review_no"),
    "Chinese": ({"标题": "另一个"}, [("invalid-front-matter", 5)], "title"),
    "of another kind": ({"docno": "中府办〔2026〕1号"}, [("unknown-field", 5)], "kind"),
    "known": ({"keywords": "[公告]", "lang": "zh-CN"}, [], ""),
    "cut": ({"summary": "2号线 #3 标段"}, [("cut-value", 5)], "#3 标段"),
    "cut behind a blank": ({"summary": "C # 语言"}, [("cut-value", 5)], "语言"),
    "cut at once": ({"summary": "#3 标段说明"}, [("cut-value", 5)], "#3 标段说明"),
    "cut in a list": ({"keywords": "\n  - 2号线 #3"}, [("cut-value", 6)], "#3"),
    "cut further down": ({"summary": "关于\n  2号线 #3 的说明"}, [("cut-value", 6)], "#3 的说明"),
    "kept in a block": ({"summary": "|\n  2号线 #3"}, [], ""),
    "comment": ({"draft": "false # 写好后删去"}, [], ""),
    "quoted": ({"summary": '"2号线 #3 标段"'}, [], ""),
    "wrong language": ({"lang": "fr"}, [("invalid-front-matter", 5)], "lang"),
}


@pytest.mark.parametrize(("fields", "wanted", "says"), FIELDS.values(), ids=FIELDS)
def test_of_the_front_matter(
    fields: dict[str, str], wanted: list[tuple[str, int]], says: str
) -> None:
    findings = [f for f in judge_article("正文。", **fields) if f.code in ROOM]
    assert told(findings) == wanted
    assert not findings or says in f"{findings[0].message.text()}{findings[0].fix.text()}"


def test_a_conflict_in_the_front_matter_is_told() -> None:
    text = article("正文").replace("source:", "<<<<<<< HEAD\nsource:")
    assert of_rule(judge_file(PAGE, {PAGE: text}), "conflict-marker")


def test_a_comment_that_swallows_names_what_it_swallows() -> None:
    (finding,) = of_rule(judge_article("首段。\n\n<!-- 未定\n\n尾段。"), "broken-comment")
    first, last = BODY_LINE + 2, BODY_LINE + 4
    assert f"第 {first} 行到第 {last} 行" in finding.message.text()


@pytest.mark.parametrize(
    "name", ["a?b.pdf", "100%.png", "a#b.docx", "a:b.md", "README.md", "page.markdown"]
)
def test_a_name_that_stops_a_build_is_told_before(name: str) -> None:
    page = article("正文") if name.endswith("md") else "x"
    findings = of_rule(judge_site(f"=== tzgg/{name}\n{page}\n"), "unfit-file-name")
    assert [f.file for f in findings] == [f"content/portal/tzgg/{name}"]


LANGUAGES = {
    "Traditional as said": ("為方便市民辦事，現將開放時間調整如下。", "zh-Hant", []),
    "Simplified in Traditional": (
        "为方便市民办事，现将开放时间调整如下。",
        "zh-Hant",
        [("wrong-language", BODY_LINE + 1)],
    ),
    "English as said": ("The hall opens at nine on every working day.", "en", []),
    "Chinese as English": ("现将开放时间公告如下。", "en", [("wrong-language", 5)]),
}


@pytest.mark.parametrize(("body", "lang", "wanted"), LANGUAGES.values(), ids=LANGUAGES)
def test_of_a_language(body: str, lang: str, wanted: list[tuple[str, int]]) -> None:
    findings = judge_article(body, lang=lang)
    assert told(findings) == wanted
    assert not of_rule(findings, "traditional-character")


def test_an_English_page_that_does_not_say_so_is_told() -> None:  # noqa: N802 -- a language
    body = "The hall of the city opens at nine on every working day of the week. " * 4
    assert told(judge_article(body)) == [("wrong-language", 2)]


def test_the_rules_of_this_room_are_rules() -> None:
    assert {rule.id for rule in RULES} >= ROOM


def test_merged_cells_are_named_by_their_own_columns() -> None:
    body = (
        "| 科室 | 姓名 | 手机 |\n|---|---|---|\n| 办公室 | 陈某某 | 0 |\n"
        "| ^^ | 梁某某 | 13800138000 |"
    )
    (finding,) = of_rule(judge_article(body), "personal-phone-number")
    assert finding.line == BODY_LINE + 3


def test_words_below_a_merged_cell_are_named_by_the_right_header() -> None:
    page = read_markdown_body(
        "| 科室 | 姓名 | 备注 |\n|---|---|---|\n| 甲科 | 乙某 | 无 |\n| ^^ | 丙某 | 有 |"
    )
    named = {block.text: block.labels for block in page}
    assert named["丙某"] == ("姓名", "甲科")
    assert named["有"] == ("备注", "甲科")
