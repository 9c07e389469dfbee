"""网页里有不是主题自带的脚本。

Why
    脚本能改换读者看到的一切，也能只对搜索引擎或从搜索引擎来的人换。被入侵的政府网站多半就是插进了一段脚本
    （办法第二十五条要求严格检查、防止篡改；第二十八条）。网页上的脚本都由主题提供，内容一字不差才放行；
    写在网页里的脚本和写在标签上的脚本（onclick 等）一律不行。

Fails
    ```html
    <script>var d = ["example", "shop-demo"]; location.host = d[1] + "." + d[0];</script>
    ```

    ```html
    <p onclick="show()">通知</p>
    ```

    ```html
    <iframe title="投票" srcdoc="<script>vote()</script>"></iframe>
    ```

Passes
    ```html
    <script type="application/ld+json">{"@type": "Article"}</script><p>通知</p>
    ```

Fix
    删去。不是自己写的，先查网页是不是被篡改。主题要加脚本的，作为文件放进
    主题的 assets 文件夹，随主题一起安装。

Not seen
    单独检查的网页所引用的本站脚本文件：没有同时构建的文件可以核对。站外的脚本由“站外资源”这一条指出。
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from zhengwu.messages import Message, msg
from zhengwu.urls import read_reference
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.html.document import HtmlDocument
from zhengwu_lint.sources.html.fragments import parse_fragment
from zhengwu_lint.targets import BuiltTargets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from zhengwu.model.city import City
    from zhengwu_lint.context import Targets

_THEME = "zhengwu_theme"
# Types of a script that no browser runs.
_DATA = frozenset(
    {
        "application/json", "application/ld+json", "text/plain", "text/html", "text/template",
        "text/x-template",
    }
)  # fmt: skip
_SOURCES = ("src", "href", "{http://www.w3.org/1999/xlink}href", "xlink:href")
_SHOWN = 40


@rule(
    "unknown-script",
    reads=HtmlDocument,
    basis=("measures-25", "measures-28"),
    severity=ERROR,
    waivable=False,
)
def unknown_script(document: HtmlDocument, city: City, targets: Targets) -> Iterator[Problem]:
    """Find scripts that are not the theme's, be they files, in the page or in an attribute."""
    for element, line in _elements(document.root, 0):
        if element.tag == "script" and (why := _unknown(element, document, city, targets)):
            yield _problem(line, why, (element.text or element.get("src") or "").strip())
        for name, value in element.items():
            if name.lower().startswith("on") and value.strip():
                yield _problem(line, msg("标签上写了脚本 {name}", name=name.lower()), value)


def _problem(line: int, why: Message, text: str) -> Problem:
    fix = msg("删去它；不是自己写的，先查网页是不是被篡改")
    return Problem(line, 0, why, fix, " ".join(text.split())[:_SHOWN])


def _elements(root: Any, line: int) -> Iterator[tuple[Any, int]]:  # noqa: ANN401 -- lxml's element
    """Yield every element with its line, those of frames that an attribute holds as well."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        at = line or element.sourceline or 1
        yield element, at
        if not line and "<" in (inner := element.get("srcdoc") or ""):
            yield from _elements(parse_fragment(inner), at)


def _unknown(element: Any, document: HtmlDocument, city: City, targets: Targets) -> Message | None:  # noqa: ANN401 -- lxml's element
    """Return what is wrong with a script; None if it is the theme's, or another rule's."""
    if (element.get("type") or "").strip().lower() in _DATA:
        return None
    source = next((element.get(name) for name in _SOURCES if element.get(name)), "")
    if not source:
        return msg("网页里写了脚本") if (element.text or "").strip() else None
    reference = read_reference(source)
    if reference.host and not city.is_internal(reference.host):
        return None  # foreign-resource judges it
    if not isinstance(targets, BuiltTargets) or targets.read is None:
        return None
    content = targets.content(source, document.path)
    if content is not None and hashlib.sha256(content).hexdigest() in _theme_scripts():
        return None
    return msg("脚本文件 {file} 不是主题自带的", file=source[:_SHOWN])


@cache
def _theme_scripts() -> frozenset[str]:
    """Return the digests of the scripts of the theme as it is installed."""
    return frozenset(
        hashlib.sha256(file.read_bytes()).hexdigest() for file in _scripts(files(_THEME) / "assets")
    )


def _scripts(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _scripts(entry)
        elif entry.name.endswith((".js", ".mjs")):
            yield entry
