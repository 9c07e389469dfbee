"""YAML that people keep, changed by commands: one value at a time, every other byte stays.

`ruamel.yaml` finds the place and the text is spliced there, see `source`. What comes out is read
again, and differs from what went in by the one value that was meant, or nothing is changed.

Only commands that write import this module.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ruamel.yaml.nodes import CollectionNode, MappingNode, SequenceNode

from zhengwu.errors import UserError
from zhengwu.register.emit import STEP, Flow, as_read, block_lines, flow_text, is_scalar
from zhengwu.register.source import YamlSource, left_to_people
from zhengwu.register.yaml import read_yaml

if TYPE_CHECKING:
    from zhengwu.register.emit import Value
    from zhengwu.register.yaml import Key
    from zhengwu.register.yaml import Value as Read


def put(text: str, path: Key, value: Value, file: str) -> str:
    """Set the value at `path`; what of it is there already stays as it is written.

    Args:
        text: the YAML, with its own line ends.
        path: keys and indices; what the last one stands in must exist, or be the key above it.
        value: the new value. A mapping or a list changes only where it differs.
        file: the file's name for mistakes.

    Raises:
        UserError: the text cannot be read, or is written in a way that is left to people.
    """
    before = _data(text, file)
    value = _with_empty(value, _get(before, path))
    expected = _after(before, path, as_read(value))
    return _checked(text, _put(text, path, value, file), expected, path, file)


def append(text: str, path: Key, value: Value, file: str, remarks: Sequence[str] = ()) -> str:
    """Add an item at the end of the list at `path`, which is made if need be.

    Args:
        text: the YAML, with its own line ends.
        path: of the list; what it stands in must exist.
        value: the item.
        file: the file's name for mistakes.
        remarks: comments to stand below the item, two levels deeper than its dash.

    Raises:
        UserError: as `put`; or there are remarks and the list is written in brackets.
    """
    before = _data(text, file)
    known = _get(before, path) or []
    if not isinstance(known, list):
        raise left_to_people(text, path, file)
    expected = _after(before, path, [*known, as_read(value)])
    comments = [f"{STEP}{STEP}# {remark}" for remark in remarks]
    return _checked(text, _append(text, path, value, comments, file), expected, path, file)


def remove(text: str, path: Key, file: str) -> str:
    """Take the key at `path` away with its value and the comments that stand deeper than it.

    Raises:
        UserError: as `put`.
    """
    before = _data(text, file)
    expected = copy.deepcopy(before)
    parent = _get(expected, path[:-1])
    if not isinstance(parent, dict) or path[-1] not in parent:
        raise left_to_people(text, path, file)
    del parent[str(path[-1])]
    return _checked(text, _remove(text, path, file), expected, path, file)


def _data(text: str, file: str) -> Read:
    yaml = read_yaml(text, file)
    if yaml.mistakes:
        raise UserError(yaml.mistakes)
    return dict(yaml.data)


def _checked(text: str, new: str, expected: Read, path: Key, file: str) -> str:
    yaml = read_yaml(new, file)
    if yaml.mistakes or yaml.data != expected:
        raise left_to_people(text, path, file)
    return new


def _get(data: Read, path: Key) -> Read | None:
    """Return what stands at `path`; None if nothing does."""
    for part in path:
        if isinstance(data, dict) and part in data:
            data = data[str(part)]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def _after(data: Read, path: Key, value: Read) -> Read:
    """Return `data` with `value` at `path`."""
    if not path:
        return value
    part = path[0]
    if isinstance(part, int) and isinstance(data, list) and part < len(data):
        return [*data[:part], _after(data[part], path[1:], value), *data[part + 1 :]]
    known = data if isinstance(data, dict) else {}
    return {**known, str(part): _after(known.get(str(part), ""), path[1:], value)}


def _with_empty(value: Value, old: Read | None) -> Value:
    """Return `value` with the keys that are written in `old` without a value."""
    if not isinstance(value, Mapping) or not isinstance(old, dict):
        return value
    kept = {key: _with_empty(below, old.get(key)) for key, below in value.items()}
    return {**kept, **{key: None for key, below in old.items() if below == "" and key not in kept}}


def _put(text: str, path: Key, value: Value, file: str) -> str:
    old = _get(_data(text, file), path)
    new = as_read(value)
    if old == new:
        return text
    if old is None:
        return _add(text, path, value, file)
    plain = value.value if isinstance(value, Flow) else value
    if isinstance(plain, Mapping) and isinstance(old, dict) and plain and old:
        for key in [key for key in old if key not in plain]:
            text = _remove(text, (*path, key), file)
        for key, below in plain.items():
            text = _put(text, (*path, key), below, file)
        return text
    if isinstance(plain, Sequence) and isinstance(old, list) and 0 < len(old) <= len(plain):
        for i, item in enumerate(plain):
            place = (*path, i)
            text = (
                _put(text, place, item, file)
                if i < len(old)
                else _append(text, path, item, [], file)
            )
        return text
    return _replace(text, path, value, file)


def _add(text: str, path: Key, value: Value, file: str) -> str:
    """Add a key that is not there to what it stands in."""
    *above, key = path
    source = YamlSource(text, path, file)
    node = source.node(tuple(above))
    if not isinstance(key, str):
        raise source.refused
    if not isinstance(node, MappingNode) or not node.value:
        return _fill(text, tuple(above), {key: value}, [], file)
    if node.flow_style:
        return source.into_brackets(node, flow_text({key: value})[1:-1])
    lines = block_lines({key: value})
    return source.below(node, node.value[0][0].start_mark.column, lines)


def _append(text: str, path: Key, value: Value, comments: list[str], file: str) -> str:
    source = YamlSource(text, path, file)
    node = source.node(path)
    if not isinstance(node, SequenceNode) or not node.value:
        return _fill(text, path, [value], comments, file)
    if node.flow_style:
        if comments:
            raise source.in_one_line
        return source.into_brackets(node, flow_text(value))
    lines = [*block_lines([_opened(value)]), *comments]
    return source.below(node, node.start_mark.column, lines)


def _opened(value: Value) -> Value:
    return value.value if isinstance(value, Flow) else value


def _fill(
    text: str,
    path: Key,
    value: Mapping[str, Value] | Sequence[Value],
    comments: list[str],
    file: str,
) -> str:
    """Put the first entries where there are none: a key without a value, `{}`, `[]`, or no key."""
    source = YamlSource(text, path, file)
    lines = [*block_lines(value), *comments]
    if not path:
        return source.at_end(lines)
    key, node = source.pair(path)
    if _get(_data(text, file), path):  # something else stands there
        raise source.refused
    if node is None:
        above = source.node(path[:-1])
        if not path[:-1] and (above is None or not above.value):
            return source.at_end([f"{path[-1]}:", *(STEP + line for line in lines)])
        if not isinstance(above, MappingNode) or above.flow_style or not isinstance(path[-1], str):
            raise source.refused
        lines = [f"{path[-1]}:", *(STEP + line for line in lines)]
        return source.below(above, above.value[0][0].start_mark.column, lines)
    if key is None or source.in_brackets(path) or not source.on_line_of_key(key, node):
        if comments:
            raise source.refused
        return _replace(text, path, value, file)
    return source.under_key(key, node, [STEP + line for line in lines])


def _replace(text: str, path: Key, value: Value, file: str) -> str:
    source = YamlSource(text, path, file)
    key, node = source.pair(path)
    if node is None:
        raise source.refused
    if source.is_empty(node):
        if key is None:
            raise source.refused
        at = source.colon(key) + 1
        return source.spliced(at, at, f" {flow_text(value)}")
    plain = _opened(value)
    if isinstance(node, CollectionNode) and not node.flow_style:
        same = isinstance(plain, Mapping) == isinstance(node, MappingNode)
        if isinstance(plain, (Mapping, Sequence)) and not is_scalar(plain) and plain and same:
            return source.spliced(
                node.start_mark.index,
                source.end(node),
                source.joined(block_lines(plain), node.start_mark.column).lstrip(" "),
            )
        if key is not None and node.start_mark.line > key.start_mark.line:
            at = source.colon(key) + 1
            shorter = source.spliced(source.line_before(node), source.end(node), "")
            return f"{shorter[:at]} {flow_text(value)}{shorter[at:]}"
    return source.spliced(node.start_mark.index, source.end(node), flow_text(value))


def _remove(text: str, path: Key, file: str) -> str:
    source = YamlSource(text, path, file)
    above = source.node(path[:-1])
    if not isinstance(above, MappingNode):
        raise source.refused
    keys = [key for key, _ in above.value]
    at = next(i for i, key in enumerate(keys) if key.value == path[-1])
    if len(keys) == 1:
        return _replace(text, path[:-1], {}, file) if len(path) > 1 else source.without(above, 0)
    return source.without(above, at)
