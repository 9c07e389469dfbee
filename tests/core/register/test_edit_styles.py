"""In whatever style a register file is written: one value changes, and no other byte."""

from __future__ import annotations

import itertools
import random
import re
from typing import TYPE_CHECKING

import yaml
from hypothesis import event, given, settings
from hypothesis import strategies as st

from zhengwu.errors import UserError
from zhengwu.register.edit import append, put
from zhengwu.register.yaml import read_yaml

if TYPE_CHECKING:
    from zhengwu.register.yaml import Key
    from zhengwu.register.yaml import Value as Read

FILE = "city.yml"
EMPTY_ITEM = re.compile(r"\s*(- )*-(\s+#.*)?")
AWKWARD = ["", "true", "~", "0123", "2026-11-24", "a: b", "a #b", "- a", "[", "'", "一\n二", " a "]


class Written:
    """Random data, written in a random style; every leaf is text."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.count = 0
        self.step = chance.choice([2, 4])
        self.ends = chance.choice(["\n", "\r\n"])

    def comment(self, depth: int) -> list[str]:
        if self.chance.random() < 0.7:
            return []
        return self.chance.choice([[""], [" " * depth + "# 注：a: [1"], ["", " " * depth + "# 注"]])

    def leaf(self) -> tuple[Read, str]:
        self.count += 1
        value = f"值{self.count}"
        return self.chance.choice(
            [(value, value), (value, f"'{value}'"), (value, f'"{value}"'), ("", ""), ("", "~")]
        )

    def flow(self, depth: int) -> tuple[Read, str]:
        kind = self.chance.random()
        if depth > 2 or kind < 0.4:
            value, text = self.leaf()
            return value, text or '""'
        entries = [self.flow(depth + 1) for _ in range(self.chance.randrange(3))]
        comma = self.chance.choice(["", ",", " "]) if entries else ""
        between = self.chance.choice([", ", ",\n      ", ", # 注\n      "])
        if kind < 0.7:
            return [
                value for value, _ in entries
            ], f"[{between.join(t for _, t in entries)}{comma}]"
        named = {f"k{i}": value for i, (value, _) in enumerate(entries)}
        pairs = between.join(f"k{i}: {text}" for i, (_, text) in enumerate(entries))
        return named, f"{{{pairs}{comma}}}"

    def tail(self) -> str:
        return self.chance.choice(["", "", " # 尾"])

    def block(self, depth: int, column: int, *, mapping: bool) -> tuple[Read, list[str]]:
        named: dict[str, Read] = {}
        listed: list[Read] = []
        lines: list[str] = []
        for i in range(self.chance.randrange(1, 4)):
            lines += self.comment(column)
            head = f"k{i}:" if mapping else "-"
            kind = self.chance.random()
            if depth > 2 or kind < 0.4:
                value, text = self.leaf()
                lines.append(f"{' ' * column}{head} {text}".rstrip() + self.tail())
            elif kind < 0.55:
                value, text = self.flow(depth)
                gap = "\n" + " " * (column + 2) if mapping and self.chance.random() < 0.3 else " "
                lines.append(f"{' ' * column}{head}{gap}{text}{self.tail()}")
            elif kind < 0.65:
                value = f"一{i}\n二\n"
                lines += [
                    f"{' ' * column}{head} |",
                    *(" " * (column + 2) + t for t in value.split("\n")[:-1]),
                ]
            elif mapping:
                below = self.chance.random() < 0.5
                inner = column + (self.step if below else self.chance.choice([0, 2, self.step]))
                value, written = self.block(depth + 1, inner, mapping=below)
                lines += [f"{' ' * column}{head}{self.tail()}", *written]
            else:
                value, written = self.block(depth + 1, column + 2, mapping=True)
                while not written[0].strip() or written[0].lstrip().startswith("#"):
                    written = written[1:]
                lines += [f"{' ' * column}- {written[0].lstrip()}", *written[1:]]
            named[f"k{i}"] = value
            listed.append(value)
        return (named if mapping else listed), lines


def paths(data: Read, path: Key = ()) -> list[Key]:
    inside: list[tuple[str | int, Read]] = []
    if isinstance(data, dict):
        inside = list(data.items())
    elif isinstance(data, list):
        inside = list(enumerate(data))
    return [path, *(found for key, below in inside for found in paths(below, (*path, key)))]


def at(data: Read, path: Key) -> Read:
    for part in path:
        data = data[part]  # type: ignore[call-overload, index]
    return data


def with_value(data: Read, path: Key, value: Read) -> Read:
    if not path:
        return value
    if isinstance(data, list):
        return [with_value(x, path[1:], value) if i == path[0] else x for i, x in enumerate(data)]
    assert isinstance(data, dict)
    return {**data, str(path[0]): with_value(data.get(str(path[0]), ""), path[1:], value)}


def span(text: str, path: Key) -> tuple[int, int]:
    """Return where the value at `path` stands, by another reader; the line where it is empty."""
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    for part in path:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == part)
        else:
            assert isinstance(node, yaml.SequenceNode)
            node = node.value[part]
    assert node is not None
    return node.start_mark.index, node.end_mark.index


@settings(max_examples=400, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    pick=st.integers(0, 10_000),
    new=st.text(max_size=12) | st.sampled_from(AWKWARD),
)
def test_in_every_style_one_value_changes_and_no_other_byte(seed: int, pick: int, new: str) -> None:
    written = Written(random.Random(seed))
    data, lines = written.block(0, 0, mapping=True)
    text = written.ends.join("\n".join(lines).split("\n")) + written.ends
    assert read_yaml(text, FILE).data == data
    every = paths(data)
    path = every[pick % len(every)]
    old = at(data, path)
    target = (*path, "新") if isinstance(old, dict) else path
    expected = with_value(data, target, [*old, new] if isinstance(old, list) else new)
    try:
        change = append if isinstance(old, list) else put
        changed = change(text, target, new, FILE)
    except UserError as error:
        if not any(EMPTY_ITEM.fullmatch(line) for line in lines):
            raise
        event(f"left to people: {error}")  # nobody can tell where the dash of an empty item stands
        return
    assert read_yaml(changed, FILE).data == expected
    assert set("\r\n").isdisjoint(changed.replace(written.ends, ""))
    if isinstance(old, (dict, list)) and old:  # an insertion: nothing was taken away
        assert kept(text, changed) == len(text)
    elif isinstance(old, str) and old:
        start, end = span(text, path)
        assert changed.startswith(text[:start])
        assert changed.rstrip().endswith(text[end:].strip())


def kept(before: str, after: str) -> int:
    """Return how much of `before` stands at the two ends of `after`."""
    head = same(before, after)
    return head + same(before[head:][::-1], after[head:][::-1])


def same(one: str, other: str) -> int:
    """Return how long two texts are the same from their beginning."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
