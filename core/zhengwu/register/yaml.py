"""YAML as text with places: every value a string, every value's line and column known.

Scalars stay strings on purpose. YAML's own guesses turn a site code into an integer, `on` into a
truth value and `2026-11` into nothing at all; the typed model knows better what a field means.
Anchors, aliases and tags are refused: a register file is read by people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from zhengwu.dialect.wide import join_lines
from zhengwu.messages import Message, msg
from zhengwu.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

Value = str | list["Value"] | dict[str, "Value"]
Key = tuple[str | int, ...]

MAX_DEPTH = 20
# Characters of which a text has few unless it nests deeply, or uses what is refused.
_NESTING = ("[", "{", "- ", "? ")
_MUCH = 500
_REFUSED = ("&", "*", "!")


@dataclass(frozen=True, slots=True)
class YamlText:
    """A YAML mapping and where each of its parts stands.

    Attributes:
        data: the mapping; leaves are strings, an empty value is "".
        places: path of keys and indices to the (line, column) of the value, both 1-based.
        keys: path to the (line, column) of the key itself.
        mistakes: what could not be read; `data` then holds the rest, or nothing.
    """

    data: dict[str, Value] = field(default_factory=dict)
    places: Mapping[Key, tuple[int, int]] = field(default_factory=dict)
    keys: Mapping[Key, tuple[int, int]] = field(default_factory=dict)
    mistakes: tuple[Problem, ...] = ()

    def place(self, path: Key) -> tuple[int, int]:
        """Return (line, column) of the value at `path`, or of its nearest known parent."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def key_place(self, path: Key) -> tuple[int, int]:
        """Return (line, column) of the key at `path`, or of the nearest known value."""
        return self.keys[path] if path in self.keys else self.place(path)


def read_yaml(text: str, file: str, *, first_line: int = 1) -> YamlText:
    """Read a YAML mapping.

    Args:
        text: the YAML.
        file: its name for mistakes.
        first_line: the line of `file` on which `text` begins, 1-based.

    Returns:
        The mapping with its places; what is wrong stands in `mistakes`, nothing is raised.
    """
    try:
        if refused := tuple(_refused(text, file, first_line)):
            return YamlText(mistakes=refused)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        what = _syntax_message(error, text)
        return YamlText(mistakes=(what.placed(file, first_line + line, column + 1),))
    except (yaml.YAMLError, ValueError, RecursionError):
        return YamlText(
            mistakes=(
                Problem.at(
                    file,
                    first_line,
                    1,
                    msg("这段 YAML 读不懂"),
                    msg("删去其中的控制字符等怪异内容"),
                ),
            )
        )
    if node is None:
        return YamlText()
    if not isinstance(node, yaml.MappingNode):
        return YamlText(
            mistakes=(
                Problem.at(
                    file,
                    first_line + node.start_mark.line,
                    node.start_mark.column + 1,
                    msg("这里应当是“名称: 值”的若干行"),
                    msg("每行写一项，冒号用英文的，后面空一格，例如 title: 关于……的通知"),
                ),
            )
        )
    walk = _Walk(file, first_line, [*text.splitlines(), ""])
    data = walk.mapping(node, ())
    return YamlText(data, walk.places, walk.keys, tuple(walk.mistakes))


def entry_lines(text: str) -> dict[int, int]:
    """Return the last line of every entry of a YAML text, by the line on which it begins.

    An entry is a key with its value, or an item of a list; where several begin on a line, the
    outermost counts. Lines are 1-based. Text that cannot be read has no entries.
    """
    found: dict[int, int] = {}
    try:
        if not any(_refused(text, "", 1)) and (node := yaml.compose(text, Loader=_Loader)):
            _last_line(node, found)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return found


def _last_line(node: yaml.Node, found: dict[int, int]) -> int:
    """Return the last line of `node`, and put the last lines of the entries in it into `found`."""
    last = node.start_mark.line + 1
    for entry in node.value if isinstance(node, yaml.CollectionNode) else ():
        parts = entry if isinstance(entry, tuple) else (entry,)
        last = max(_last_line(part, found) for part in parts)
        first = parts[0].start_mark.line + 1
        found[first] = max(found.get(first, 0), last)
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        return last  # its end mark stands at whatever comes next
    end = node.end_mark
    return max(last, end.line + (end.column > 0))  # a block scalar ends at the next line's start


def _refused(text: str, file: str, first_line: int) -> Iterator[Problem]:
    """Yield the anchors, aliases and tags of `text`, and where it nests too deeply.

    Composing is recursive in C: a text of a few kilobytes could overflow the stack and end the
    process, so whatever may nest deeply is read as a flat stream of events first.
    """
    suspicious = any(sign in text for sign in _REFUSED)
    if not suspicious and sum(text.count(sign) for sign in _NESTING) < _MUCH:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        place = (file, first_line + mark.line, mark.column + 1) if mark else (file, first_line, 1)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                yield Problem.at(*place, *_TOO_DEEP)
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if getattr(event, "anchor", None):
            yield Problem.at(
                *place, msg("这里不支持 YAML 的锚点与引用（& 和 *）"), msg("把内容直接写出来")
            )
        elif isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None):
            yield Problem.at(
                *place,
                msg("这里不支持 YAML 的类型标记（!）"),
                msg("删去标记；值里要用叹号，给整个值加上英文引号"),
            )


_TOO_DEEP = (msg("层次太深"), msg("减少嵌套"))
_NOT_CLOSED = Problem.unplaced(
    msg("引号或括号没有成对，YAML 读到结尾也没找到另一半"), msg("补上缺的那一半")
)
_MISALIGNED = Problem.unplaced(
    msg("这里的缩进或冒号不对，YAML 读不懂"),
    msg("同级各行左边对齐；冒号用英文的，后面空一格"),
)
_TAB = Problem.unplaced(msg("YAML 里用了制表符（Tab）缩进"), msg("把 Tab 换成空格"))
# By what the parser says, the first that fits.
_SYNTAX = (
    ("tab character", _TAB),
    (
        "mapping values are not allowed",
        Problem.unplaced(
            msg("这一行有两个冒号，或者缩进不对、上一行冒号后面没有空格，YAML 读不懂"),
            msg("冒号后面空一格；值里含有冒号时，给整个值加上英文引号"),
        ),
    ),
    ("did not find expected ',' or", _NOT_CLOSED),
    ("unexpected end of stream", _NOT_CLOSED),
    ("found unexpected end", _NOT_CLOSED),
    ("could not find expected ':'", _MISALIGNED),
    ("did not find expected '-'", _MISALIGNED),
    ("did not find expected <document start>", _MISALIGNED),
    ("expected <block end>", _MISALIGNED),
    (
        "another document",
        Problem.unplaced(msg("“---”只能写在信息区的开头和结尾"), msg("删去多余的“---”")),
    ),
    (
        "block sequence entries are not allowed",
        Problem.unplaced(msg("“- ”要写在冒号的下一行"), msg("换行再写“- ”")),
    ),
)
_BEGINS_WRONG = "cannot start any token"


def _syntax_message(error: yaml.MarkedYAMLError, text: str) -> Problem:
    problem = error.problem or ""
    for said, what in _SYNTAX:
        if said in problem:
            return what
    mark = error.problem_mark
    if _BEGINS_WRONG in problem and mark:
        sign = text.split("\n")[mark.line][mark.column : mark.column + 1]
        if sign == "\t":
            return _TAB
        return Problem.unplaced(msg("值不能以“{sign}”开头", sign=sign), msg("给整个值加上英文引号"))
    return Problem.unplaced(
        msg("YAML 读不懂：{problem}", problem=problem),
        msg("检查这一行和上一行的缩进、冒号与引号"),
    )


class _Walk:
    """One walk over a composed document; collects places and mistakes as it goes."""

    def __init__(self, file: str, first_line: int, lines: Sequence[str]) -> None:
        self.file = file
        self.first_line = first_line
        self.lines = lines
        self.places: dict[Key, tuple[int, int]] = {}
        self.keys: dict[Key, tuple[int, int]] = {}
        self.mistakes: list[Problem] = []

    def mapping(self, node: yaml.MappingNode, path: Key) -> dict[str, Value]:
        self.places[path] = self._place(node)
        data: dict[str, Value] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._mistake(key_node, msg("这里的名称不是文字"), msg("冒号左边只写名称"))
                continue
            key = str(key_node.value)
            if key in data:
                self._mistake(key_node, msg("“{key}”写了两次", key=key), msg("只留一个"))
                continue
            below = (*path, key)
            self.keys[below] = self._place(key_node)
            data[key] = self._value(value_node, below)
        return data

    def _value(self, node: yaml.Node, path: Key) -> Value:
        if len(path) > MAX_DEPTH:
            self._mistake(node, *_TOO_DEEP)
            return ""
        self.places[path] = self._place(node)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, i)) for i, item in enumerate(node.value)]
        return _unfolded(_scalar(node), node, self.lines)

    def _place(self, node: yaml.Node) -> tuple[int, int]:
        return self.first_line + node.start_mark.line, node.start_mark.column + 1

    def _mistake(self, node: yaml.Node, message: Message, fix: Message) -> None:
        line, column = self._place(node)
        self.mistakes.append(Problem.at(self.file, line, column, message, fix))


def _scalar(node: yaml.Node) -> str:
    # libyaml writes the plain style "", the Python parser None.
    plain = isinstance(node, yaml.ScalarNode) and not node.style
    return "" if plain and node.value in {"~", "null", "Null", "NULL"} else str(node.value)


def _unfolded(value: str, node: yaml.Node, lines: Sequence[str]) -> str:
    """Return a value that goes on over several lines without the blanks that folding put in.

    YAML puts a blank for each line break; between Han there is none.
    """
    first, last = node.start_mark, node.end_mark
    style = getattr(node, "style", None) or ""
    if first.line == last.line or style == "|" or last.line >= len(lines):
        return value
    written = [*lines[first.line : last.line], lines[last.line][: last.column]]
    written[0] = written[0][first.column :]
    if style == ">":
        written = written[1:]
    elif style:
        written[0], written[-1] = written[0][1:], written[-1][:-1]
    pieces = [piece.strip() for piece in written if piece.strip()]
    if " ".join(pieces) != value.rstrip("\n"):  # with escapes, or with empty lines
        return value
    return join_lines("\n".join(pieces)) + value[len(value.rstrip("\n")) :]


def scalars(data: Value, path: Key = ()) -> Iterator[tuple[Key, str]]:
    """Yield (path, text) of every non-empty string in `data`, in file order."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from scalars(value, (*path, key))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from scalars(value, (*path, i))
    elif data:
        yield path, data
