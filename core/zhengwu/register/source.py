"""A YAML text with its nodes, and the ways to splice it so that every other byte stays.

`ruamel.yaml` tells where each node stands. Its own output is never used: it moves indents, turns
brackets into lines and changes line ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu.register.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhengwu.register.yaml import Key

_LINE_END = re.compile(r"\r\n|\r|\n|\Z")
_COLON = re.compile(r"[^\S\r\n]*:")
_COMMA = re.compile(r"(?:\s|(?<=\s)#[^\r\n]*)*,")
_REST = re.compile(r"[^\S\r\n]*(#.*)?")


def left_to_people(text: str, path: Key, file: str) -> UserError:
    """Return the refusal to edit what is written too unusually, at its place."""
    place = read_yaml(text, file).key_place(path)
    name = ".".join(str(part) for part in path)
    return UserError(
        Problem.at(
            file,
            *place,
            msg("“{name}”这样的写法不能自动改，没有改动", name=name),
            msg("改成每行一项“名称: 值”，列表每项一行、以“- ”开头，再运行一次"),
        )
    )


class YamlSource:
    """A text, its nodes with their places, and the ways to splice it."""

    def __init__(self, text: str, path: Key, file: str) -> None:
        """Compose `text`; `path` in `file` is what a refusal names."""
        self.text = text
        self.path = path
        self.file = file
        try:
            self.root: Node | None = YAML(typ="rt", pure=True).compose(text)
        except YAMLError as error:  # what YAML 1.2 reads in another way than `read_yaml`
            raise self.refused from error
        found = _LINE_END.search(text)
        self.newline = (found[0] if found else "") or "\n"

    @property
    def refused(self) -> UserError:
        """What is said where the text is left to people."""
        return left_to_people(self.text, self.path, self.file)

    @property
    def in_one_line(self) -> UserError:
        """What is said where comments are to stand in a list that is written in brackets."""
        place = read_yaml(self.text, self.file).place(self.path)
        name = ".".join(str(part) for part in self.path)
        what = msg("{name} 写在方括号里，不能自动添加", name=name)
        fix = msg("改成每项一行，以“- ”开头，再运行一次")
        return UserError(Problem.at(self.file, *place, what, fix))

    def pair(self, path: Key) -> tuple[ScalarNode | None, Node | None]:
        """Return the node at `path` and its key; None for an item's key, and for what is not."""
        key, node = None, self.root
        for part in path:
            key, former, node = None, node, None
            if isinstance(former, MappingNode):
                key, node = next(((k, v) for k, v in former.value if k.value == part), (None, None))
            elif isinstance(former, SequenceNode) and isinstance(part, int):
                node = former.value[part] if part < len(former.value) else None
        return key, node

    def node(self, path: Key) -> Node | None:
        """Return the node at `path`."""
        return self.pair(path)[1]

    def in_brackets(self, path: Key) -> bool:
        """Whether anything above `path` is written in brackets or braces."""
        above = (self.node(path[:i]) for i in range(len(path)))
        return any(isinstance(node, CollectionNode) and node.flow_style for node in above)

    def is_empty(self, node: Node) -> bool:
        """Whether nothing at all is written; where it begins and ends then means nothing."""
        return isinstance(node, ScalarNode) and not node.style and node.value == ""

    def on_line_of_key(self, key: Node, node: Node) -> bool:
        """Whether a value begins on the line of its key."""
        return self.is_empty(node) or bool(node.start_mark.line == key.start_mark.line)

    def colon(self, key: Node) -> int:
        """Return where the colon behind `key` stands."""
        found = _COLON.match(self.text, key.end_mark.index)
        if found is None:
            raise self.refused
        return found.end() - 1

    def end(self, node: Node) -> int:
        """Return the index behind the last character of `node`, comments and line ends not."""
        if isinstance(node, CollectionNode) and not node.flow_style:
            return max(self.entry_end(entry) for entry in node.value)
        end = int(node.end_mark.index)
        if isinstance(node, ScalarNode) and node.style in {"|", ">"}:
            header = self.text[node.start_mark.index : self.line_end(node.start_mark.index)]
            written = self.text[node.start_mark.index : end]
            kept = re.sub(r"(\r\n|\r|\n)\Z" if "+" in header else r"[\r\n]+\Z", "", written)
            return int(node.start_mark.index) + len(kept)
        return end

    def entry_end(self, entry: Node | tuple[Node, Node]) -> int:
        """Return the index behind an item, or behind a key and its value."""
        if isinstance(entry, Node):
            if self.is_empty(entry):
                raise self.refused  # nobody knows where its dash stands
            return self.end(entry)
        key, value = entry
        if not self.is_empty(value):
            return self.end(value)
        found = _COLON.match(self.text, key.end_mark.index)
        return found.end() if found else int(key.end_mark.index)

    def line_end(self, at: int) -> int:
        """Return where the line that holds `at` ends, before its line end."""
        found = _LINE_END.search(self.text, at)
        return found.start() if found else len(self.text)

    def line_start(self, at: int) -> int:
        """Return where the line that holds `at` begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_before(self, node: Node) -> int:
        """Return where the line before the first line of `node` ends."""
        start = self.line_start(node.start_mark.index)
        return start - (2 if self.text[max(start - 2, 0) : start] == "\r\n" else 1)

    def spliced(self, start: int, end: int, new: str) -> str:
        """Return the text with `new` in the place of what stands between two places."""
        return self.text[:start] + new + self.text[end:]

    def joined(self, lines: Sequence[str], column: int = 0) -> str:
        """Return lines, indented, with the text's own line ends between them."""
        return self.newline.join(" " * column + line for line in lines)

    def at_end(self, lines: Sequence[str]) -> str:
        """Return the text with lines of the top level at its end."""
        text = self.text
        if text and not text.endswith(("\n", "\r")):
            text += self.newline
        blank = self.newline if text.strip() else ""
        return f"{text}{blank}{self.joined(lines)}{self.newline}"

    def below(self, node: Node, column: int, lines: Sequence[str]) -> str:
        """Return the text with lines behind the last entry of `node`."""
        at = self._behind(self.end(node), column)
        rest = re.sub(r"(?m)#.*$", "", self.text[at:])
        if node is self.root and isinstance(node, MappingNode) and not rest.strip():
            return self.at_end(lines)
        return self.spliced(at, at, f"{self.newline}{self.joined(lines, column)}")

    def _behind(self, end: int, column: int) -> int:
        """Return where the last line of an entry ends, with the comments that belong to it.

        Comments at the margin belong to what comes next; so do those that stand less deep.
        """
        at = next_line = self.line_end(end)
        if not _REST.fullmatch(self.text, end, at):
            raise self.refused
        while next_line < len(self.text):
            found = _LINE_END.search(self.text, next_line)
            start = found.end() if found else len(self.text)
            next_line = self.line_end(start)
            line = self.text[start:next_line]
            depth = len(line) - len(line.lstrip())
            if line.strip():
                if not line.lstrip().startswith("#") or depth < max(column, 1):
                    break
                at = next_line
        return at

    def into_brackets(self, node: CollectionNode, piece: str) -> str:
        """Return the text with one more entry in brackets or braces."""
        if not node.value:
            at = node.start_mark.index + 1
            return self.spliced(at, at, piece)
        end = self.entry_end(node.value[-1])
        comma = _COMMA.match(self.text, end)
        if comma:
            return self.spliced(comma.end(), comma.end(), f" {piece}")
        return self.spliced(end, end, f", {piece}")

    def under_key(self, key: Node, node: Node, lines: Sequence[str]) -> str:
        """Return the text with lines below a key that has no entries yet."""
        at = self.colon(key) + 1
        end = at if self.is_empty(node) else self.end(node)
        behind = self.line_end(end)
        block = self.joined(lines, key.start_mark.column)
        return f"{self.text[:at]}{self.text[end:behind]}{self.newline}{block}{self.text[behind:]}"

    def without(self, node: MappingNode, number: int) -> str:
        """Return the text without an entry of a mapping."""
        key, _ = entry = node.value[number]
        start, end = int(key.start_mark.index), self.entry_end(entry)
        if node.flow_style:
            if number + 1 < len(node.value):
                return self.spliced(start, node.value[number + 1][0].start_mark.index, "")
            return self.spliced(self.entry_end(node.value[number - 1]), end, "")
        line = self.line_start(start)
        if self.text[line:start].strip():  # it stands behind a dash
            return self.spliced(start, node.value[number + 1][0].start_mark.index, "")
        behind = self._behind(end, key.start_mark.column + 1)
        found = _LINE_END.search(self.text, behind)
        return self.spliced(line, found.end() if found else behind, "")
