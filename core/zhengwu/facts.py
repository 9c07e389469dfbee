"""Facts of a page's file: what follows from its bytes, and from nothing else.

Neither where the file stands nor what the register says is known here: links are as written, the
front matter is text with places, and the body is HTML with slots for its destinations. So the same
bytes have the same facts in every folder, tree and commit, and can be kept under their digest.

Facts are those of the bytes as they were read, from the working folder or from git's objects. A
checkout with other line ends has other bytes and so another digest; its facts are equal all the
same, for reading a text makes its line ends one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from zhengwu.dialect.annotated import annotate
from zhengwu.dialect.doubtful import doubtful
from zhengwu.dialect.markup import PageComment, RefusedHtml, read_raw
from zhengwu.dialect.parser import parse
from zhengwu.dialect.plain import opening, plain_text
from zhengwu.dialect.remarks import Kind, Remark
from zhengwu.dialect.render import Body, Heading, Slot, headings, slotted
from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu.register.yaml import YamlText, read_yaml
from zhengwu.textfile import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

    from zhengwu.register.yaml import Key, Value

_FENCES = {"---", "..."}
_CODE = frozenset({"code_inline", "code_block", "fence"})


@dataclass(frozen=True, slots=True)
class FrontFacts:
    """What is known of a page without parsing its Markdown.

    Attributes:
        readable: the file is text; if not, nothing else is known.
        body_line: the line of the file on which the Markdown begins, 1-based.
        data: the front matter; leaves are strings.
        places: where its values stand, as in `YamlText`.
        keys: where its keys stand.
        flawed: the front matter as it is written, where it has mistakes; None if it has none.
        closed: the front matter has an end.
        digests: SHA-256 of the front matter with its fences, and of the Markdown.
    """

    readable: bool = True
    body_line: int = 1
    data: dict[str, Value] = field(default_factory=dict)
    places: dict[Key, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Key, tuple[int, int]] = field(default_factory=dict)
    flawed: str | None = None
    closed: bool = True
    digests: tuple[str, str] = ("", "")

    def yaml(self, file: str) -> YamlText:
        """Return the front matter of the page that people know as `file`, with its mistakes."""
        if not self.closed:
            what = msg("页面开头的信息区没有结束")
            fix = msg("在最后一项信息的下一行单独写 ---")
            return YamlText(mistakes=(Problem.at(file, 1, 1, what, fix),))
        if self.flawed is not None:
            return read_yaml(self.flawed, file, first_line=2)
        return YamlText(self.data, self.places, self.keys)


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What is known of a page that can be read; its Markdown was parsed once for all of it.

    Lines are those of the file, 1-based.

    Attributes:
        text: the whole file, lines ended by a line feed.
        start: where in it the Markdown begins.
        html: the Markdown as it is published, with slots.
        annotated: the Markdown as HTML for the lint, with places.
        headings: every heading, in order.
        heading_lines: the line of each of them.
        anchors: every anchor, sorted.
        plain: the text without markup.
        opening: the first paragraph, without markup.
        code: every piece of code, in order.
        refused: what is not published as markup, in order.
        comments: every comment, in order.
        remarks: what may read otherwise than its writer meant.
    """

    text: str
    start: int
    html: Body
    annotated: str
    headings: tuple[Heading, ...]
    heading_lines: tuple[int, ...]
    anchors: frozenset[str]
    plain: str
    opening: str
    code: tuple[str, ...]
    refused: tuple[RefusedHtml, ...]
    comments: tuple[PageComment, ...]
    remarks: tuple[Remark, ...]

    @property
    def body(self) -> str:
        """The Markdown."""
        return self.text[self.start :]

    def destinations(self, *, pictures: bool = False) -> Iterator[str]:
        """Yield where links lead, as written; with `pictures`, what is loaded as well.

        Of a video that is its file, its still and its captions.
        """
        for slot in self.html.slots:
            if pictures or not slot.picture:
                yield from slot.references()


def digest_of(data: bytes) -> str:
    """Return the name under which the facts of a file with these bytes are kept."""
    return sha256(data).hexdigest()


def read_front(data: bytes) -> FrontFacts:
    """Return what is known of a page's bytes without parsing its Markdown."""
    text = read_text(data)
    return FrontFacts(readable=False) if isinstance(text, Problem) else front_of(text)


def front_of(text: str) -> FrontFacts:
    """Return what is known of a page's text without parsing its Markdown."""
    start, line, written = _split(text)
    digests = (_digest(text[:start]), _digest(text[start:]))
    if written is None:
        return FrontFacts(body_line=line, closed=start == 0, digests=digests)
    yaml = read_yaml(written, "", first_line=2)
    if yaml.mistakes:
        return FrontFacts(body_line=line, flawed=written, digests=digests)
    return FrontFacts(
        body_line=line,
        data=yaml.data,
        places=dict(yaml.places),
        keys=dict(yaml.keys),
        digests=digests,
    )


def body_of(text: str) -> BodyFacts:
    """Return everything that is known of a page's text; its Markdown is parsed here."""
    start, line, _ = _split(text)
    parsed = parse(text[start:])
    raw = read_raw(parsed, line)
    return BodyFacts(
        text,
        start,
        slotted(parsed),
        annotate(parsed, line),
        headings(parsed),
        tuple(line + at for *_, at in parsed.headings()),
        parsed.anchors(),
        plain_text(parsed),
        opening(parsed),
        tuple(_code(parsed.tokens)),
        raw.refused,
        raw.comments,
        doubtful(parsed, line),
    )


def _split(text: str) -> tuple[int, int, str | None]:
    """Return where the Markdown begins, on which line, and the front matter without its fences.

    Text without front matter is all Markdown; with one that never ends there is none.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return 0, 1, None
    at = len(lines[0]) + 1
    for i, line in enumerate(lines[1:], start=1):
        at += len(line) + 1
        if line.rstrip() in _FENCES:
            return min(at, len(text)), i + 2, "\n".join(lines[1:i])
    return len(text), len(lines), None


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _code(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in _CODE:
            yield token.content
        yield from _code(token.children or ())


def write_front(facts: FrontFacts) -> bytes:
    """Return facts as bytes, to be kept."""
    return _bytes(
        [
            facts.readable,
            facts.body_line,
            facts.data,
            [[key, *place] for key, place in facts.places.items()],
            [[key, *place] for key, place in facts.keys.items()],
            facts.flawed,
            facts.closed,
            facts.digests,
        ]
    )


def kept_front(data: bytes) -> FrontFacts:
    """Return what `write_front` wrote.

    Raises:
        ValueError: it is something else.
    """
    readable, line, front, places, keys, flawed, closed, digests = _list(data, 8)
    return FrontFacts(
        readable, line, front, _placed(places), _placed(keys), flawed, closed, tuple(digests)
    )


def write_body(facts: BodyFacts) -> bytes:
    """Return facts as bytes, to be kept."""
    return _bytes(
        [
            facts.text,
            facts.start,
            facts.html,
            facts.annotated,
            facts.headings,
            facts.heading_lines,
            sorted(facts.anchors),
            facts.plain,
            facts.opening,
            facts.code,
            facts.refused,
            facts.comments,
            facts.remarks,
        ]
    )


def kept_body(data: bytes) -> BodyFacts:
    """Return what `write_body` wrote.

    Raises:
        ValueError: it is something else.
    """
    found = _list(data, 13)
    text, start, (pieces, slots), annotated, heads, lines, anchors, *rest = found
    plain, first, code, refused, comments, noticed = rest
    return BodyFacts(
        text,
        start,
        Body(tuple(pieces), tuple(_slot(*slot) for slot in slots)),
        annotated,
        tuple(Heading(*heading) for heading in heads),
        tuple(lines),
        frozenset(anchors),
        plain,
        first,
        tuple(code),
        tuple(RefusedHtml(*piece) for piece in refused),
        tuple(PageComment(*comment) for comment in comments),
        tuple(Remark(Kind(kind), *piece) for kind, *piece in noticed),
    )


def _slot(target: str, picture: bool, attributes: list[list[str]], alt: str) -> Slot:  # noqa: FBT001 -- in the order in which it is kept
    return Slot(target, picture, tuple((name, value) for name, value in attributes), alt)


def _placed(rows: list[Any]) -> dict[Key, tuple[int, int]]:
    return {tuple(key): (line, column) for key, line, column in rows}


def _bytes(row: list[object]) -> bytes:
    # ASCII: YAML may hold halves of characters, which UTF-8 cannot.
    return json.dumps(row, separators=(",", ":")).encode("ascii")


def _list(data: bytes, length: int) -> list[Any]:
    row = json.loads(data)
    if not isinstance(row, list) or len(row) != length:
        message = "these are no facts"
        raise ValueError(message)
    return row
