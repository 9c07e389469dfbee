"""严重的表述错误：国名、机构、领导人、涉港澳台和重要提法写错。

Why
    办法第二十五条要求严把政治关、文字关；出现严重表述错误属于单项否决，一处就不合格（国办秘函〔2019〕19号）。

Fails
    ```md
    成立专项工作领导小姐，由分管副市长任组长。
    ```

    ```md
    产品远销美国、日本、台湾等国家。
    ```

    ```md
    推动中国与香港在科技领域的合作。
    ```

Passes
    ```md
    成立专项工作领导小组。推动内地与香港在科技领域的合作，产品远销美国、台湾等国家和地区。
    ```

Fix
    按提示改正，并查一查同一批稿件里还有没有。本市常错的词可以写进 content/words.yml。

Not seen
    词表之外的错误；词表只收肯定错的，拿不准的不收。加了引号、说明它写错了的，不算。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.wording import Wording

_SENTENCE = re.compile(r"[^。！？!?；;]*")


@rule(
    "wrong-wording",
    reads=Document,
    basis=("measures-25", "inspection-2019-19"),
    severity=ERROR,
)
def wrong_wording(document: Document, wording: Wording) -> Iterator[Problem]:
    """Find wording of the curated table."""
    seen: set[str] = set()
    for block in document.blocks:
        plain = squeeze(block.text)
        header = "".join(block.labels[0].split()) if block.row and block.labels else ""
        for start, found, entry in wording.find(plain.text, header):
            if document.built and found in seen:
                continue
            seen.add(found)
            yield Problem(
                *block.place(plain.at(start)),
                msg("表述错误“{found}”：{reason}", found=found, reason=entry.reason),
                msg("改为：{right}（{source}）", right=entry.right, source=entry.source),
                found,
            )
