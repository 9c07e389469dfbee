"""The dialect: what each of its features becomes on a page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengwu.dialect import PublishedLink, parse, render


def html(text: str, **links: str) -> str:
    """Render with destinations replaced by `links`, or left as they are."""
    return render(parse(text), lambda target: PublishedLink(links.get(target, target))).html


FRAME = '<div class="zw-scroll" role="region" aria-label="表格" tabindex="0">'
GOLDENS = {
    "paragraph with line breaks": (
        "第一行  \n第二行\n续行\n",
        "<p>第一行<br />\n第二行续行</p>\n",
    ),
    "emphasis and code": (
        "*甲* **乙** `丙<`\n",
        "<p><em>甲</em> <strong>乙</strong> <code>丙&lt;</code></p>\n",
    ),
    "table in its frame": (
        "| 甲 | 乙 |\n|---|:-:|\n| 1 | 2 |\n",
        (
            f"{FRAME}<table>\n"
            "<thead>\n<tr>\n<th>甲</th>\n"
            '<th class="zw-center">乙</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n'
            '<td class="zw-center">2</td>\n</tr>\n</tbody>\n</table></div>\n'
        ),
    ),
    "footnote": (
        "文[^1]。\n\n[^1]: 注\n",
        (
            '<p>文<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>。</p>\n'
            '<hr class="footnotes-sep" />\n<section class="footnotes">\n'
            '<ol class="footnotes-list">\n'
            '<li id="fn1" class="footnote-item"><p>注 <a href="#fnref1" class="footnote-backref">'
            "↩︎</a></p>\n</li>\n</ol>\n</section>\n"
        ),
    ),
    "definition list": ("术语\n: 解释\n", "<dl>\n<dt>术语</dt>\n<dd>解释</dd>\n</dl>\n"),
    "admonition": (
        '!!! warning "注意"\n    内容\n',
        (
            '<div class="admonition warning">\n<p class="admonition-title">注意</p>\n'
            "<p>内容</p>\n</div>\n"
        ),
    ),
    "task list": (
        "- [x] 已办\n- [ ] 未办\n",
        (
            '<ul class="contains-task-list">\n'
            '<li class="task-list-item"><input class="task-list-item-checkbox" checked="checked" '
            'disabled="disabled" type="checkbox"> 已办</li>\n'
            '<li class="task-list-item"><input class="task-list-item-checkbox" '
            'disabled="disabled" type="checkbox"> 未办</li>\n</ul>\n'
        ),
    ),
    "attributes of a block": (
        '{#a .right lang="en"}\n段落\n',
        '<p id="a" lang="en" class="right">段落</p>\n',
    ),
    "attributes of a picture": (
        "![图](a.png){width=300}\n",
        '<p><img src="a.png" alt="图" width="300"></p>\n',
    ),
    "reference link": ("[甲]\n\n[甲]: a.md\n", '<p><a href="a.md">甲</a></p>\n'),
    "address in angles": (
        "<https://www.gov.cn/>\n",
        '<p><a href="https://www.gov.cn/">https://www.gov.cn/</a></p>\n',
    ),
    "bare address": ("https://www.gov.cn/\n", "<p>https://www.gov.cn/</p>\n"),
    "fenced code": (
        "```yaml\na: <b>\n```\n",
        '<pre tabindex="0"><code class="language-yaml">a: &lt;b&gt;\n</code></pre>\n',
    ),
    "entity": ("&copy; &lt;\n", "<p>© &lt;</p>\n"),
}


@pytest.mark.parametrize(("text", "wanted"), GOLDENS.values(), ids=GOLDENS)
def test_a_feature_becomes(text: str, wanted: str) -> None:
    assert html(text) == wanted


@pytest.mark.parametrize(
    ("raw", "published"),
    [
        ("甲<br>乙", "甲<br>乙"),
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ('<sub lang="en">x</sub>', '<sub lang="en">x</sub>'),
        ("<ruby>汉<rt>hàn</rt></ruby>", "<ruby>汉<rt>hàn</rt></ruby>"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("<b>粗</b>", "&lt;b&gt;粗&lt;/b&gt;"),
        ('<a href="x">y</a>', '&lt;a href="x"&gt;y&lt;/a&gt;'),
        ("<br onclick=x>", "&lt;br onclick=x&gt;"),
        ('<u style="display:none">x</u>', '&lt;u style="display:none"&gt;x</u>'),
        ("<iframe src=x></iframe>", "&lt;iframe src=x&gt;&lt;/iframe&gt;"),
        ("<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;"),
        ("<?php x ?>", "&lt;?php x ?&gt;"),
        ("<u<!-- -->x>", "&lt;ux&gt;"),
    ],
)
def test_raw_html_inside_a_paragraph(raw: str, published: str) -> None:
    assert html(f"文 {raw} 字\n") == f"<p>文 {published} 字</p>\n"


@pytest.mark.parametrize(
    ("raw", "published"),
    [
        (
            '<table><tr><td colspan="2">甲&nbsp;乙 &amp; 丙</td></tr></table>\n',
            f'{FRAME}<table><tr><td colspan="2">甲&nbsp;乙 &amp; 丙</td></tr></table></div>\n',
        ),
        (
            "<details open><summary>一</summary>A & B</details>\n",
            "<details open><summary>一</summary>A &amp; B</details>\n",
        ),
        ("<div>\n一\n</div>\n", "&lt;div&gt;\n一\n&lt;/div&gt;\n"),
        (
            "<table><tr><td onclick=x>一</td></tr></table>\n",
            f"{FRAME}<table><tr>&lt;td onclick=x&gt;一</td></tr></table></div>\n",
        ),
        ("<table><scr<!-- -->ipt>\n", "<table>&lt;script&gt;\n"),
        ("<!DOCTYPE html>\n", "&lt;!DOCTYPE html&gt;\n"),
    ],
)
def test_a_block_of_raw_html(raw: str, published: str) -> None:
    assert html(raw) == published


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("甲<!-- 暗 -->乙\n", "<p>甲乙</p>\n"),
        ("<!-- 暗\n\n暗 -->\n\n明\n", "\n<p>明</p>\n"),
        ("<!-- 暗 没有结束\n\n暗\n", ""),
        (
            "<table><!-- 暗 --><tr><td>明</td></tr></table>\n",
            f"{FRAME}<table><tr><td>明</td></tr></table></div>\n",
        ),
    ],
    ids=["inside a line", "over several lines", "without end", "inside raw HTML"],
)
def test_a_comment_is_never_published(text: str, published: str) -> None:
    assert html(text) == published
    assert "暗" not in html(text)


def test_a_link_carries_what_the_resolver_says() -> None:
    assert html("[甲](a.md)", **{"a.md": "../a/"}) == '<p><a href="../a/">甲</a></p>\n'


def test_a_link_without_destination_is_its_text() -> None:
    assert html("[甲](a.md) ![乙](b.png)", **{"a.md": "", "b.png": ""}) == "<p><a>甲</a> 乙</p>\n"


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "&#x6A;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/hosts",
        "blob:https://a.example/x",
    ],
)
def test_a_scheme_that_is_not_listed_leads_nowhere(target: str) -> None:
    published = html(f"[甲]({target}) ![乙]({target})\n\n[丙]\n\n[丙]: {target}\n")
    assert published == "<p><a>甲</a> 乙</p>\n<p><a>丙</a></p>\n"


@pytest.mark.parametrize("target", ["mailto:office@a.example", "tel:12345", "https://a.example/"])
def test_a_listed_scheme_passes_on(target: str) -> None:
    assert html(f"[甲]({target})") == f'<p><a href="{target}">甲</a></p>\n'


def test_attributes_that_are_not_listed_are_dropped() -> None:
    text = '[甲](a.md){.center onclick="x" style="display:none" href="https://a.example"}'
    assert html(text) == '<p><a href="a.md" class="center">甲</a></p>\n'


@pytest.mark.parametrize(
    "text",
    [
        "{.zw-spoken}\n段落\n",
        "段落\n{: .zw-spoken}\n",
        "[甲](a.md){.zw-tool}\n",
        "![甲](a.png){.center .zw-tool}\n",
        '!!! zw-tool "注意"\n    段落\n',
        "{class=zw-skip}\n- 甲\n",
    ],
)
def test_a_class_that_is_not_listed_is_not_published(text: str) -> None:
    assert "class" not in html(text).replace('class="admonition-title"', "")


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("## 一、总则\n", ["一-总则"]),
        ("## Ａbc　DE\n", ["abc-de"]),
        ("## 标题\n\n## 标题\n\n## 标题\n", ["标题", "标题-2", "标题-3"]),
        ("## 标题-2\n\n## 标题\n\n## 标题\n", ["标题-2", "标题", "标题-3"]),
        ("## 标题 {#zdy}\n\n## 标题\n", ["zdy", "标题"]),
        ("## 甲 {#zdy}\n\n## 乙 {#zdy}\n", ["zdy", "乙"]),
        ("## 甲 {#乙}\n", ["甲-乙"]),
        ("## 标题\n\n## 别的 {#标题}\n", ["标题", "别的-标题"]),
        ("## ！！\n\n## ——\n", ["section", "section-2"]),
        ("## 含 `代码` 与 [链接](a.md)\n", ["含-代码-与-链接"]),
    ],
)
def test_a_heading_has_its_anchor(text: str, anchors: list[str]) -> None:
    page = render(parse(text), PublishedLink)
    assert [heading.anchor for heading in page.headings] == anchors
    assert re.findall(r'<h2 id="([^"]*)"', page.html) == anchors
    assert set(anchors) <= parse(text).anchors()


def test_an_anchor_does_not_depend_on_what_stands_elsewhere() -> None:
    (alone,) = render(parse("## 甲\n"), PublishedLink).headings
    among = render(parse("# 总\n\n文\n\n## 乙\n\n## 甲\n\n## 丙\n"), PublishedLink).headings
    assert alone in among


def test_headings_tell_level_and_text() -> None:
    (heading,) = render(parse("### 关于 *印发* `规定`\n"), PublishedLink).headings
    assert (heading.level, heading.text) == (3, "关于 印发 规定")


@given(st.lists(st.sampled_from(["甲", "乙", "甲-2", "！", "甲 {#b}", "b", "fn1"])))
def test_anchors_of_headings_are_unique(titles: list[str]) -> None:
    anchors = [
        h.anchor
        for h in render(parse("\n\n".join(f"## {t}" for t in titles)), PublishedLink).headings
    ]
    assert len(set(anchors)) == len(anchors) == len(titles)


def test_rendering_twice_gives_the_same() -> None:
    parsed = parse("文[^1]。\n\n[^1]: 注\n\n## 甲\n\n- [ ] 乙\n")
    assert render(parsed, PublishedLink) == render(parsed, PublishedLink)


_LIVE = re.compile(
    r"<(?:script|style|iframe|object|embed|form|svg|base|meta|link)\b|<[^>]*\s(?:on\w+|style)\s*=",
    re.IGNORECASE,
)


@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                "script",
                "u",
                "/",
                " ",
                "onclick=x",
                'id="',
                '"',
                "<!--",
                "-->",
                "`",
                "\n",
                "&lt;",
                "[a](b)",
                "{style=x}",
                "td",
                "<u>",
                "甲",
                "|",
                "style",
                "=",
            ]
        )
    )
)
def test_no_text_becomes_live_markup(pieces: list[str]) -> None:
    assert not _LIVE.search(html("".join(pieces)))
