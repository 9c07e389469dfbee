"""`--fix` on any page: twice is once, and no word, link or code changes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cities import article
from tests.hooks.ondisk import PAGE
from tests.hooks.test_fix import SITE, WORKSPACE, edits_of
from zhengwu_lint.fix import mend
from zhengwu_lint.subject import Subject

SIGNS = "，。、；：,;:.!?()（）《》〔〕[]【】*_`~|#>-+=\\<&\"' \n\t"
PIECES = st.sampled_from(
    [
        *SIGNS, "，，", ",,", "，。", "。。", "\n\n", "- ", "1. ", "> ", "    ", "```\n", "`", "**",
        "[甲，，乙](https://www.gov.cn/a,,b)", "![图，，](a.png)", "<https://www.gov.cn/,,>",
        "[^1]", "[^1]: 注，，", "| 甲，，乙 |\n|---|\n", "<!-- 注，，释 -->", "<b>，，</b>",
        "&amp;", "\\,", "!!! note\n    甲，，乙\n", "{: #a title=甲，，乙}",
        "[^2]", "[^2]：注，，\n", "##标题，，", "｜甲，，｜乙｜\n｜——｜——｜\n",
        "[甲]（a.md）",
        "（一）甲，，\n（二）乙\n", "3*4*5", "~~甲~~", "\n    四格，，\n", "表1　甲，，\n",
        "<<", "^^",
        "中府办函[2026]993号", "政务", "公开", "网站", "a", "7",
    ]
)  # fmt: skip
PAGES = st.lists(PIECES, max_size=60).map("".join)


def words(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def check_laws(body: str) -> None:
    text = article(body)
    once = mend(text, edits_of, PAGE, SITE)
    assert mend(once, edits_of, PAGE, SITE) == once
    assert words(once) == words(text)
    assert once.count("\n") == text.count("\n")
    before, after = WORKSPACE.subject(PAGE, text.encode()), WORKSPACE.subject(PAGE, once.encode())
    assert isinstance(before, Subject)
    assert isinstance(after, Subject)
    links = [[(k.target, k.element) for k in s.source.links] for s in (before, after)]  # type: ignore[union-attr]
    assert links[0] == links[1]
    code = [[b.text for b in s.source.blocks if b.code] for s in (before, after)]  # type: ignore[union-attr]
    assert code[0] == code[1]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_fixing_twice_is_fixing_once_and_changes_no_word(body: str) -> None:
    check_laws(body)


@pytest.mark.long
@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_fixing_twice_is_fixing_once_and_changes_no_word_at_length(body: str) -> None:
    check_laws(body)
