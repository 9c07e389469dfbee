"""Names and titles that people give on the command line, before they stand in a file."""

from __future__ import annotations

import re

from zhengwu.errors import UserError
from zhengwu.messages import msg

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# What a name that stands bare in YAML and Markdown cannot hold, or begin with.
_UNFIT = re.compile(r"[\x00-\x1f\x7f:#\[\]{}<>\"`\\|*&!%@,]|^[\s'?~-]")


def refuse_unfit(name: str) -> None:
    """Refuse the name of a city or a unit that would not read back as it was given.

    Raises:
        UserError: it holds a quotation mark, a colon or the like.
    """
    if _UNFIT.search(name):
        shown = " ".join(name.split())
        raise UserError(
            msg("“{name}”不能作名称：只写文字，不要引号、英文冒号、换行等符号", name=shown)
        )


def refuse_file_name(name: str) -> None:
    """Refuse the name of a page that is no file name, or one of another folder; "" passes.

    Raises:
        UserError: it holds anything but ASCII letters, digits, dots, hyphens and underscores.
    """
    if name and not _FILE_NAME.fullmatch(name):
        raise UserError(
            msg("“{name}”不能作文件名：只用英文字母、数字和连字符，如 20260922-fangjia", name=name)
        )
