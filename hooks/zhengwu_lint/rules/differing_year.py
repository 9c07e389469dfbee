"""标题里的年份与正文里的不一样。

Why
    办法第二十五条要求严把文字关。每年都发的通知、报告常用去年的稿子改，标题改了，正文忘了改，或者反过来。

Fails
    ```md
    ---
    title: 2026年事业单位公开招聘公告
    published_at: 2026-11-02 09:30
    source: 市政府办公室
    ---
    现将2025年事业单位公开招聘有关事项公告如下。
    ```

Passes
    ```md
    ---
    title: 2026年事业单位公开招聘公告
    published_at: 2026-11-02 09:30
    source: 市政府办公室
    ---
    与2025年事业单位公开招聘相比，2026年事业单位公开招聘增加了面试的名额。
    ```

    ```md
    ---
    title: 2025年统计公报
    published_at: 2026-03-02 09:30
    source: 市政府办公室
    ---
    全年生产总值比2024年增长百分之五。本公报于2026年3月1日公布。
    ```

Fix
    核对原件，把标题和正文改成同一个年份；正文说的确实是另一年的，不必改，写明两年的关系。

Not seen
    标题或正文没有写年份的，以及标题里有两个年份的。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)")
_DAY = re.compile(r"年\d{1,2}月(?:\d{1,2}日)?")
_NEVER = r"(?!)"
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")


@rule(
    "differing-year",
    reads=MarkdownDocument,
    basis=("measures-25",),
    severity=WARNING,
)
def differing_year(document: MarkdownDocument) -> Iterator[Problem]:
    """Find texts that tell another year for the very thing that the title names."""
    title = squeeze(str(document.source.front.data.get("title") or "")).text
    years = set(_YEAR.findall(title))
    if len(years) != 1:
        return
    (year,) = years
    data = read_data("dates.yml")
    matter, part = _matter(title, data["between"])
    blocks = [
        block
        for block in document.blocks
        if not block.code and (block.element != "front-matter" or block.labels[:1] == ("summary",))
    ]
    texts = [(block, squeeze(block.text)) for block in blocks]
    whole = "".join(plain.text for _, plain in texts)
    if not matter or re.search(rf"{year}{data['between']}", _DAY.sub("日", whole)):
        return
    for block, plain in texts:
        for match in re.finditer(
            rf"(?<!\d)((?:19|20)\d\d)(?:{data['between']}{matter}|{part})", plain.text
        ):
            if match[1] == year or re.search(data["compared"], plain.text[: match.start()][-2:]):
                continue
            yield Problem(
                *block.place(plain.at(match.start())),
                msg("标题写的是{year}年，这里写的是{other}年", year=year, other=match[1]),
                msg("核对原件，把标题和正文改成同一个年份"),
                match[0],
            )
            return


def _matter(title: str, between: str) -> tuple[str, str]:
    """Return the first two Han of what the title's year is about, and the part of the year."""
    match = re.search(rf"\d{{4}}({between})(.*)", title)
    han = _HAN.match(match[2]) if match else None
    if match is None or han is None:
        return "", ""
    return han[0], match[1] if match[1] not in {"年", "年度"} else _NEVER
