"""Masks over personal data: the first and the last characters stay, what is between becomes `*`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.problem import Edit

if TYPE_CHECKING:
    from zhengwu.problem import Problem

# A text as a finding shows it: what may be shown, stars, what may be shown.
_SHOWN = re.compile(r"(?P<first>[0-9A-Za-z]{1,8})[* ]*\*{3}[* ]*(?P<last>[0-9A-Za-z]{1,8})")
_BETWEEN = r"[ \t\u3000·.—–_/()（）-]{0,2}"
_COUNTRY = 5  # characters of `+86-`, which a mask leaves out


def mask(written: str, first: int, last: int) -> str:
    """Return `written` with its letters and digits masked, all but some at both ends.

    What stands between them, such as spaces and hyphens, stays where it is.

    Args:
        written: the number as the text has it.
        first: how many of its letters and digits stay at the beginning.
        last: how many stay at the end.
    """
    places = [i for i, character in enumerate(written) if character.isalnum()]
    hidden = set(places[first : len(places) - last])
    return "".join("*" if i in hidden else character for i, character in enumerate(written))


def masking(finding: Problem, text: str) -> Edit | None:
    """Return the edit that masks what `finding` shows masked; None for other findings.

    Args:
        finding: on the file.
        text: of the file.
    """
    shown = _SHOWN.fullmatch(finding.snippet)
    lines = text.split("\n")
    if shown is None or not 0 < finding.line <= len(lines) or not finding.column:
        return None
    first, last = (_BETWEEN.join(map(re.escape, shown[name])) for name in ("first", "last"))
    number = re.compile(
        rf"{first}(?:{_BETWEEN}[0-9A-Za-z])+?{_BETWEEN}{last}(?!{_BETWEEN}\d|[A-Za-z])",
        re.IGNORECASE,
    )
    start = finding.column - 1
    found = number.search(lines[finding.line - 1], start)
    if found is None or found.start() > start + _COUNTRY:
        return None
    new = mask(found[0], len(shown["first"]), len(shown["last"]))
    return Edit(finding.line, found.start() + 1, found[0], new)
