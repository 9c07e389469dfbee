"""YAML as commands write it: short lists in brackets, quotes only where somebody would need them.

Whatever is written reads back as the same text here, and with any other reader of YAML as what was
given: text, a date or a truth value.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengwu.register.yaml import Value as Read


STEP = "  "
# What stands without quotes in any place, brackets too.
_PLAIN = re.compile(
    r"[\w\u4e00-\u9fff][\w \u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—·./+=@:()-]*(?<![\s:])"
)
# What others would take for something else than text.
_NUMBERS = re.compile(r"[-+.\d][-+.:\w ]*", re.ASCII)
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"})
# What JSON leaves as it is and YAML does not allow, or takes for the end of a line.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Flow:
    """A mapping that is to stand on one line, in braces."""

    value: Mapping[str, Value]


Value = str | bool | int | dt.date | Flow | Mapping[str, "Value"] | Sequence["Value"] | None


def scalar_text(value: Value) -> str:
    """Return text, a number, a truth value, a day or a minute as YAML writes it.

    Raises:
        TypeError: it is a mapping or a list.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, (int, dt.date)):
        return str(value)
    if isinstance(value, str):
        return value if _is_plain(value) else _quoted(value)
    message = f"{type(value).__name__} is no scalar"
    raise TypeError(message)


def _is_plain(value: str) -> bool:
    return (
        _PLAIN.fullmatch(value) is not None
        and ": " not in value
        and "\n" not in value
        and not _NUMBERS.fullmatch(value)
        and value.lower() not in _WORDS
    )


def _quoted(value: str) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def flow_text(value: Value) -> str:
    """Return any value on one line."""
    if isinstance(value, Flow):
        return flow_text(value.value)
    if isinstance(value, Mapping):
        pairs = (f"{scalar_text(key)}: {flow_text(below)}" for key, below in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow_text, value)) + "]"
    return scalar_text(value) or '""'


def block_lines(value: Mapping[str, Value] | Sequence[Value]) -> list[str]:
    """Return a mapping or a list that is not empty as lines, the first at the margin."""
    lines: list[str] = []
    if isinstance(value, Mapping):
        for key, below in value.items():
            name = scalar_text(key)
            if block := _block(below):
                lines += [f"{name}:", *(STEP + line for line in block_lines(block))]
            else:
                lines.append(f"{name}: {_inline(below)}".rstrip(" "))
        return lines
    for item in value:
        block = _block(item)
        first, *rest = block_lines(block) if block else [_inline(item)]
        lines += [f"- {first}".rstrip(" "), *(STEP + line for line in rest)]
    return lines


def _block(value: Value) -> Mapping[str, Value] | Sequence[Value] | None:
    """Return what stands on lines of its own: mappings, and lists of anything but scalars."""
    if isinstance(value, Mapping):
        return value or None
    if isinstance(value, Sequence) and not isinstance(value, str):
        return value if any(not is_scalar(item) for item in value) else None
    return None


def _inline(value: Value) -> str:
    return "" if value is None else flow_text(value)


def is_scalar(value: Value) -> bool:
    """Whether it is neither a mapping nor a list."""
    return value is None or isinstance(value, (str, bool, int, dt.date))


def as_read(value: Value) -> Read:
    """Return what `read_yaml` makes of it: every leaf a text."""
    if isinstance(value, Flow):
        return as_read(value.value)
    if isinstance(value, Mapping):
        return {key: as_read(below) for key, below in value.items()}
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        return [as_read(item) for item in value]
    return scalar_text(value)
