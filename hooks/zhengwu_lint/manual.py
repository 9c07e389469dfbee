"""A rule's manual page, read from its module's docstring.

The docstring is a summary line and sections under the headings of `HEADINGS`; `Fails` and `Passes`
hold fenced examples, which the tests run.
"""

from __future__ import annotations

import re
import sys
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.messages import msg, translate

if TYPE_CHECKING:
    from zhengwu_lint.rule import Rule

HEADINGS = {
    "Why": msg("为什么"),
    "Fails": msg("不通过的例子"),
    "Passes": msg("通过的例子"),
    "Fix": msg("怎么改"),
    "Not seen": msg("看不到的"),
}
_FENCE = re.compile(r"```(?P<info>[^\n]*)\n(?P<code>.*?)```", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced example of a manual page.

    Attributes:
        language: `md`, `html` or `yaml`.
        code: the text.
        fails: whether the rule must object.
    """

    language: str
    code: str
    fails: bool


@dataclass(frozen=True, slots=True)
class Manual:
    """A rule's manual page.

    Attributes:
        summary: the first line.
        sections: text by heading, examples included.
    """

    summary: str
    sections: dict[str, str]

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples, those that fail first."""
        return tuple(
            Example(match["info"].split()[0], match["code"], heading == "Fails")
            for heading in ("Fails", "Passes")
            for match in _FENCE.finditer(self.sections.get(heading, ""))
        )

    def paragraphs(self) -> list[str]:
        """Return every piece of prose, as the catalogue's keys."""
        found = [self.summary]
        for heading in ("Why", "Fix", "Not seen"):
            found += _paragraphs(self.sections.get(heading, ""))
        return found

    def markdown(self, language: str) -> dict[str, str]:
        """Return the sections as Markdown, in `language`, in the order of `HEADINGS`."""
        out: dict[str, str] = {}
        for heading in HEADINGS:
            text = self.sections.get(heading, "")
            if heading in {"Fails", "Passes"}:
                out[heading] = text
            else:
                out[heading] = "\n\n".join(translate(p, language) for p in _paragraphs(text))
        return out


def manual(rule: Rule) -> Manual:
    """Return the manual page of `rule`."""
    docstring = sys.modules[rule.module].__doc__ or ""
    summary, _, rest = docstring.strip().partition("\n")
    sections: dict[str, str] = {}
    heading = ""
    lines: list[str] = []
    for line in [*rest.split("\n"), *HEADINGS]:
        if line in HEADINGS:
            if heading:
                sections.setdefault(heading, textwrap.dedent("\n".join(lines)).strip())
            heading, lines = line, []
        else:
            lines.append(line)
    return Manual(summary, sections)


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of `text`, each on one line: between Han no space is needed."""
    return [
        re.sub(r"(?<=[\x00-\x7f])\n(?=[\x00-\x7f])", " ", part).replace("\n", "")
        for part in re.split(r"\n\s*\n", text.strip())
        if part
    ]
