"""The dialect: what editors of Chinese texts write beyond CommonMark, and what becomes of it."""

from __future__ import annotations

import re

import pytest

from zhengwu.dialect import PublishedLink, parse, render
from zhengwu.dialect.remarks import Kind
from zhengwu.dialect.wide import is_cjk, join_lines
from zhengwu.facts import body_of


def html(text: str) -> str:
    return render(parse(text), PublishedLink).html


def line(text: str) -> str:
    """Return what one paragraph becomes."""
    published = html(text)
    assert published.startswith("<p>")
    assert published.endswith("</p>\n")
    return published[3:-5]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("**（二）落实责任。**各部门照办", "<strong>（二）落实责任。</strong>各部门照办"),
        ("按照**《规定》**第五条", "按照<strong>《规定》</strong>第五条"),
        ("须在**“3月2日”**以前", "须在<strong>“3月2日”</strong>以前"),
        ("**“两新”**占**四成**", "<strong>“两新”</strong>占<strong>四成</strong>"),
        ("增长**12%**以上", "增长<strong>12%</strong>以上"),
        ("由**教育局（牵头）**办理", "由<strong>教育局（牵头）</strong>办理"),
        ("*（试行）*的", "<em>（试行）</em>的"),
        ("***（甲）***乙", "<em><strong>（甲）</strong></em>乙"),
        ("甲**`x`**乙", "甲<strong><code>x</code></strong>乙"),
        ("한국어 **강조(예시)**를", "한국어 <strong>강조(예시)</strong>를"),
        ("漢\U000e0100**(甲)**", "漢\U000e0100<strong>(甲)</strong>"),
        ("a**(b)**c", "a**(b)**c"),
        ("甲__（乙）__丙", "甲__（乙）__丙"),
        ("甲 __（乙）__。", "甲 <strong>（乙）</strong>。"),
        ("😀**（甲）**😀", "😀<strong>（甲）</strong>😀"),
        ("第九条~~删去~~。", "第九条<s>删去</s>。"),
        ("~~（旧）~~新", "<s>（旧）</s>新"),
        ("5~8元，9～12元", "5~8元，9～12元"),
        ("5~~8元，9~~12元", "5~~8元，9~~12元"),
        ("~~~~", "~~~~"),
    ],
)
def test_emphasis_beside_wide_signs(text: str, published: str) -> None:
    # A line of tildes alone would begin a block of code.
    assert line(f"甲{text}")[1:] == published if text == "~~~~" else line(text) == published


@pytest.mark.parametrize(
    "text",
    ["规格2*3*4米", "6毫米*8毫米*2毫米", "5*6", "3cm*4cm*5cm", "100*200*300", "2*3，4*5"],
)
def test_a_star_between_numbers_is_a_sign(text: str) -> None:
    assert line(text) == text


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("*重点*2026年", "<em>重点</em>2026年"),
        ("共**30**项", "共<strong>30</strong>项"),
        ("**2026年**3月", "<strong>2026年</strong>3月"),
        ("见 *Litchi chinensis* 。", "见 <em>Litchi chinensis</em> 。"),
    ],
)
def test_emphasis_of_numbers_stays(text: str, published: str) -> None:
    assert line(text) == published


@pytest.mark.parametrize(
    ("sign", "wide"),
    [
        ("中", True),
        ("。", True),
        ("ｱ", True),
        ("한", True),
        ("“", False),
        ("a", False),
        ("⌚", False),
        ("🀄", False),
        ("🈂", True),
        ("🈁", False),
        ("😀", False),
        ("〰", True),
    ],
)
def test_what_counts_as_wide(sign: str, wide: bool) -> None:  # noqa: FBT001 -- a case
    assert is_cjk(sign) is wide


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("公共阅览\n点", "公共阅览点"),
        ("甲，\n乙", "甲，乙"),
        ("他说“好”\n于是", "他说“好”于是"),
        ("read the\nnotice", "read the notice"),
        ("使用\nLinux", "使用 Linux"),
        ("한국\n어", "한국 어"),
        ("甲\n   乙", "甲乙"),
    ],
)
def test_lines_are_joined_as_they_are_read(text: str, joined: str) -> None:
    assert re.sub(r"\s+", " ", line(text)) == joined
    assert join_lines(text) == joined


def test_lines_are_joined_across_emphasis() -> None:
    assert line("**甲**\n乙") == "<strong>甲</strong>乙"
    assert line("甲\n**乙**") == "甲<strong>乙</strong>"


@pytest.mark.parametrize(
    "lines",
    [
        ["1、报名", "2、审核"],
        ["· 报名", "· 审核"],
        ["●报名", "●审核"],
        ["安排如下：", "（一）报名", "（二）审核"],
        ["安排如下。", "一、报名", "二、审核"],
        ["①报名", "②审核"],
        ["一. 报名", "二. 审核"],
        ["▲报名", "▲审核"],
        ["*报名", "*审核"],
        ["科室\t电话", "办公室\t1"],
        ["1.报名", "2.审核"],
        ["（1）报名；", "（2）审核。"],
        ["第一条　为了便民。", "第二条　本市适用。"],
        ["附件1：申请表", "附件2：汇总表"],
        ["[附件1]: 申请表", "[附件2]: 汇总表"],
        ["前文", "　　另起一段"],
    ],
    ids=lambda lines: lines[-1],
)
def test_official_numbers_are_lines_of_their_own(lines: list[str]) -> None:
    assert line("\n".join(lines)) == "</p>\n<p>".join(lines)


@pytest.mark.parametrize("text", ["依据第三条\n（一）项办理", "增长\n3.5个百分点", "共\n1万元"])
def test_a_line_that_goes_on_is_no_item(text: str) -> None:
    assert "<br" not in line(text)


def test_a_list_keeps_its_numbers() -> None:
    assert html("2. 甲\n4. 乙\n5. 丙\n9. 丁\n") == (
        '<ol start="2">\n<li>甲</li>\n<li value="4">乙</li>\n<li>丙</li>\n'
        '<li value="9">丁</li>\n</ol>\n'
    )
    assert "value" not in html("1. 甲\n1. 乙\n1. 丙\n")
    assert "value" not in html("1. 甲\n   - 子\n2. 乙\n")


@pytest.mark.parametrize(
    ("text", "level", "title"),
    [
        ("##一、总则", 2, "一、总则"),
        ("##\u3000总则", 2, "总则"),
        ("＃＃ 总则", 2, "总则"),
        ("＃＃总则", 2, "总则"),
        ("##\u00a0总则", 2, "总则"),
        ("#\u3000总则", 1, "总则"),
        ("#第一章 总则", 1, "第一章 总则"),
        ("####附则####", 4, "附则"),
        ("## 总则", 2, "总则"),
        ("    ## 缩进的标题", 2, "缩进的标题"),
    ],
)
def test_a_heading_without_blank(text: str, level: int, title: str) -> None:
    (found,) = render(parse(text), PublishedLink).headings
    assert (found.level, found.text) == (level, title)


@pytest.mark.parametrize("text", ["#3号楼", "#便民话题#", "####### 七个", "######", "#5"])
def test_what_is_no_heading(text: str) -> None:
    assert not render(parse(text), PublishedLink).headings or text == "######"


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("[表](files/申请 表.docx)", "files/%E7%94%B3%E8%AF%B7%20%E8%A1%A8.docx"),
        ("[表]（files/biao.xlsx）", "files/biao.xlsx"),
        ("[表] (tongzhi.md)", "tongzhi.md"),
        ("[表]（../tzgg/）", "../tzgg/"),
        ("[表](a.docx）", "a.docx"),
        ("[表]（a.docx)", "a.docx"),
        ("[表](#附件)", "#%E9%99%84%E4%BB%B6"),
        ("[表](<a b.pdf>)", "a%20b.pdf"),
        ("[表]（https://www.gov.cn/a b）", "https://www.gov.cn/a%20b"),
    ],
)
def test_a_link_as_it_is_written(text: str, href: str) -> None:
    assert line(text) == f'<a href="{href}">表</a>'


def test_a_title_may_hold_quotation_marks() -> None:
    assert line('[表](a.md "带"引号"的")') == ('<a href="a.md" title="带&quot;引号&quot;的">表</a>')


def test_a_picture_as_it_is_written() -> None:
    assert line("![图]（tu pian.png）") == '<img src="tu%20pian.png" alt="图">'


@pytest.mark.parametrize(
    "text",
    [
        "[附件1]（共3份）",
        "[2026]（第3号）",
        "[附件1] (见后)",
        "[注]（下同）。",
        "[甲]（乙",
    ],
)
def test_brackets_after_brackets_are_text(text: str) -> None:
    assert "<a" not in line(text)
    assert re.sub(r"<[^>]*>", "", line(text)) == text


def test_four_blanks_are_no_code() -> None:
    assert html("说明如下。\n\n    各单位按时报送。\n") == (
        "<p>说明如下。</p>\n<p>各单位按时报送。</p>\n"
    )
    assert html("    <!-- 暗 -->\n\n明\n").strip() == "<p>明</p>"


def test_a_link_definition_without_a_destination_is_text() -> None:
    assert line("[附件3]: 登记表") == "[附件3]: 登记表"
    assert line("[甲]\n\n[甲]: a.md") == '<a href="a.md">甲</a>'


@pytest.mark.parametrize("text", ["{% 说明：待核 %}", "{{ 待核 }}", "**甲**{% 待核 %}"])
def test_orders_of_other_programs_are_text(text: str) -> None:
    assert "待核" in html(text)


def test_a_footnote_with_a_full_width_colon_is_one() -> None:
    page = parse("文[^1]。\n\n[^1]：注释\n")
    assert [one.kind for one in page.remarks] == [Kind.WIDE_FOOTNOTE]
    assert "注释" in render(page, PublishedLink).html


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("文。\n\n[^1]: 未引用\n", [(Kind.FOOTNOTE, 2)]),
        ("文[^1]。\n\n[^1]: 先\n\n[^1]: 后\n", [(Kind.FOOTNOTE, 2)]),
        ("文[^1]、[^1]。\n\n[^1]: 注\n", []),
        ("[甲]: a.md\n", [(Kind.DEFINITION, 0)]),
        ("[甲]\n\n[甲]: a.md\n[甲]: b.md\n", [(Kind.DEFINITION, 3)]),
        ("![甲]\n\n[甲]: a.png\n", []),
        ("[^1](a.md)\n\n[^1]: 注\n", []),
    ],
)
def test_definitions_that_would_vanish_are_noted(text: str, noted: list[object]) -> None:
    assert [(one.kind, one.line) for one in parse(text).remarks] == noted


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            '![开幕](files/k.mp4){poster="k.jpg" captions="k.vtt"}',
            (
                '<video src="files/k.mp4" class="zw-media" controls preload="metadata" '
                'aria-label="开幕" poster="k.jpg"><track src="k.vtt" kind="captions" '
                'srclang="zh-CN" label="字幕" default></video>'
            ),
        ),
        (
            "![播报](b.mp3)",
            (
                '<audio src="b.mp3" class="zw-media" controls preload="metadata" '
                'aria-label="播报"></audio>'
            ),
        ),
    ],
)
def test_video_and_audio(text: str, published: str) -> None:
    assert line(text) == published


def test_a_formula_is_mathml() -> None:
    formula = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
    assert line(f"即{formula}。") == f"即{formula}。"
    assert "&lt;math" in line('即<math onclick="x"><mn>1</mn></math>。')


def test_everything_that_a_page_loads_is_named() -> None:
    page = body_of('[甲](a.md) ![乙](b.mp4){poster="c.jpg" captions="d.vtt"}')
    assert list(page.destinations()) == ["a.md"]
    assert list(page.destinations(pictures=True)) == ["a.md", "b.mp4", "c.jpg", "d.vtt"]
