from __future__ import annotations

import pytest

from tests.hooks.rules.judging import judge_stray, of_rule, places

RULE = "raw-html"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("<div>通知</div>", [(1, 1)], id="block"),
        pytest.param("通知<font>甲</font>和<b>乙</b>", [(1, 3), (1, 18)], id="inline"),
        pytest.param("甲\n乙 <span>丙</span>", [(2, 3)], id="second-line"),
        pytest.param("<section>\n\n通知\n\n</section>", [(1, 1)], id="two-pieces"),
        pytest.param("</div>", [(1, 1)], id="end-alone"),
        pytest.param("`<b>` <b>甲</b>", [(1, 7)], id="behind-code"),
        pytest.param("| 甲 |\n|---|\n| <i>乙</i> |", [(3, 3)], id="cell"),
        pytest.param("> <div>甲</div>", [(1, 3)], id="quotation"),
        pytest.param('<sup onclick="x()">1</sup>', [(1, 1)], id="attribute"),
        pytest.param("<sup title=甲>1</sup>", [(1, 1)], id="unquoted-attribute"),
        pytest.param('[政策](https://www.gov.cn/){style="a"}', [(1, 1)], id="attribute-list"),
        pytest.param('{onclick="x"}\n## 甲', [(2, 0)], id="attribute-list-of-a-block"),
        pytest.param("<?php ?>", [(1, 1)], id="instruction"),
        pytest.param("正文 <!-- 见 shop.com -->", [(1, 4)], id="comment-with-host"),
        pytest.param("<!-- <b>甲</b> -->", [(1, 1)], id="comment-with-markup"),
        pytest.param("<!-- [甲](a.md) -->", [(1, 1)], id="comment-with-link"),
    ],
)
def test_refused_pieces_have_their_places(text: str, where: list[tuple[int, int]]) -> None:
    assert places(judge_stray(text), RULE) == where


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("H<sub>2</sub>O<br>第二行", id="listed"),
        pytest.param('<table><tr><td colspan="2">甲</td></tr></table>', id="table"),
        pytest.param('<abbr title="国内生产总值">GDP</abbr>', id="listed-attribute"),
        pytest.param("a < b，x<3，`<div>`", id="no-markup"),
        pytest.param("```html\n<div></div>\n```", id="code"),
        pytest.param("<!-- 等复审 -->正文<!-- INFO END -->", id="comments"),
        pytest.param("- [ ] 待办", id="task"),
        pytest.param("## 附则 {#fuze}", id="anchor"),
    ],
)
def test_what_the_dialect_publishes_passes(text: str) -> None:
    assert of_rule(judge_stray(text), RULE) == []
