"""The format of the topic files: cases with what the lint must find in them. See README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

SUITE = Path(__file__).resolve().parent
MARK = "@@"
HEADERS = ("hostile", "honest", "file")
BELOW = ("finds", "encoding", "from", "note", "doubt")
# `{U+200B}` is a character, `{0xFF}` a byte; `{end}` ends a file without a line end.
_ESCAPE = re.compile(r"\{U\+([0-9A-F]{4,6})\}|\{0x([0-9A-F]{2})\}|\{end\}\s*\Z")
_DIRECTIVE = re.compile(r"@@ (?P<key>[a-z]+): (?P<value>.+)")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?P<suffix>\.[a-z]+)")
_FOUND = re.compile(r"(?P<rule>[a-z0-9-]+) (?P<line>\d+):(?P<column>\d+)")


class FormatError(Exception):
    """A topic file that is not written as README.md says."""


@dataclass(frozen=True, order=True)
class Found:
    """A finding: its place in the case's text, and its rule.

    Attributes:
        line: 1-based, in the case's own text; 0 for the file as a whole.
        column: 1-based; 0 for the line as a whole.
        rule: the rule's id.
    """

    line: int
    column: int
    rule: str

    def __str__(self) -> str:
        return f"{self.rule} {self.line}:{self.column}"


@dataclass(frozen=True)
class Judging:
    """How cases are put into the city: `judging.yml`."""

    places: dict[str, str]
    front_matter: str
    not_asked: dict[str, list[str]]


@dataclass(frozen=True)
class File:
    """A file of a case.

    Attributes:
        path: where it stands in the city's folder.
        expected: what must be found in it, in order.
        data: its bytes.
        given: number of lines that were put before its text.
    """

    path: str
    expected: tuple[Found, ...]
    data: bytes
    given: int = 0


@dataclass(frozen=True)
class Case:
    """A case.

    Attributes:
        topic: name of its topic file, without the ending.
        name: its own, with the ending that says how it is judged.
        line: of its header in the topic file.
        hostile: it breaks the Measures and must be found.
        files: what is judged, the case's own file first.
    """

    topic: str
    name: str
    line: int
    hostile: bool
    files: tuple[File, ...]

    @property
    def id(self) -> str:
        """Its name in the whole suite."""
        return f"{self.topic}/{self.name}"

    @property
    def place(self) -> str:
        """Where it is written."""
        return f"tests/adversary/{self.topic}.txt:{self.line}"


@dataclass
class _Block:
    """A file as it is written: its header, the directives below it, and its text."""

    topic: str
    line: int
    key: str
    value: str
    directives: list[tuple[int, str, str]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def read_judging() -> Judging:
    """Return how cases are put into the city."""
    return Judging(**yaml.safe_load((SUITE / "judging.yml").read_text("utf-8")))


def topics() -> list[str]:
    """Return the names of all topics."""
    return sorted(file.stem for file in SUITE.glob("*.txt"))


def read_topic(topic: str) -> list[Case]:
    """Return the cases of a topic.

    Raises:
        FormatError: something is not written as README.md says; names file and line.
    """
    return read_cases((SUITE / f"{topic}.txt").read_text("utf-8"), topic, read_judging())


def read_cases(text: str, topic: str, judging: Judging) -> list[Case]:
    """Return the cases in the text of a topic file.

    Raises:
        FormatError: something is not written as README.md says; names file and line.
    """
    cases: list[Case] = []
    for block in _blocks(text, topic):
        if block.key != "file":
            cases.append(_case(block, judging))
            if any(case.name == block.value for case in cases[:-1]):
                raise _wrong(topic, block.line, f"there is a case “{block.value}” above")
            continue
        if not cases:
            raise _wrong(topic, block.line, "a file belongs to the case above it; there is none")
        files = (*cases[-1].files, _file(block, block.value, ""))
        cases[-1] = replace(cases[-1], files=files)
    return cases


def _wrong(topic: str, line: int, why: str) -> FormatError:
    return FormatError(f"tests/adversary/{topic}.txt:{line}: {why}")


def _blocks(text: str, topic: str) -> list[_Block]:
    blocks: list[_Block] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith(MARK):
            if blocks:
                blocks[-1].text.append(line)
            elif line.strip() and not line.startswith("#"):
                raise _wrong(topic, number, "before the first case lines begin with “#”")
            continue
        directive = _DIRECTIVE.fullmatch(line.rstrip())
        key, value = (directive["key"], directive["value"]) if directive else ("", "")
        if key in HEADERS:
            blocks.append(_Block(topic, number, key, value))
        elif key not in BELOW:
            known = ", ".join((*HEADERS, *BELOW))
            why = f"“{line}” is none of {known}; a text's own “@@” is written “{{U+0040}}@”"
            raise _wrong(topic, number, why)
        elif not blocks or blocks[-1].text:
            raise _wrong(topic, number, f"“{line}” stands below no header")
        else:
            blocks[-1].directives.append((number, key, value))
    return blocks


def _case(block: _Block, judging: Judging) -> Case:
    name = _NAME.fullmatch(block.value)
    if not name or name["suffix"] not in judging.places:
        known = " or ".join(judging.places)
        why = f"a case's name is lower-case words with hyphens and ends in {known}"
        raise _wrong(block.topic, block.line, why)
    # A byte order mark may stand before it, and a carriage return behind it.
    own_front = _ESCAPE.sub("", "".join(block.text[:1])) == "---" or name["suffix"] != ".md"
    front = "" if own_front else judging.front_matter
    file = _file(block, f"{judging.places[name['suffix']]}/{block.value}", front)
    return Case(block.topic, block.value, block.line, block.key == "hostile", (file,))


def _file(block: _Block, path: str, front: str) -> File:
    expected: list[Found] = []
    encoding, source = "utf-8", ""
    for number, key, value in block.directives:
        if key == "finds":
            found = _FOUND.fullmatch(value)
            if not found:
                why = "write “@@ finds: RULE LINE:COLUMN”, one finding a line"
                raise _wrong(block.topic, number, why)
            expected.append(Found(int(found["line"]), int(found["column"]), found["rule"]))
        elif key == "encoding":
            encoding = value
        elif key == "from":
            source = value
    try:
        if source:
            return File(path, tuple(sorted(expected)), (SUITE / source).read_bytes())
        text = "\n".join(block.text).rstrip("\n") + "\n"
        data = _encode(front + text, encoding)
    except (LookupError, ValueError, OSError) as error:
        raise _wrong(block.topic, block.line, f"the file cannot be made: {error}") from error
    return File(path, tuple(sorted(expected)), data, front.count("\n"))


def _encode(text: str, encoding: str) -> bytes:
    """Return the bytes of a text in which some are spelt as escapes."""
    parts: list[bytes] = []
    at = 0
    for escape in _ESCAPE.finditer(text):
        parts.append(text[at : escape.start()].encode(encoding))
        if escape[1]:
            parts.append(chr(int(escape[1], 16)).encode(encoding))
        elif escape[2]:
            parts.append(bytes([int(escape[2], 16)]))
        at = escape.end()
    parts.append(text[at:].encode(encoding))
    return b"".join(parts)
