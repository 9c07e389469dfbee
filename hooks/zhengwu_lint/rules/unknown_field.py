"""信息区里有不认识的项。

Why
    项的名称写错一个字母或大小写，这一项就不起作用：`Draft: true` 的页面照样发布，`validty: 废止`
    的文件照样显示有效（办法第二十五条要求准确）。

Fails
    ```md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2026-11-02 09:30
    source: 本网
    Draft: true
    ---
    正文
    ```

Passes
    ```md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2026-11-02 09:30
    source: 本网
    draft: true
    ---
    正文
    ```

Fix
    改成提示的写法；系统不用的项删去，写给同事的话写在注释里。

Not seen
    名称对、内容错的。
"""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.messages import Message, msg
from zhengwu.model.page import META_OF
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NEAR = 0.7


@rule("unknown-field", reads=MarkdownDocument, basis=("measures-25",), severity=WARNING)
def unknown_field(document: MarkdownDocument) -> Iterator[Problem]:
    """Find fields of the front matter that nothing reads on a page of this kind."""
    page = document.page
    if page is None or document.outside:
        return
    front = document.source.front
    known = META_OF[page.kind].model_fields
    for name in front.data:
        if name not in known:
            yield Problem(
                *front.key_place((name,)),
                msg("信息区里不认识“{name}”这一项，它不起作用", name=name),
                _meant(name, known),
                name,
            )


def _meant(name: str, known: Iterable[str]) -> Message:
    """Return what to do about a field that is not `known` on its page."""
    if (named := _described().get(name)) and named in known:
        return msg("是不是想写“{near}”？", near=named)
    folded = _CAPITAL.sub("_", name).lower().replace("-", "_").replace(" ", "_")
    near = difflib.get_close_matches(folded, list(known), n=1, cutoff=_NEAR)
    if near:
        return msg("是不是想写“{near}”？", near=near[0])
    if any(name in kind.model_fields for kind in META_OF.values()):
        return msg("这一种页面没有这一项，删去它；或者页面的种类不对，写 kind 或移到别的栏目")
    return msg("删去它；写给同事的话写在注释里")


@cache
def _described() -> dict[str, str]:
    """Return the fields by what the handbook calls them, up to its first stop."""
    return {
        re.split(r"[，；：（]", field.description or "")[0]: name
        for kind in META_OF.values()
        for name, field in kind.model_fields.items()
    }
