"""页面写明的语言与正文不符。

Why
    读屏软件按 lang 选读音，浏览器按它选字体和翻译。繁体页夹着简体字、英文页写的是中文，或英文页没有
    写 lang，读出来的都不对（GB/T 37668-2019）。

Fails
    ```md
    ---
    title: 關於調整服務時間的公告
    published_at: 2026-11-02 09:30
    source: 本网
    lang: zh-Hant
    ---
    为方便群众办事，现将开放时间调整如下，请各单位遵照执行。
    ```

    ```md
    ---
    title: Notice
    published_at: 2026-11-02 09:30
    source: 本网
    lang: en
    ---
    现将有关事项公告如下。
    ```

Passes
    ```md
    ---
    title: 關於調整服務時間的公告
    published_at: 2026-11-02 09:30
    source: 本网
    lang: zh-Hant
    ---
    為方便市民辦事，現將開放時間調整如下。
    ```

    ```md
    ---
    title: Opening hours of the service hall
    published_at: 2026-11-02 09:30
    source: 本网
    lang: en
    ---
    The hall of Zhongshan (中山) opens at half past eight on every working day of the week.
    ```

Fix
    在信息区写对 lang：简体中文不写，繁体写 `zh-Hant`，英文写 `en`；繁体页里的简体字改成繁体。

Not seen
    繁简同形的字；页面里夹的几句外文，那要在段落前写 `{lang="en"}`。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.text.traditional import simplified_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Block

_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_RUNNING = 4  # characters of the other script that make a text of it
_MUCH = 40  # words of a page that is English


@rule("wrong-language", reads=MarkdownDocument, basis=("gb-37668",), severity=WARNING)
def wrong_language(document: MarkdownDocument) -> Iterator[Problem]:
    """Find pages in another language than they say."""
    if document.page is None or document.outside:
        return
    blocks = [b for b in document.blocks if not b.code and b.element != "front-matter"]
    text = "".join(block.text for block in blocks)
    han, words = len(_HAN.findall(text)), len(_WORD.findall(text))
    line, column = document.source.front.place(("lang",))
    if document.language == "zh-Hant":
        for block in blocks:
            yield from _simplified(block)
    elif document.language == "en" and han > words:
        yield Problem(
            line,
            column,
            msg("页面写明是英文，正文多是汉字"),
            msg('删去 lang: en；夹的几句英文，在段落前写 {{lang="en"}}'),
        )
    elif document.language == "zh-CN" and words > _MUCH and han * 4 < words:
        yield Problem(
            line, 0, msg("正文多是外文，页面没有写明语言"), msg("在信息区写一行 lang: en")
        )


def _simplified(block: Block) -> Iterator[Problem]:
    found = simplified_in(block.text)
    if len(found) < _RUNNING:
        return
    first = next(i for i, c in enumerate(block.text) if c in found)
    shown = "".join(dict.fromkeys(c for c in block.text if c in found))[:8]
    yield Problem(
        *block.place(first),
        msg("繁体页面里夹用简体字，如“{shown}”", shown=shown),
        msg("改成繁体字；整页是简体的，删去 lang: zh-Hant"),
        shown,
    )
