"""The style classes that a page may ask for: an allow-list, the theme's own names never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.packaged import read_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token


def refused_classes(written: str) -> tuple[str, ...]:
    """Return the classes in a `class` attribute that no page may ask for, in order."""
    data = read_data("html.yml")
    allowed = {*data["markdown_classes"], *data["dialect_classes"]}
    return tuple(name for name in written.split() if name not in allowed)


def refuse_classes(state: StateCore) -> None:
    """Move every `class` that asks for more than is allowed to the refused attributes."""
    _refuse(state.tokens)


def _refuse(tokens: Iterable[Token]) -> None:
    for token in tokens:
        written = str(token.attrs.get("class", ""))
        if written and refused_classes(written):
            del token.attrs["class"]
            refused = token.meta.get("insecure_attrs", {})
            token.meta = {**token.meta, "insecure_attrs": {**refused, "class": written}}
        if token.children:
            _refuse(token.children)
