"""文字里夹着看不见的字符。

Why
    办法第二十五条要求严把文字关。零宽空格、方向控制符多是从聊天软件、网页里复制进来的：读者看不见，但搜索
    搜不到、读屏软件读不对，也常被用来躲过检查。

Fails
    ```md
    现将有关事&#8203;项通知如下。
    ```

    ```md
    联系单位：&#8238;室公办府政市&#8236;。
    ```

Passes
    ```md
    欢迎参加全家阅读活动 👨‍👩‍👧！我❤️中山。
    ```

Fix
    把这几个字删掉重新输入，或先粘贴到记事本里去掉格式。

Not seen
    不同的空格、看上去一样的另一个字符。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.folding import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNSEEN = re.compile(f"[{INVISIBLE}\ue000-\uf8ff]")
_PICTURE = (
    r"[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff"
    r"\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
# A picture made of several, the colour of one, and keys like 1️⃣.
_EMOJI = re.compile(
    rf"\U0001f3f4[\U000e0020-\U000e007f]+"
    rf"|(?:{_PICTURE}|[0-9#*])[\ufe0e\ufe0f]?\u20e3?(?:\u200d{_PICTURE}\ufe0f?)*"
)
# Where these characters belong: between letters of scripts that join or part them, and in words
# that may be hyphenated.
_AT_HOME = {
    "\u200c": re.compile(r"[\u0600-\u08ff\u0900-\u0dff\u1800-\u18af\u0f00-\u0fff]"),
    "\u200d": re.compile(r"[\u0600-\u08ff\u0900-\u0dff\u1800-\u18af\u0f00-\u0fff]"),
    "\u200e": re.compile(r"[\u0590-\u08ff]"),
    "\u200f": re.compile(r"[\u0590-\u08ff]"),
    "\u061c": re.compile(r"[\u0600-\u08ff]"),
    "\u00ad": re.compile(r"[A-Za-z\u00c0-\u024f]"),
}
_MONGOLIAN = re.compile(r"[\u180b-\u180e]")


@rule(
    "zero-width-character",
    reads=Document,
    basis=("measures-25",),
    severity=WARNING,
)
def zero_width_character(document: Document) -> Iterator[Problem]:
    """Find characters that nobody sees, where nothing needs them; one finding a block."""
    seen: set[tuple[int, int]] = set()
    for block in document.blocks:
        if not _UNSEEN.search(block.text):
            continue
        emoji = [(m.start(), m.end()) for m in _EMOJI.finditer(block.text)]
        found = [
            match.start()
            for match in _UNSEEN.finditer(block.text)
            if not any(a <= match.start() < b for a, b in emoji)
            and not _is_at_home(block.text, match.start())
        ]
        if not found or (place := block.place(found[0])) in seen:
            continue
        seen.add(place)
        before = block.text[max(0, found[0] - 6) : found[0]].strip()
        code = f"U+{ord(block.text[found[0]]):04X}"
        where = msg("“{before}”后面", before=before) if before else msg("开头")
        yield Problem(
            *place,
            msg(
                "{where}夹着看不见的字符 {code}，这一段共 {count} 个",
                where=where,
                code=code,
                count=len(found),
            ),
            msg("把这几个字删掉重新输入，或先粘贴到记事本里去掉格式"),
            f"{before}{code}",
        )


def _is_at_home(text: str, at: int) -> bool:
    sign = text[at]
    if _MONGOLIAN.match(sign):
        return True
    if sign in "\ufe0e\ufe0f":  # a picture's form behind whatever sign
        return at > 0 and not text[at - 1].isalnum()
    home = _AT_HOME.get(sign)
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return home is not None and home.search(around) is not None
