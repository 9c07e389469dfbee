"""Masks over personal numbers, for messages and for `--fix`: signs between stay in their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu_lint.rule import Edit

if TYPE_CHECKING:
    from zhengwu_lint.sources.text.written import Written


def masked(number: str, first: int, last: int) -> str:
    """Return `number` with a star for each letter and digit but the `first` and the `last` ones."""
    at = [i for i, sign in enumerate(number) if sign.isalnum()]
    hidden = set(at[first : len(at) - last])
    return "".join("*" if i in hidden else sign for i, sign in enumerate(number))


def mask(written: Written, start: int, end: int, first: int, last: int) -> tuple[Edit, ...]:
    """Return the edit that masks a number where it stands; none where it cannot be made safely.

    Args:
        written: the text that holds it.
        start: offset of its first character.
        end: offset behind its last one.
        first: how many characters stay at its beginning.
        last: how many stay at its end.
    """
    old = written.text[start:end]
    line, column = written.place(start)
    if written.block is None or not column or "\n" in old or written.place(end - 1)[0] != line:
        return ()
    return (Edit(line, column, old, masked(old, first, last)),)
