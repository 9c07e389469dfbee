"""`--fix`: the changes that rules propose, made only where they leave alone what a page says.

A change is one of punctuation, or a mask of `*` over the characters of a number. It is made in
prose and in values of the front matter: never in code, addresses, names of fields or markup. After
every round the page is parsed again; where links, fields, code or words would be others than
before, the change is left out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.pages.index import read_page
from zhengwu.problem import Problem
from zhengwu.register.yaml import scalars
from zhengwu.textfile import read_text
from zhengwu_lint.rule import Edit
from zhengwu_lint.sources.markdown import MarkdownDocument, read_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zhengwu.model.site import Site

_ROUNDS = 20
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LINE = re.compile(r"(?P<text>[^\r\n]*)(?P<end>\r\n|\r|\n|\Z)")
_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|www\.|//)[\x21-\x7e]+|[\w.+-]+@[\w.-]+")
# Stands for a mask's `*` while a page is compared: Markdown knows no meaning of it.
_MASK, _STAND_IN = "*", "\ue000"
_COMMON = 0xD7  # the first byte up to which GB 2312 lists its common characters
_MOSTLY = 0.8

Says = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file that was mended.

    Attributes:
        file: as people know it.
        before: its text, as far as it could be read.
        after: its text now.
        data: its bytes now.
        recoded: its encoding was changed.
    """

    file: str
    before: str
    after: str
    data: bytes
    recoded: bool


def fix_file(
    file: str, data: bytes, site: Site, edits_of: Callable[[str], Iterable[Edit]]
) -> Fixed | None:
    """Mend a page; None if there is nothing to mend.

    Args:
        file: its name, as people know it.
        data: its bytes.
        site: the site by which it is read.
        edits_of: what rules propose for a text, whose lines end in a line feed.
    """
    recoded = recode(data)
    text = recoded if recoded is not None else _decode(data)
    if text is None:
        return None
    lines = [(match["text"], match["end"]) for match in _LINE.finditer(text)]
    plain = "\n".join(line for line, _ in lines[:-1])
    mended = mend(plain, edits_of, file, site)
    ends = [end for _, end in lines]
    after = "".join(line + end for line, end in zip(mended.split("\n"), ends, strict=False))
    if recoded is None and after == text:
        return None
    return Fixed(file, text, after, after.encode("utf-8"), recoded is not None)


def mend(text: str, edits_of: Callable[[str], Iterable[Edit]], file: str, site: Site) -> str:
    """Return `text` with every change made that may be made, again and again until none is left.

    Args:
        text: a page's text, lines ending in a line feed.
        edits_of: what rules propose for a text.
        file: its name, as people know it.
        site: the site by which it is read.
    """
    for _ in range(_ROUNDS):
        document = _document(text, file, site)
        wanted = [edit for edit in edits_of(text) if _is_allowed(edit, document)]
        changed = _apply_all(text, _apart(wanted), file, site)
        if changed == text:
            break
        text = changed
    return text


def recode(data: bytes) -> str | None:
    """Return the text of a file in another encoding than UTF-8 without BOM; None if unsure.

    A national encoding is believed only where what it gives is mostly common characters: the bytes
    of a damaged UTF-8 file give rare ones.
    """
    if data.startswith(_UTF16):
        return _decoded(data, "utf-16")
    if data.startswith(_BOM):
        return _decoded(data[len(_BOM) :], "utf-8")
    if _decoded(data, "utf-8") is not None:
        return None
    text = _decoded(data, "gb18030")
    if text is None:
        return None
    han = [c for c in text if not c.isascii()]
    common = sum(map(_is_common, han))
    return text if common >= _MOSTLY * len(han) else None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _is_common(character: str) -> bool:
    try:
        return character.encode("gb2312")[0] <= _COMMON
    except UnicodeEncodeError:
        return False


def _decode(data: bytes) -> str | None:
    """Return the text with its own line ends; None where it cannot be read as it is."""
    return None if isinstance(read_text(data), Problem) else data.decode("utf-8")


def _document(text: str, file: str, site: Site) -> MarkdownDocument:
    page = read_page(site, file.rpartition("/")[2], text.encode("utf-8"), file)
    if page.source is None:
        message = f"{file}: a text was read and is no page"
        raise AssertionError(message)
    return read_markdown(page, page.source)


def _is_allowed(edit: Edit, document: MarkdownDocument) -> bool:
    """Whether an edit is of an allowed kind and of text that may be changed."""
    if "\n" in edit.old + edit.new or edit.old == edit.new:
        return False
    if not _is_mask(edit) and _words(edit.old) != _words(edit.new):
        return False
    lines = document.source.text.split("\n")
    if not 0 < edit.line <= len(lines) or edit.column < 1:
        return False
    line, start = lines[edit.line - 1], edit.column - 1
    end = start + len(edit.old)
    if line[start:end] != edit.old:
        return False
    if edit.markup:  # judged by what the page says with it
        return True
    if any(m.start() < end and start < m.end() for m in _ADDRESS.finditer(line)):
        return False
    return any(_stands_at(edit, text, places) for text, places in _prose(document))


def _is_mask(edit: Edit) -> bool:
    same_length = len(edit.old) == len(edit.new)
    pairs = zip(edit.old, edit.new, strict=False)
    return same_length and all(new in {old, _MASK} for old, new in pairs)


def _prose(document: MarkdownDocument) -> Iterator[tuple[str, Callable[[int], tuple[int, int]]]]:
    for block in document.blocks:
        if not block.code and not block.element.startswith("@"):
            yield block.text, block.place


def _stands_at(edit: Edit, text: str, place: Callable[[int], tuple[int, int]]) -> bool:
    """Whether `text` holds the edit's old text, one piece of the source at the edit's place."""
    at = text.find(edit.old)
    while at >= 0:
        wanted = [(edit.line, edit.column + i) for i in range(len(edit.old))]
        if [place(at + i) for i in range(len(edit.old))] == wanted:
            return True
        at = text.find(edit.old, at + 1)
    return False


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits that do not overlap, the first of those that do; the rest wait for a round."""
    chosen: list[Edit] = []
    for edit in sorted(set(edits), key=lambda e: (e.line, e.column, -len(e.old))):
        last = chosen[-1] if chosen else None
        if last and last.line == edit.line and edit.column < last.column + len(last.old):
            continue
        chosen.append(edit)
    return chosen


def _apply_all(text: str, edits: list[Edit], file: str, site: Site) -> str:
    """Make all edits at once, or, where that would change what the page says, those that do not."""
    if not edits:
        return text
    if (changed := _apply(text, edits, file, site)) is not None:
        return changed
    for edit in reversed(edits):  # from the end: the places before it stay
        changed = _apply(text, [edit], file, site)
        text = text if changed is None else changed
    return text


def _apply(text: str, edits: list[Edit], file: str, site: Site) -> str | None:
    """Return the text with the edits, masks escaped if need be; None if it would say another."""
    masks = [edit for edit in edits if _is_mask(edit)]
    plain = _replaced(text, [_spelt(edit, _STAND_IN) for edit in masks])
    meant = _says(_document(plain, file, site))
    fields = _document(text, file, site).source.body_line
    # A value that was cut off is another one when it is whole.
    mends_fields = any(edit.markup and edit.line < fields for edit in edits)
    for star in (_MASK, f"\\{_MASK}"):
        changed = _replaced(text, [_spelt(edit, star) for edit in edits])
        said = _says(_document(changed, file, site))
        if said == meant or (mends_fields and _beside_fields(said) == _beside_fields(meant)):
            return changed
    return None


def _spelt(edit: Edit, star: str) -> Edit:
    """Return a mask with its stars written as `star`."""
    if not _is_mask(edit):
        return edit
    new = "".join(
        star if new == _MASK != old else new for old, new in zip(edit.old, edit.new, strict=True)
    )
    return Edit(edit.line, edit.column, edit.old, new)


def _replaced(text: str, edits: list[Edit]) -> str:
    lines = text.split("\n")
    for edit in reversed(edits):
        line, start = lines[edit.line - 1], edit.column - 1
        lines[edit.line - 1] = line[:start] + edit.new + line[start + len(edit.old) :]
    return "\n".join(lines)


def _says(document: MarkdownDocument) -> Says:
    """Return what a page says: its words, its code, its links, its fields; not its punctuation."""
    front = document.source.front
    fields = tuple((path, _words(value)) for path, value in scalars(front.data))
    blocks = tuple(
        (block.element, block.code, block.text if block.code else _words(block.text))
        for block in document.blocks
    )
    links = tuple((link.element, link.attribute, link.target) for link in document.links)
    comments = tuple(comment.text for comment in document.comments)
    refused = tuple(piece.text for piece in document.source.facts.refused)
    return fields, len(front.mistakes), blocks, links, comments, refused, document.source.facts.code


def _beside_fields(said: Says) -> Says:
    """Return what a page says below its front matter, and how much of that is wrong."""
    _, mistakes, blocks, *rest = said
    kept = tuple(block for block in blocks if block[0] != "front-matter")  # type: ignore[attr-defined]
    return (mistakes, kept, *rest)


def _words(text: str) -> str:
    """Return the letters, digits and masks of `text`."""
    kept = (_MASK if c == _STAND_IN else c for c in text)
    return "".join(c for c in kept if c == _MASK or unicodedata.category(c)[0] in "LNM")
