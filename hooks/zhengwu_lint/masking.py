"""Masks over personal data: the first and the last characters stay, what is between becomes `*`."""

from __future__ import annotations


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
