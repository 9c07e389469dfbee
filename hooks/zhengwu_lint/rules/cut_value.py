"""信息区里的值在井号处被截断。

Why
    信息区里，空格加井号之后是注释。标题写成“关于2号线 #3 标段施工的公告”，井号后面的字就不见了，
    发布出去的标题不完整（办法第二十五条）。

Fails
    ```md
    ---
    title: 关于2号线 #3 标段施工的公告
    published_at: 2026-11-02 09:30
    source: 本网
    ---
    正文
    ```

Passes
    ```md
    ---
    title: "关于2号线 #3 标段施工的公告"
    published_at: 2026-11-02 09:30
    source: 本网
    draft: true # 写好后删去
    ---
    正文
    ```

Fix
    给整个值加上英文引号；真是注释的，移到单独一行。

Not seen
    井号后面空一格、又不在标题和摘要里的：那是注释。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.register.yaml import scalars
from zhengwu_lint.rule import ERROR, Edit, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

_CUT = re.compile(r"(?<=\s)#(?P<blank>\s?)(?P<rest>.*\S)")
_KEY = re.compile(r"\s*(?:- +)?(?P<key>\w+):(?:\s+(?P<value>.*))?$")
_QUOTE = re.compile("[\"']")
_TEXTS = frozenset({"title", "summary", "source", "author", "name", "item"})


@rule("cut-value", reads=MarkdownDocument, basis=("measures-25",), severity=ERROR)
def cut_value(document: MarkdownDocument) -> Iterator[Problem]:
    """Find values of which YAML takes a part, or everything, for a comment."""
    values = [value for _, value in scalars(document.source.front.data)]
    key = ""
    lines = document.source.text.split("\n")[: document.source.body_line - 2]
    for number, line in enumerate(lines, start=1):
        named = _KEY.match(line)
        key = named["key"] if named else key
        cut = _CUT.search(line)
        if cut is None or not line[: cut.start()].strip():  # a line that is a comment
            continue
        if cut["blank"] and named and line[: cut.start()].rstrip().endswith(":"):
            continue  # the comment says what belongs there, as in a page that was just begun
        begins = _QUOTE.split(cut[0])[0]
        if any(begins in value for value in values) or (cut["blank"] and key not in _TEXTS):
            continue
        yield Problem(
            number,
            cut.start() + 1,
            msg("井号后面的“{rest}”会当成注释，不会发布", rest=cut[0]),
            msg("给整个值加上英文引号；真是注释的，移到单独一行"),
            line.strip(),
            edits=tuple(_quoted(number, named, cut)),
        )


def _quoted(number: int, named: re.Match[str] | None, cut: re.Match[str]) -> Iterator[Edit]:
    """Yield the change that makes a whole of a value in one line, where it needs no escapes."""
    value = (named["value"] or "").rstrip() if named else ""
    plain = value[:1] not in {'"', "'", "[", "{", "|", ">"} and not {'"', "\\"} & set(value)
    if named and value and plain and not cut["blank"]:
        yield Edit(number, named.start("value") + 1, value, f'"{value}"', markup=True)
