from __future__ import annotations

import pytest

from tests.hooks.rules.judging import judge_stray, of_rule

HIDDEN_TEXT, HIDDEN_LINK = "hidden-text", "hidden-link"
# Each hides what it holds; `{}` is where the content goes.
WAYS = {
    "display": '<p style="display:none !important">{}</p>',
    "visibility": '<p style="visibility:collapse">{}</p>',
    "opacity": '<p style="opacity:3%">{}</p>',
    "filter": '<p style="filter:alpha(opacity=0)">{}</p>',
    "font-size": '<p style="font-size:1px">{}</p>',
    "font": '<p style="font:0/0 a">{}</p>',
    "small-in-small": '<p style="font-size:.3em"><b style="font-size:.3em">{}</b></p>',
    "white-on-white": '<p style="color:#fefefe">{}</p>',
    "own-background": '<p style="background:navy;color:rgb(0 0 128)">{}</p>',
    "background-above": '<div style="background:#222"><p style="color:#232323">{}</p></div>',
    "font-tag": '<table bgcolor="#eee"><tr><td><font color="#eeeeee">{}</font></td></tr></table>',
    "transparent": '<p style="color:rgba(9,9,9,.01)">{}</p>',
    "fill": '<p style="-webkit-text-fill-color:transparent">{}</p>',
    "left": '<p style="position:absolute;left:-9999px">{}</p>',
    "right-edge": '<p style="position:fixed;left:200em;margin-left:400em">{}</p>',
    "percent": '<p style="position:absolute;left:-100%">{}</p>',
    "indent": '<p style="text-indent:-999em">{}</p>',
    "translate": '<p style="transform:translate(-2000px, 0)">{}</p>',
    "scale": '<p style="transform:scale(.01)">{}</p>',
    "turned": '<p style="transform:rotateX(90deg)">{}</p>',
    "zoom": '<p style="zoom:0.01">{}</p>',
    "clip": '<p style="position:absolute;clip:rect(1px, 1px, 1px, 1px)">{}</p>',
    "clip-path": '<p style="clip-path:polygon(0 0, 0 0)">{}</p>',
    "no-height": '<div style="height:0;overflow:hidden">{}</div>',
    "letter-spacing": '<p style="letter-spacing:-1em">{}</p>',
    "marquee": '<marquee height="1">{}</marquee>',
    "sheet-class": "<style>.a, .b > .c {{ display: none }}</style><p class='a'>{}</p>",
    "sheet-child": "<style>.b > p {{ display: none }}</style><div class='b'><p>{}</p></div>",
    "sheet-id": "<style>#x p {{ opacity: 0 }}</style><div id='x'><b><p>{}</p></b></div>",
    "sheet-attribute": "<style>[lang|=la] {{ display: none }}</style><p lang='la-x'>{}</p>",
    "sheet-escaped": r"<style>.\61 {{ d\69splay: none }}</style><p class='a'>{}</p>",
    "sheet-in-media": "<style>@media all {{ p {{ font-size: 0 }} }}</style><p>{}</p>",
    "never-ended": '<p style="display:none"/>{}</p>',
    "important": "<style>p {{ display: none !important }}</style><p style='display:block'>{}</p>",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_ways_of_hiding(way: str) -> None:
    text = way.format("本公告的补充条款另行规定")
    assert len(of_rule(judge_stray(f"<p>通知</p>{text}", "a.html"), HIDDEN_TEXT)) == 1
    link = way.format('<a href="https://shop-x.example/">友情链接</a>')
    assert len(of_rule(judge_stray(f"<p>通知</p>{link}", "a.html"), HIDDEN_LINK)) == 1


@pytest.mark.parametrize(
    "html",
    [
        pytest.param('<p style="color:#777">浅色的字</p>', id="grey"),
        pytest.param(
            '<div style="background:#900"><p style="color:#fff">白字</p></div>', id="dark"
        ),
        pytest.param(
            '<link rel="stylesheet" href="a.css">'
            '<div class="dark"><p style="color:#fff">白字</p></div>',
            id="outer-sheet",
        ),
        pytest.param('<p style="background:url(a.png);color:#fff">白字</p>', id="on-a-picture"),
        pytest.param('<p style="margin-left:-20px;left:-50%">移了一点</p>', id="shifted"),
        pytest.param('<p style="width:0">溢出来的字</p>', id="overflowing"),
        pytest.param('<p style="font-size:12px">小字</p>', id="small"),
        pytest.param("<style>p:hover { display: none }</style><p>字</p>", id="state"),
        pytest.param("<style>@media print { p { display: none } }</style><p>字</p>", id="print"),
        pytest.param('<style media="print">p { display: none }</style><p>字</p>', id="for-print"),
        pytest.param("<style>.a > p { display: none }</style><p>字</p>", id="other-parent"),
        pytest.param(
            "<nav hidden><a href='/a'>公开</a><button>关</button></nav>", id="closed-menu"
        ),
        pytest.param("<p hidden>没有找到相关内容，请换一个词。</p>", id="shown-later"),
        pytest.param('<a href="/a">更多<b class="sr-only">政务公开</b></a>', id="spoken"),
        pytest.param("<noscript>请启用 JavaScript 后访问本页。</noscript>", id="without-scripts"),
        pytest.param("<ruby>涌<rp>(</rp><rt>chōng</rt><rp>)</rp></ruby>", id="ruby"),
        pytest.param('<img src="a.gif" width="1" height="1" alt="">', id="spacer"),
        pytest.param("<details><summary>材料</summary>申请表一份</details>", id="disclosure"),
    ],
)
def test_what_is_seen_or_customary_passes(html: str) -> None:
    assert of_rule(judge_stray(f"<p>通知</p>{html}", "a.html"), HIDDEN_TEXT) == []


def test_the_customary_ways_have_their_measure() -> None:
    long = "中山特产批发大全厂家直供" * 6
    for html in (f"<p hidden>{long}</p>", f'<b class="sr-only">{long}</b>'):
        assert len(of_rule(judge_stray(f"<p>通知</p>{html}", "a.html"), HIDDEN_TEXT)) == 1


def test_the_reason_and_the_text_are_told() -> None:
    (found,) = of_rule(judge_stray('<p>甲</p><p style="opacity:0">乙丙</p>', "a.html"), HIDDEN_TEXT)
    assert "乙丙" in found.message.text()
    assert "opacity: 0" in found.message.text()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("{.hidden}\n看不见的条款", 1, id="class-of-a-block"),
        pytest.param("甲\u202e乙丙丁\u202c", 1, id="turned-round"),
        pytest.param("甲" + "\u200b\u200c" * 8, 1, id="written-unseen"),
        pytest.param("甲\u200b乙", 0, id="single-zero-width"),
        pytest.param(
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 0, id="flag"
        ),
    ],
)
def test_in_markdown(text: str, count: int) -> None:
    assert len(of_rule(judge_stray(text), HIDDEN_TEXT)) == count


@pytest.mark.parametrize(
    "html",
    [
        pytest.param('<a href="//s.example"><img src="a.gif" width="1" alt=""></a>', id="dot"),
        pytest.param('<a href="//s.example"><b style="display:none">甲</b></a>', id="all-hidden"),
        pytest.param('<a href="//s.example">·</a>', id="punctuation"),
        pytest.param('<a href="//s.example">\u2800\u3164</a>', id="blanks"),
        pytest.param("<video><a href='//s.example'>甲</a></video>", id="fallback"),
        pytest.param("<dialog><a href='//s.example'>甲</a></dialog>", id="closed-dialog"),
        pytest.param("<svg><defs><a href='//s.example'>甲</a></defs></svg>", id="definitions"),
        pytest.param("<!-- //s.example --><p>甲</p>", id="comment-before-all"),
        pytest.param('<p title="<a href=//s.example></a>">甲</p>', id="within-an-attribute"),
        pytest.param("<svg><style><a href='//s.example'></a></style></svg>", id="raw-of-svg"),
    ],
)
def test_hidden_links(html: str) -> None:
    assert len(of_rule(judge_stray(html + "<p>通知</p>", "a.html"), HIDDEN_LINK)) == 1
