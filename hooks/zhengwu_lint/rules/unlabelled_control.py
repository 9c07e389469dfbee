"""输入框或按钮没有名称。

Why
    读屏软件只念得出“编辑框”“按钮”，读者不知道要填什么、按了会怎样（GB/T 37668-2019）。占位文字一输
    入就不见了，不算名称。

Fails
    ```html
    <form action="search/"><input type="search" placeholder="检索词"><button></button></form>
    ```

Passes
    ```html
    <form action="search/"><label for="q">检索词</label><input id="q" type="search">
    <button type="submit" aria-label="搜索"></button></form>
    ```

Fix
    给输入框写 label，或者加 aria-label；给只有图标的按钮加 aria-label。

Not seen
    名称说得清不清楚；用脚本生成的控件。
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTROLS = "//input | //select | //textarea | //button"
_NEED_NONE = frozenset({"hidden", "submit", "reset", "image"})
_NAMES = ("aria-label", "title", "aria-labelledby")


@rule("unlabelled-control", reads=HtmlDocument, basis=("gb-37668",), severity=WARNING)
def unlabelled_control(document: HtmlDocument) -> Iterator[Problem]:
    """Find form controls without a name that can be read out."""
    labelled = {str(value) for value in document.root.xpath("//label/@for")}
    for control in document.root.xpath(_CONTROLS):
        if not _is_named(control, labelled):
            yield Problem(
                control.sourceline or 1,
                0,
                msg("输入框没有名称") if control.tag != "button" else msg("按钮没有名称"),
                msg("写 label，或者加 aria-label"),
                str(control.get("id") or control.get("name") or ""),
            )


def _is_named(control: Any, labelled: set[str]) -> bool:  # noqa: ANN401 -- lxml's element
    kind = str(control.get("type", "")).lower()
    if control.tag == "input" and kind in _NEED_NONE:
        return kind != "image" or bool(control.get("alt"))
    if any(str(control.get(name, "")).strip() for name in _NAMES):
        return True
    if control.tag == "input" and kind == "button" and str(control.get("value", "")).strip():
        return True
    if control.tag == "button":
        return bool(str(control.text_content()).strip()) or bool(control.xpath(".//img[@alt!='']"))
    if str(control.get("id", "")) in labelled and control.get("id"):
        return True
    if control.get("class") == "task-list-item-checkbox":  # its item says what it is
        return True
    return any(ancestor.tag == "label" for ancestor in control.iterancestors())
