"""What a reader must find of each line of a page, judged without the dialect's own parser.

Of every source line the runs of letters, Han and digits are looked for, in order, in the text that
Chromium shows; what may be missing is a short list, `REMOVED`. A line whose runs are not there
must be named by a finding of `TELLING`. What stands in a comment must not be there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from playwright.sync_api import Page as Tab

    from zhengwu.problem import Problem

# The rules that tell what is lost or shown as a sign. Others do not count, wherever they point.
TELLING: Final = frozenset(
    {
        "broken-comment",
        "broken-footnote",
        "conflict-marker",
        "foreign-markup",
        "lost-definition",
        "lost-star",
        "ragged-table",
        "raw-html",
        "unclosed-fence",
    }
)
# What holds a block: quotes, and the marks of list items.
_HOLDER = r"[ >]*(?:(?:[-*+]|\d{1,9}[.)]) +)*"
_ATTRIBUTE = r"(?:[#.][\w-]+|[\w-]+=(?:\"[^\"]*\"|[\w-]+))"
# What no reader sees, and why.
REMOVED: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("the destination of a link", re.compile(r"(?<=\])[ \u3000]*[(（][^()（）\n]*[)）]")),
    ("the label of a link", re.compile(r"(?<=\])\[[\w-]+\]")),
    ("the reference of a footnote", re.compile(r"\[\^[^\]\s]+\]:?")),
    ("a list of attributes", re.compile(rf"\{{\s*{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*\}}")),
    ("a tag", re.compile(r"</?[A-Za-z][^<>\n]*>")),
    ("the name of an entity", re.compile(r"&#?\w+;")),
    ("the box of a task", re.compile(r"(?<=[-*+] )\[[ xX]\](?= )")),
    ("the kind of a note", re.compile(rf"^{_HOLDER}!!![ \t]+\w+")),
)
_FENCE: Final = re.compile(rf"^{_HOLDER}(?P<marks>`{{3,}}|~{{3,}})(?P<info>[^`]*)$")
_BLANK: Final = "·"  # no run, and no indent
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_NUMBER: Final = re.compile(r"^[ >]*(?P<number>\d{1,9})[.)](?=[ \t])")
_DEFINITION: Final = re.compile(r"^[ >]*\[(?P<label>[^\]^][^\]]*)\]:[ \t]*[!-~]+[ \t]*$")
_NOTE: Final = re.compile(r"^[ >]*\[\^[^\]\s]+\][:：]")
_RUN: Final = re.compile(r"[^\W_]+")
_NAMED: Final = re.compile(r"第 (\d+) 行到第 (\d+) 行")

# Everything on a page that is to be read: lists with their numbers, pictures by their words.
READ: Final = """pages => pages.map(page => {
    const held = document.createElement('div');
    held.innerHTML = page;
    document.body.replaceChildren(held);
    for (const details of held.querySelectorAll('details')) details.open = true;
    for (const image of held.querySelectorAll('img, video, audio')) {
        const words = image.getAttribute('alt') || image.getAttribute('aria-label') || '';
        image.replaceWith(document.createTextNode(` ${words} `));
    }
    for (const list of held.querySelectorAll('ol')) {
        let number = list.hasAttribute('start') ? list.start : 1;
        for (const item of list.children) {
            if (item.hasAttribute('value')) number = item.value;
            item.prepend(document.createTextNode(` ${number} `));
            number += 1;
        }
    }
    const notes = held.querySelector('section.footnotes');
    const apart = notes ? notes.innerText : '';
    if (notes) notes.remove();
    return [held.innerText, apart];
})"""


@dataclass(frozen=True, slots=True)
class Line:
    """What a reader must find of a source line.

    Attributes:
        number: 1-based.
        runs: of letters, Han and digits, in order.
        apart: it may belong to a footnote and stand at the page's end.
    """

    number: int
    runs: tuple[str, ...]
    apart: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """What a reader must find of a page, and what not: the runs of its comments by line."""

    lines: tuple[Line, ...]
    kept_back: tuple[tuple[int, str], ...]


def expected(source: str) -> Expected:
    """Read a page's Markdown as its writer does."""
    lines = source.split("\n")
    fenced = _fenced(lines)
    text, kept_back = _without_comments(lines, fenced)
    numbers = {
        n: (m.start("number"), m["number"])
        for n, line in enumerate(text)
        if (m := _NUMBER.match(line))
    }
    apart = _notes(text)
    wanted: list[Line] = []
    for n, line in enumerate(text):
        if fenced[n] == "fence":
            continue
        if fenced[n] == "code":
            seen = line
        elif (match := _DEFINITION.match(line)) and _is_used(match["label"], text, n):
            continue
        else:
            seen = _seen(line)
            if n in numbers and _is_counted_for(n, numbers):
                seen = _NUMBER.sub("", seen)
        if runs := tuple(_RUN.findall(seen)):
            wanted.append(Line(n + 1, runs, apart[n]))
    return Expected(tuple(wanted), tuple(kept_back))


def complaints(
    wanted: Expected, shown: Sequence[str], findings: Iterable[Problem], first_line: int
) -> Iterator[str]:
    """Yield what is wrong with a page as it is shown.

    Args:
        wanted: what must be there.
        shown: the text of the page, and that of its footnotes.
        findings: of the page's source; read only where something is missing.
        first_line: the line of the file on which the Markdown begins.
    """
    body, notes = (re.sub(r"[\W_]+", " ", text) for text in shown)
    named: set[int] | None = None
    at = 0
    for line in wanted.lines:
        if line.apart and _found(line.runs, notes, 0) >= 0:
            continue
        if (end := _found(line.runs, body, at)) >= 0:
            at = end
            continue
        named = _named(findings, first_line) if named is None else named
        if line.number not in named:
            yield f"line {line.number}: {' '.join(line.runs)} is not there"
    for number, run in wanted.kept_back:
        if run in body or run in notes:
            named = _named(findings, first_line) if named is None else named
            if number not in named:
                yield f"line {number}: {run} of a comment is there"


def read(tab: Tab, pages: Sequence[str]) -> list[list[str]]:
    """Return [text, text of the footnotes] that Chromium shows of each page."""
    shown: Any = tab.evaluate(READ, list(pages))
    return [list(page) for page in shown]


def _found(runs: Iterable[str], text: str, at: int) -> int:
    """Return where in `text` the last of `runs` ends, all of them in order from `at`; -1 if not."""
    for run in runs:
        found = text.find(run, at)
        if found < 0:
            return -1
        at = found + len(run)
    return at


def _named(findings: Iterable[Problem], first_line: int) -> set[int]:
    """Return the lines of the Markdown that findings name, 1-based."""
    named: set[int] = set()
    for finding in findings:
        if finding.code not in TELLING:
            continue
        named.add(finding.line - first_line + 1)
        for first, last in _NAMED.findall(finding.message.text()):
            named.update(range(int(first) - first_line + 1, int(last) - first_line + 2))
    return named


def _fenced(lines: Sequence[str]) -> list[str]:
    """Tell of every line whether it is `code`, a `fence` or ""."""
    told: list[str] = []
    marks = ""
    for line in lines:
        match = _FENCE.match(line)
        if not marks:
            marks = match["marks"] if match else ""
            told.append("fence" if match else "")
        elif match and match["marks"].startswith(marks) and not match["info"].strip():
            marks = ""
            told.append("fence")
        else:
            told.append("code")
    return told


def _without_comments(
    lines: Sequence[str], fenced: Sequence[str]
) -> tuple[list[str], list[tuple[int, str]]]:
    """Return the lines with blanks for comments, and the runs in these by line."""
    prose = "\n".join(line if not state else "" for line, state in zip(lines, fenced, strict=True))
    kept_back: list[tuple[int, str]] = []

    def blank(match: re.Match[str]) -> str:
        first = prose[: match.start()].count("\n") + 1
        for n, line in enumerate(match[0].split("\n")):
            kept_back.extend((first + n, run) for run in _RUN.findall(line))
        return re.sub(r"[^\n]", _BLANK, match[0])

    bare = _COMMENT.sub(blank, prose).split("\n")
    text = [
        line if state else blanked for line, blanked, state in zip(lines, bare, fenced, strict=True)
    ]
    return text, kept_back


def _notes(lines: Sequence[str]) -> list[bool]:
    """Tell of every line whether it belongs to a footnote: its first, and what is indented."""
    told: list[bool] = []
    inside = False
    for n, line in enumerate(lines):
        if _NOTE.match(line):
            inside = True
        elif inside and line.strip("> "):
            after_blank = n > 0 and not lines[n - 1].strip("> ")
            inside = line.startswith("    ") or not after_blank
        told.append(inside)
    return told


def _is_used(label: str, lines: Sequence[str], n: int) -> bool:
    return any(f"[{label}]" in line for i, line in enumerate(lines) if i != n)


def _is_counted_for(n: int, numbers: dict[int, tuple[int, str]]) -> bool:
    """Whether a number next to that of line `n` is alike: the list is counted for its writer."""
    column = numbers[n][0]
    alike = [i for i in sorted(numbers) if numbers[i][0] == column]
    at = alike.index(n)
    near = [*alike[max(at - 1, 0) : at], *alike[at + 1 : at + 2]]
    return numbers[n] in [numbers[i] for i in near]


def _seen(line: str) -> str:
    for _, pattern in REMOVED:
        line = pattern.sub(" ", line)
    return line
