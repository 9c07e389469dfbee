"""The table of what hides, held against Chromium: pixels, boxes and `checkVisibility`.

A page is drawn with a text and with the text taken out; where both pictures are the same, nobody
sees the text, and the lint must say so. Where they differ, the honest page must pass.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import sync_playwright

from tests.hooks.rules.judging import judge_stray, of_rule
from tests.site.browsing import CHROMIUM, FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

LEAST_SHADE = 12  # of 255
TEXT = "本公告的补充条款另行规定"
VISIBLE = """() => {
    const mark = document.querySelector('#mark');
    const shown = mark.checkVisibility({
        opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true,
    });
    const box = mark.getBoundingClientRect();
    return shown && box.width > 2 && box.height > 2;
}"""
# `{}` is where the text goes; what stands before `|` is a style sheet.
HIDDEN = {
    "not": ".a:not(.b){display:none}|<p class=a>{}</p>",
    "is": ":is(.a,.b){display:none}|<p class=a>{}</p>",
    "where": ":where(p.a){display:none}|<p class=a>{}</p>",
    "has": "div:has(i){display:none}|<div><i></i>{}</div>",
    "is-with-unknown": ":is(.a,:unknown-thing){display:none}|<p class=a>{}</p>",
    "next-sibling": "i+p{display:none}|<i></i><p>{}</p>",
    "later-sibling": "i~p{display:none}|<i></i><b></b><p>{}</p>",
    "nth-child": "p:nth-child(3){display:none}|<b></b><p>{}</p>",
    "last-child": "p:last-child{display:none}|<p>{}</p>",
    "first-of-type": "h2:first-of-type{opacity:0}|<h2>{}</h2>",
    "empty-negated": "p:not(:empty){opacity:0}|<p>{}</p>",
    "not-hover": "p:not(:hover){display:none}|<p>{}</p>",
    "attribute-insensitive": "[title='X' i]{display:none}|<p title=x>{}</p>",
    "nesting": ".o{& .a{display:none}}|<div class=o><p class=a>{}</p></div>",
    "nesting-bare": ".o{.a{display:none}}|<div class=o><p class=a>{}</p></div>",
    "nesting-behind": ".a{.o &{display:none}}|<div class=o><p class=a>{}</p></div>",
    "nesting-in-media": ".a{@media all{display:none}}|<p class=a>{}</p>",
    "brace-in-string": ".x{content:'}'} .a{display:none}|<p class=a>{}</p>",
    "brace-in-own-string": ".a{content:'}';display:none}|<p class=a>{}</p>",
    "comment-between": ".a{dis/**/x:1;display/*;*/:/*}*/none}|<p class=a>{}</p>",
    "escaped-brace": r".\7b {display:none}|<p class='&#123;'>{}</p>",
    "calc": ".a{position:absolute;left:calc(-1px * 9999)}|<p class=a>{}</p>",
    "calc-opacity": ".a{opacity:calc(1 - 1)}|<p class=a>{}</p>",
    "calc-size": ".a{font-size:calc(1em - 16px)}|<p class=a>{}</p>",
    "min": ".a{width:min(0px, 50%);overflow:hidden;height:min(9em,0px)}|<p class=a>{}</p>",
    "clamp": ".a{font-size:clamp(0px,1vw,0px)}|<p class=a>{}</p>",
    "variable": ":root{--x:none}.a{display:var(--x)}|<p class=a>{}</p>",
    "variable-fallback": ".a{display:var(--nothing, none)}|<p class=a>{}</p>",
    "variable-inherited": ".o{--o:0}.a{opacity:var(--o)}|<div class=o><p class=a>{}</p></div>",
    "variable-in-calc": ":root{--n:9999}.a{margin-left:calc(-1px*var(--n))}|<p class=a>{}</p>",
    "registered-property": (
        "@property --z{syntax:'*';inherits:true;initial-value:none}"
        ".a{display:var(--z)}|<p class=a>{}</p>"
    ),
    "inline-size": ".a{inline-size:0;overflow:hidden;white-space:nowrap}|<p class=a>{}</p>",
    "block-size": ".a{block-size:0;overflow:hidden}|<p class=a>{}</p>",
    "inset-inline-start": ".a{position:absolute;inset-inline-start:-9999px}|<p class=a>{}</p>",
    "inset-inline": ".a{position:absolute;inset-inline:-9999px auto}|<p class=a>{}</p>",
    "margin-inline-start": ".a{margin-inline-start:-9999px}|<p class=a>{}</p>",
    "overflow-x": ".a{width:0;overflow-x:hidden;white-space:nowrap}|<p class=a>{}</p>",
    "overflow-block": ".a{height:0;overflow-block:hidden}|<p class=a>{}</p>",
    "overflow-clip": ".a{max-height:0;overflow:clip}|<p class=a>{}</p>",
    "contain": ".a{height:0;contain:paint}|<p class=a>{}</p>",
    "clip-path-inset": ".a{clip-path:inset(50%)}|<p class=a>{}</p>",
    "clip-path-inset-sides": ".a{clip-path:inset(0 100% 0 0)}|<p class=a>{}</p>",
    "clip-path-circle": ".a{clip-path:circle(0)}|<p class=a>{}</p>",
    "clip-path-circle-at": ".a{clip-path:circle(0px at 50% 50%)}|<p class=a>{}</p>",
    "clip-path-polygon": ".a{clip-path:polygon(0 0, 0 0, 0 0)}|<p class=a>{}</p>",
    "clip-path-line": ".a{clip-path:polygon(0px 0px, 500px 0px, 200px 0px)}|<p class=a>{}</p>",
    "clip-path-prefixed": ".a{-webkit-clip-path:inset(100%)}|<p class=a>{}</p>",
    "clip-path-xywh": ".a{clip-path:xywh(0 0 0 0)}|<p class=a>{}</p>",
    "oklch": ".a{color:oklch(1 0 0)}|<p class=a>{}</p>",
    "oklab": ".a{color:oklab(100% 0 0)}|<p class=a>{}</p>",
    "lab": ".a{color:lab(100 0 0)}|<p class=a>{}</p>",
    "lch": ".a{color:lch(99.8 0 0)}|<p class=a>{}</p>",
    "hwb": ".a{color:hwb(0 100% 0%)}|<p class=a>{}</p>",
    "display-p3": ".a{color:color(display-p3 1 1 1)}|<p class=a>{}</p>",
    "color-mix": ".a{color:color-mix(in srgb, white 100%, black)}|<p class=a>{}</p>",
    "system-colour": ".a{color:canvas}|<p class=a>{}</p>",
    "same-gradient": (
        ".a{background:linear-gradient(#123456,#123456);color:#123456}|<p class=a>{}</p>"
    ),
    "half-transparent": ".a{color:rgb(0 0 0 / 4%)}|<p class=a>{}</p>",
    "animation": ("@keyframes k{to{opacity:0}}.a{animation:k 1ms forwards}|<p class=a>{}</p>"),
    "animation-display": (
        "@keyframes gone{0%,100%{visibility:hidden}}"
        ".a{animation-name:gone;animation-duration:1ms;animation-fill-mode:both}|<p class=a>{}</p>"
    ),
    "supports": "@supports (display:grid){.a{display:none}}|<p class=a>{}</p>",
    "supports-not-shown": (
        ".a{display:none}@supports not (display:grid){.a{display:block}}|<p class=a>{}</p>"
    ),
    "layer": "@layer base{.a{display:none}}|<p class=a>{}</p>",
    "layer-order": (
        "@layer one,two;@layer two{.a{display:none}}@layer one{p.a{display:block}}"
        "|<p class=a>{}</p>"
    ),
    "layer-below": "@layer x{p.a{display:block}}.a{display:none}|<p class=a>{}</p>",
    "layer-important": (
        "@layer one{.a{display:none!important}}.a{display:block!important}|<p class=a>{}</p>"
    ),
    "cascade-specificity": "p.a{display:none}.a{display:block}|<p class=a>{}</p>",
    "cascade-order": ".a{display:block}.a{display:none}|<p class=a>{}</p>",
    "container": (
        ".o{container-type:inline-size}@container (min-width:1px){.a{display:none}}"
        "|<div class=o><p class=a>{}</p></div>"
    ),
    "media-feature": "@media (min-width:1px){.a{display:none}}|<p class=a>{}</p>",
    "media-not-print": "@media not print{.a{display:none}}|<p class=a>{}</p>",
    "child": ".o>p{display:none}|<div class=o><p>{}</p></div>",
    "left-far": ".a{position:absolute;left:9999px}|<p class=a>{}</p>",
    "fixed-below": ".a{position:fixed;top:100vh}|<p class=a>{}</p>",
    "matrix": ".a{transform:matrix(0,0,0,0,0,0)}|<p class=a>{}</p>",
    "matrix-shift": ".a{transform:matrix(1,0,0,1,-9999,0)}|<p class=a>{}</p>",
    "rotate3d": ".a{transform:rotate3d(0,1,0,90deg)}|<p class=a>{}</p>",
    "rotate-property": ".a{rotate:y 90deg}|<p class=a>{}</p>",
    "rotate-turn": ".a{transform:rotateX(.25turn)}|<p class=a>{}</p>",
    "translate-property": ".a{translate:-9999px}|<p class=a>{}</p>",
    "scale-property": ".a{scale:0}|<p class=a>{}</p>",
    "mask": ".a{mask:linear-gradient(transparent,transparent)}|<p class=a>{}</p>",
    "mask-prefixed": ".a{-webkit-mask-image:linear-gradient(#0000,#0000)}|<p class=a>{}</p>",
    "content-visibility": ".a{content-visibility:hidden}|<p class=a>{}</p>",
    "grid-rows": (
        ".o{display:grid;grid-template-rows:0fr}.o>p{overflow:hidden;min-height:0;margin:0}"
        "|<div class=o><p>{}</p></div>"
    ),
    "text-indent": ".a{text-indent:calc(-100vw - 100vw);white-space:nowrap}|<p class=a>{}</p>",
    "padding-cut": ".a{height:20px;overflow:hidden;padding-top:5000px;box-sizing:border-box}"
    "|<div style='height:20px;overflow:hidden'><p class=a>{}</p></div>",
    "contrast": ".a{filter:opacity(0%)}|<p class=a>{}</p>",
}
SEEN = {
    "not": ".a:not(.a){display:none}|<p class=a>{}</p>",
    "sibling": "i+p{display:none}|<i></i><b></b><p>{}</p>",
    "nesting": ".o{& .a{display:none}}|<p class=a>{}</p>",
    "hover": "p:hover{display:none}|<p>{}</p>",
    "specificity": "p.a{display:block}.a{display:none}|<p class=a>{}</p>",
    "layer": "@layer x{p.a{display:none}}.a{display:block}|<p class=a>{}</p>",
    "layer-order": (
        "@layer one,two;@layer two{.a{display:block}}@layer one{p.a{display:none}}"
        "|<p class=a>{}</p>"
    ),
    "print": "@media print{.a{display:none}}|<p class=a>{}</p>",
    "pseudo-element": ".a::before{display:none;content:'x'}|<p class=a>{}</p>",
    "variable": ":root{--x:block}.a{display:var(--x)}|<p class=a>{}</p>",
    "calc": ".a{margin-left:calc(1em + 4px)}|<p class=a>{}</p>",
    "oklch": ".a{color:oklch(0.4 0.1 20)}|<p class=a>{}</p>",
    "grey-in-lab": ".a{color:lab(50 0 0)}|<p class=a>{}</p>",
    "inset": ".a{clip-path:inset(1px)}|<p class=a>{}</p>",
    "circle": ".a{clip-path:circle(75%)}|<p class=a>{}</p>",
    "height-without-overflow": ".a{height:0}|<p class=a>{}</p>",
    "overflow-without-size": ".a{overflow-x:auto}|<p class=a>{}</p>",
    "gradient": ".a{background:linear-gradient(#fff,#eee);color:#222}|<p class=a>{}</p>",
    "animation-elsewhere": "@keyframes k{to{opacity:0}}.b{animation:k 1s}|<p class=a>{}</p>",
    "turned-half": ".a{transform:rotate(3deg)}|<p class=a>{}</p>",
    "grid": ".a{display:grid;grid-template-rows:1fr auto}|<p class=a>{}</p>",
}


def page_of(way: str, text: str) -> str:
    css, _, body = way.partition("|")
    marked = f"<span id=mark>{text}</span>"
    return (
        f"<!DOCTYPE html><html lang=zh><head><title>x</title><style>{css}</style></head>"
        f"<body><p>通知</p>{body.replace('{}', marked)}</body></html>"
    )


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_page(viewport={"width": 640, "height": 360})
        browser.close()


def seen_by_browser(tab: Page, way: str) -> bool:
    """Whether the text leaves a trace on the screen."""
    tab.set_content(page_of(way, TEXT))
    tab.evaluate("Promise.all(document.getAnimations().map(a => a.finished))")
    visible = bool(tab.evaluate(VISIBLE))
    with_text = tab.screenshot()
    # The layout stays, the letters go.
    tab.evaluate("document.querySelector('#mark').style.setProperty('opacity', '0', 'important')")
    return visible and differ(with_text, tab.screenshot())


def differ(one: bytes, other: bytes) -> bool:
    """Whether any pixel differs by more than a shade that no eye makes out."""
    pictures = [Image.open(io.BytesIO(data)).convert("L") for data in (one, other)]
    darkest = ImageChops.difference(*pictures).getextrema()[1]
    return isinstance(darkest, int | float) and darkest > LEAST_SHADE


def told(way: str) -> bool:
    return bool(of_rule(judge_stray(page_of(way, TEXT), "a.html"), "hidden-text"))


@pytest.mark.parametrize("way", HIDDEN.values(), ids=HIDDEN)
def test_what_chromium_does_not_show_is_found(tab: Page, way: str) -> None:
    assert not seen_by_browser(tab, way)
    assert told(way)


@pytest.mark.parametrize("way", SEEN.values(), ids=SEEN)
def test_what_chromium_shows_passes(tab: Page, way: str) -> None:
    assert seen_by_browser(tab, way)
    assert not told(way)
