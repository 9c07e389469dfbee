"""正文里残留着拼音注音，如“網(wǎng)站”。

Why
    办法第二十五条要求严把文字关。从别的网站采集文章时，常把网页上的注音一起抄了进来。给生僻字注音是正常的，
    给常用字注音就是残留。

Fails
    ```md
    现将《管理办法》印发(fā)给你们。
    ```

    ```md
    網(wǎng)站的建設和發(fā)展。
    ```

Passes
    ```md
    增埗（bù）村、深圳市大芬村的改造。适用第三款(a)项，按人民币(元)计算。
    ```

Fix
    删去括号和拼音；文字是采集来的，请找原文重新核对。

Not seen
    没有括号的拼音，一页三处以上见 repeated-pinyin-residue，以及给生僻字注的音是不是对。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.text.glosses import glosses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.text.glosses import Gloss

_SEVERAL = 3


@rule(
    "pinyin-residue",
    reads=MarkdownDocument,
    basis=("measures-25",),
    severity=WARNING,
)
def pinyin_residue(document: MarkdownDocument) -> Iterator[Problem]:
    """Find glosses that no editor would write; one finding a line."""
    found = list(glosses(document))
    if len(found) < _SEVERAL:
        found = [gloss for gloss in found if gloss.telling]
    lines: dict[int, list[Gloss]] = {}
    for gloss in found:
        lines.setdefault(gloss.line, []).append(gloss)
    for line, of_line in lines.items():
        first, count = of_line[0], len(of_line)
        yield Problem(
            line,
            first.column,
            msg("残留的拼音“{gloss}”", gloss=first.text)
            if count == 1
            else msg("残留的拼音“{gloss}”，这一行共 {count} 处", gloss=first.text, count=count),
            msg("删去括号和拼音；采集来的文字，请找原文重新核对"),
            first.text,
        )
