"""Style sheets that a page loads from its own release count when it is judged what hides."""

from __future__ import annotations

import pytest

from tests.hooks.rules.judging import judge_built, of_rule
from zhengwu_lint.sources.html.release_sheets import reduced

LONG = "未在规定期限内申报的，视为自动放弃，不再另行告知，也不接受任何形式的申诉和复核。"
LINK = '<a href="https://www.gov.cn/">政策文件汇编</a>'
THEME = """
:root { --paper: #fff; --ground: #f4f6f9; --ink: #1c2733; --main: #0b4a92 }
body { background: var(--ground); color: var(--ink) }
a { color: var(--main) }
.zw-nav { background: var(--main); color: var(--paper) }
.zw-spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.zw-menu { display: none }
.zw-tool { display: none }
.zw-scripted .zw-tool { display: inline-flex }
@media (max-width: 48em) { .zw-menu { display: block } .zw-bar { display: none } }
@media print { .zw-shown { display: none } }
[data-mode="high"] { --ground: #000 }
"""


def judged(body: str, head: str = "", sheet: str = THEME) -> set[str]:
    page = (
        '<html lang="zh"><head><link rel="stylesheet" href="/assets/a.css">'
        f"{head}</head><body>{body}</body></html>"
    )
    found = judge_built(page, beside={"assets/a.css": sheet})
    return {rule for rule in ("hidden-text", "hidden-link") if of_rule(found, rule)}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('<div class="zw-text"><p class="zw-spoken">短条款</p></div>', id="for-ears"),
        pytest.param('<div class="zw-text"><p class="zw-tool">短条款</p></div>', id="for-scripts"),
        pytest.param(f'<p class="zw-spoken">{LONG}</p>', id="long-for-ears"),
        pytest.param('<p style="color: #f4f6f9">条款</p>', id="in-the-ground"),
        pytest.param('<p style="color: white">条款</p>', id="white"),
        pytest.param('<p style="color: hsl(0 0% 100%)">条款</p>', id="white-by-hue"),
        pytest.param('<p style="color: color-mix(in srgb, white, white)">条</p>', id="mixed"),
        pytest.param('<p style="color: Canvas">条款</p>', id="system-colour"),
        pytest.param('<p style="color: var(--ground)">条款</p>', id="theme-variable"),
        pytest.param('<p class="zw-nav" style="color: #0b4a92">条款</p>', id="in-a-dark-ground"),
    ],
)
def test_the_theme_hides_what_it_does_not_keep_for_itself(body: str) -> None:
    assert judged(body) == {"hidden-text"}


@pytest.mark.parametrize("name", ["zw-spoken", "zw-tool", "zw-menu"])
def test_a_link_that_the_theme_hides(name: str) -> None:
    assert judged(f'<p class="{name}">{LINK}</p>') == {"hidden-link"}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'<a href="/a/">更多<span class="zw-spoken">公告</span></a>{LINK}', id="name"),
        pytest.param(f'<div class="zw-bar">{LINK}</div>', id="of-another-window"),
        pytest.param(f'<div class="zw-shown">{LINK}{LONG}</div>', id="not-on-paper"),
        pytest.param(f'<div class="zw-nav">{LONG}</div>', id="white-on-blue"),
        pytest.param('<button class="zw-tool">大字版</button>', id="tool"),
        pytest.param(f"<p>{LONG}{LINK}</p>", id="plain"),
    ],
)
def test_the_theme_shows_or_keeps_its_own(body: str) -> None:
    assert judged(body) == set()


def test_a_sheet_that_hides_everything_is_told() -> None:
    assert judged(f"<main>{LINK}{LONG * 5}</main>", sheet="main { display: none }") == {
        "hidden-text",
        "hidden-link",
    }


def test_a_sheet_that_nobody_knows_leaves_colours_open() -> None:
    page = '<link rel="stylesheet" href="/a.css"><p class="x" style="color: white">条款</p>'
    assert of_rule(judge_built(page), "hidden-text") == []


def test_of_a_sheet_only_what_can_hide_is_read() -> None:
    css = "p{margin:0;padding:1em;border:0}.a{margin-left:-9999px}.b{height:2rem;width:0}"
    assert reduced(css) == ".a{margin-left:-9999px}\n.b{width:0}"
