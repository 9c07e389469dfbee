"""Bytes to text, or the reason why not."""

from __future__ import annotations

from zhengwu.messages import msg
from zhengwu.problem import Problem

MAX_BYTES = 5_000_000


def read_text(data: bytes) -> str | Problem:
    r"""Decode a text file: UTF-8 without a byte order mark, at most `MAX_BYTES` long.

    Line ends become `\n`.
    """
    if len(data) > MAX_BYTES:
        size = msg("{megabytes} MB", megabytes=round(len(data) / 1_000_000))
        return Problem(
            1,
            1,
            msg("文件太大（{size}），不像一个页面", size=size),
            msg("把大段内容做成附件，或拆成几页；每个文件不超过 5 MB"),
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(
            1, 1, msg("文件是 UTF-16 编码（“Unicode”）"), msg("用编辑器另存为 UTF-8（不带 BOM）")
        )
    if data.startswith(b"\xef\xbb\xbf"):
        return Problem(
            1, 1, msg("文件开头有 BOM 标记"), msg("用编辑器另存为“UTF-8”，不要选“带 BOM 的 UTF-8”")
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start)
    if "\0" in text:
        line, column = _place(text, text.index("\0"))
        return Problem(
            line,
            column,
            msg("文件里有二进制内容"),
            msg("确认选对了文件；图片和附件不要用 .md 作后缀"),
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(data: bytes, at: int) -> Problem:
    line, column = _place(data[:at].decode("utf-8"), at)
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return Problem(
            line, column, msg("文件不是 UTF-8 编码，也不是国标编码"), msg("用编辑器另存为 UTF-8")
        )
    return Problem(
        line,
        column,
        msg("文件是国标编码（GBK/GB18030），不是 UTF-8"),
        msg("用编辑器另存为 UTF-8（不带 BOM）"),
    )


def _place(text: str, at: int) -> tuple[int, int]:
    before = text[:at]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
