"""Scripts of a built page are the theme's, byte for byte."""

from __future__ import annotations

from importlib.resources import files

import pytest

from tests.hooks.rules.judging import judge_built, of_rule

THEME = (files("zhengwu_theme") / "assets" / "js" / "mode.js").read_text("utf-8")
RULE = "unknown-script"


def found(body: str, **beside: str) -> int:
    carried = {name.replace("_", "/") + ".js": text for name, text in beside.items()}
    return len(of_rule(judge_built(body, "a/index.html", beside=carried), RULE))


@pytest.mark.parametrize("source", ["../js/mode.js", "/js/mode.js", "/js/mode.js?v=2"])
def test_the_theme_s_script_passes_wherever_it_lies(source: str) -> None:
    assert found(f'<script src="{source}" defer></script>', js_mode=THEME) == 0


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('<script src="../js/mode.js"></script>', id="changed"),
        pytest.param('<script src="/files/x.js"></script>', id="not-there"),
        pytest.param('<svg><script href="/js/mode.js"/></svg>', id="in-a-drawing"),
        pytest.param('<script type="text/jscript">go()</script>', id="old-type"),
        pytest.param('<body onload="go()">', id="on-the-body"),
    ],
)
def test_any_other_script_is_told(body: str) -> None:
    assert found(body, js_mode=f"{THEME};go()") == 1


def test_a_script_from_elsewhere_belongs_to_another_rule() -> None:
    assert found('<script src="https://shop-x.example/a.js"></script>') == 0
