"""整页主要是繁体字。

Why
    《国家通用语言文字法》第三条和办法第二十五条（文字关）要求使用规范汉字。整页繁体多是从别处采集来的，或者忘
    了写明这是繁体版。

Fails
    ```md
    為進一步規範政府網站建設與管理，現將有關事項通知如下。

    各單位應當按時報送材料，認真開展檢查，確保內容準確無誤。
    ```

Passes
    ```md
    收藏家陳昇捐出“風調雨順”匾额和《嶺南畫徵略》稿本，现已对外展出。
    ```

    ```md
    ---
    title: 旅客須知
    lang: zh-Hant
    published_at: 2026-11-02 09:30
    source: 市政府办公室
    ---
    請各位旅客按照規定辦理通關手續，並預留充足時間。
    ```

Fix
    改成简体字，并找原文重新核对；确实是繁体版的，在页面开头写 lang: zh-Hant。

Not seen
    只有一两句的繁体，和简体里夹用的几个繁体字，见 traditional-character。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.rules._shared.languages import is_traditional_version
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.text.traditional import traditional_in, without_quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Block

_HAN = re.compile(r"[\u4e00-\u9fff]")


@rule(
    "traditional-text",
    reads=MarkdownDocument,
    basis=("language-3", "measures-25"),
    severity=ERROR,
)
def traditional_text(document: MarkdownDocument) -> Iterator[Problem]:
    """Find pages most of whose text is in Traditional characters; one finding a page."""
    candidates = traditional_in(document.source.text)
    data = read_data("traditional.yml")
    if len(candidates) < data["characters"] or is_traditional_version(document):
        return
    any_of = re.compile(f"[{''.join(candidates)}]")
    blocks = [b for b in document.blocks if not b.code and b.element != "front-matter"]
    judged = [(b, *_counts(b, any_of)) for b in blocks]
    running = [(b, han) for b, han, odd in judged if odd >= data["share"] * han and odd]
    several = len(set(any_of.findall("".join(b.text for b, _ in running))))
    whole = sum(han for _, han, _ in judged)
    if (
        several >= data["characters"]
        and whole >= data["text"]
        and 2 * sum(han for _, han in running) > whole
    ):
        first = running[0][0]
        found = any_of.search(first.text)
        start = found.start() if found else 0
        yield Problem(
            *first.place(start),
            msg("整页主要是繁体字，如“{shown}”", shown=first.text[start : start + 8]),
            msg("改成简体字；确实是繁体版的，在页面开头写 lang: zh-Hant"),
            first.text[start : start + 8],
        )


def _counts(block: Block, any_of: re.Pattern[str]) -> tuple[int, int]:
    text = without_quotations(block.text)
    return len(_HAN.findall(text)), len(any_of.findall(text))
