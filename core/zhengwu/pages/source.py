"""A page's file as its editor knows it: its front matter, and what is known of its Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING

from zhengwu.facts import body_of, front_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengwu.facts import BodyFacts
    from zhengwu.register.yaml import YamlText


@dataclass(frozen=True)
class PageSource:
    """A Markdown file that can be read.

    Attributes:
        file: its name, as people know it.
        front: the front matter; empty if there is none.
        body_line: the line of the file on which the Markdown begins, 1-based.
        digests: SHA-256 of the front matter with its fences, and of the Markdown.
        look_up: gives the facts of the file's bytes, always the same.
    """

    file: str
    front: YamlText
    body_line: int
    digests: tuple[str, str]
    look_up: Callable[[], BodyFacts] = field(repr=False, compare=False)

    @property
    def facts(self) -> BodyFacts:
        """What is known of the Markdown."""
        return self.look_up()

    @property
    def text(self) -> str:
        """The whole file."""
        return self.facts.text

    @property
    def body(self) -> str:
        """The Markdown after the front matter."""
        return self.facts.body

    @property
    def anchors(self) -> frozenset[str]:
        """Every anchor that the Markdown defines."""
        return self.facts.anchors


def split(text: str, file: str) -> PageSource:
    """Split a page's text at its front matter; mistakes stand in `front.mistakes`."""
    front = front_of(text)
    look_up = cache(partial(body_of, text))
    return PageSource(file, front.yaml(file), front.body_line, front.digests, look_up)
