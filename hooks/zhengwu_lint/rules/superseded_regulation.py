"""引用了已经被取代的法规文号。

Why
    办法第二十五条要求严把法律关、政策关。照抄旧文件的开头，最容易把已经废止或重新公布的法规当成现行的依据。

Fails
    ```md
    根据《中华人民共和国政府信息公开条例》（国务院令 第 492 号），制定本办法。
    ```

Passes
    ```md
    根据《中华人民共和国政府信息公开条例》（国务院令第711号），制定本办法。

    条例（2007年国务院令第492号公布，2019年国务院令第711号修订）自2019年5月15日起施行。
    ```

Fix
    核对现行的文本，改引现在有效的法规；讲沿革的，写明它已经修订或废止。

Not seen
    没有写文号的引用，以及没有收进小表（regulations.yml）的法规。文件制发时仍然有效的不算。
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from zhengwu.messages import msg
from zhengwu.model.page import PolicyMeta
from zhengwu.packaged import read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_SENTENCE = re.compile(r"[^。；;]+")
_NUMBERED = re.compile(r"[\d０-９一二三四五六七八九十百零〇]\s*号")
_DIGITS = "零一二三四五六七八九"


@rule(
    "superseded-regulation",
    reads=MarkdownDocument,
    basis=("measures-25",),
    severity=WARNING,
)
def superseded_regulation(document: MarkdownDocument, day: date) -> Iterator[Problem]:
    """Find citations of regulations that hold no more, by the small table."""
    meta = document.page.meta if document.page else None
    made = (isinstance(meta, PolicyMeta) and meta.made_on) or day
    history = re.compile(read_data("regulations.yml")["history"])
    for block in document.blocks:
        if not _NUMBERED.search(block.text):
            continue
        plain = squeeze(block.text)
        for sentence in _SENTENCE.finditer(plain.text):
            for entry in _table():
                match = entry.cited.search(sentence[0])
                if match and entry.since <= made and not history.search(sentence[0]):
                    yield Problem(
                        *block.place(plain.at(sentence.start() + match.start())),
                        msg("引用的{order}已经被取代", order=entry.order),
                        msg("核对后改为：{now}，{since} 起施行", now=entry.now, since=entry.since),
                        match[0],
                    )


class _Entry(NamedTuple):
    cited: re.Pattern[str]
    order: str
    now: str
    since: date


@cache
def _table() -> tuple[_Entry, ...]:
    entries: list[dict[str, Any]] = read_data("regulations.yml")["regulations"]
    return tuple(
        _Entry(_citation(entry), entry["order"], entry["now"], entry["since"]) for entry in entries
    )


def _citation(entry: dict[str, Any]) -> re.Pattern[str]:
    """Return what an order's number looks like in a text without white space."""
    number = re.escape(entry["order"]).replace("第", "第?")
    number = re.sub(r"(?<=\?)\d+", lambda match: _either_way(int(match[0])), number)
    number = number.replace("〔", r"[〔\[(（【]").replace("〕", r"[〕\])）】]")
    return re.compile(rf"(?<!\d){number}")


def _either_way(number: int) -> str:
    """Return what matches a number in digits and in Chinese: 492, 四百九十二, 四九二."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    spoken = f"{_DIGITS[hundreds]}百" if hundreds else ""
    spoken += f"{_DIGITS[tens]}十" if tens else ("零" if hundreds and ones else "")
    spoken += _DIGITS[ones] if ones else ""
    return f"(?:{number}|{spoken}|{''.join(_DIGITS[int(d)] for d in str(number))})"
