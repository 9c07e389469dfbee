"""链接的文字单独看不知道通向哪里。

Why
    用读屏软件的读者常常只听链接：一连串“点击这里”“更多”，不知道哪个是要找的（GB/T 37668-2019）。

Fails
    ```md
    报名方式[点击这里](baoming.md)查看。
    ```

    ```html
    <p><a href="/zcwj/">更多 &gt;&gt;</a></p>
    ```

Passes
    ```md
    查看[阅览点志愿者报名方式](baoming.md)。
    ```

    ```html
    <p><a href="/zcwj/" aria-label="更多政策文件">更多</a></p>
    ```

Fix
    把链接放在说明去处的字上，例如文件名、事项名。

Not seen
    文字说得清楚、却通向别处的链接。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_WORDS = re.compile(r"[^\w]+")


@rule("vague-link-text", reads=Document, basis=("gb-37668",), severity=WARNING)
def vague_link_text(document: Document) -> Iterator[Problem]:
    """Find links whose text says nothing of where they lead."""
    vague = {_bare(text) for text in read_data("vague-text.yml")["links"]}
    for link in document.named_links:
        if _bare(link.name) in vague:
            yield Problem(
                link.line,
                link.column,
                msg("链接文字“{text}”单独看不知道通向哪里", text=link.name.strip()),
                msg("把链接放在说明去处的字上，例如文件名、事项名"),
                link.target,
            )


def _bare(text: str) -> str:
    return _NOT_WORDS.sub("", text).lower()
