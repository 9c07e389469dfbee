"""正文里夹用繁体字。

Why
    《国家通用语言文字法》和办法第二十五条（文字关）要求使用规范汉字。整段的繁体字多是采集转载带进来的；人名、
    引文里的繁体字不算。

Fails
    ```md
    為進一步規範全市政府網站建設，現就有關事項通知如下。
    ```

    ```md
    请按照有关辦法执行。
    ```

Passes
    ```md
    收藏家陳昇捐出“風調雨順”匾额和《嶺南畫徵略》稿本。
    ```

Fix
    改成简体字；采集来的文字，请找原文重新核对，不要直接用软件转换后就发布。繁体版的页面，在开头写
    lang: zh-Hant。

Not seen
    异体字、错别字，以及繁简同形的字。
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.rules._shared.languages import is_traditional_version
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.text.traditional import traditional_in, without_quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Block


@rule(
    "traditional-character",
    reads=MarkdownDocument,
    basis=("language-3", "measures-25"),
    severity=WARNING,
)
def traditional_character(document: MarkdownDocument) -> Iterator[Problem]:
    """Find running text in Traditional characters; one finding a line."""
    if document.language == "zh-Hant":
        return
    candidates = traditional_in(document.source.text)
    if not candidates or is_traditional_version(document):
        return
    any_of = re.compile(f"[{''.join(candidates)}]")
    for block in document.blocks:
        if block.code or not any_of.search(block.text):
            continue
        yield from _judge(block, any_of)


def _judge(block: Block, any_of: re.Pattern[str]) -> Iterator[Problem]:
    text = without_quotations(block.text)
    running = len(set(any_of.findall(text))) >= read_data("traditional.yml")["characters"]
    lines: dict[int, list[re.Match[str]]] = {}
    for match in (any_of if running else _words()).finditer(text):
        lines.setdefault(block.place(match.start())[0], []).append(match)
    for matches in lines.values():
        place = block.place(matches[0].start())
        if not running:
            word = matches[0][0]
            yield Problem(*place, msg("繁体字“{word}”", word=word), msg("改成简体字"), word)
            continue
        found = list(dict.fromkeys(match[0] for match in matches))
        shown = "".join(found[:8])
        yield Problem(
            *place,
            msg("这一行夹用繁体字 {count} 个，如“{shown}”", count=len(found), shown=shown),
            msg("改成简体字；采集来的文字，请找原文重新核对"),
            shown,
        )


@cache
def _words() -> re.Pattern[str]:
    words: list[str] = read_data("traditional.yml")["words"]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))
