"""A page's file: its front matter, and where its Markdown begins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from zhengwu.dialect import parse
from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu.register.yaml import YamlText, read_yaml

if TYPE_CHECKING:
    from zhengwu.dialect import Parsed

_FENCES = {"---", "..."}


@dataclass(frozen=True)
class PageSource:
    """The text of a Markdown file, split.

    Attributes:
        file: its name, as people know it.
        text: the whole file.
        front: the front matter; empty if there is none.
        body: the Markdown after it.
        body_line: the line of the file on which `body` begins, 1-based.
    """

    file: str
    text: str
    front: YamlText
    body: str
    body_line: int

    @cached_property
    def parsed(self) -> Parsed:
        """The Markdown as tokens; parsed once, on first use."""
        return parse(self.body)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every anchor that the Markdown defines; a long page asks once for each footnote."""
        return self.parsed.anchors()


def split(text: str, file: str) -> PageSource:
    """Split a page's text at its front matter; mistakes stand in `front.mistakes`."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return PageSource(file, text, YamlText(), text, 1)
    for i, line in enumerate(lines[1:], start=1):
        if line.rstrip() in _FENCES:
            front = read_yaml("\n".join(lines[1:i]), file, first_line=2)
            return PageSource(file, text, front, "\n".join(lines[i + 1 :]), i + 2)
    front = YamlText(
        mistakes=(
            Problem.at(
                file,
                1,
                1,
                msg("页面开头的信息区没有结束"),
                msg("在最后一项信息的下一行单独写 ---"),
            ),
        )
    )
    return PageSource(file, text, front, "", len(lines))
