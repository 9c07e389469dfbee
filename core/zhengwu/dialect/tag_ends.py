"""Where a start tag ends, found by reading every stretch of the text once.

No regular expression says this in linear time on every Python: without possessive quantifiers a tag
that stays open is tried in every way, and Python 3.11.2, Debian's own, misreads those quantifiers.
And each `<` of a text that never closes anything would be followed to the end of the text again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

_NAME_ENDS = re.compile(r"[\s/>]")
_VALUE_ENDS = re.compile(r"[\s>]")
_QUOTES_OR_END = re.compile(r"[\"'>]")
_BETWEEN = re.compile(r"[\s/]+")
_ATTRIBUTE = re.compile(r"[^\s/>=]+")
_EQUALS = re.compile(r"\s*=\s*")


@dataclass
class TagEnds:
    """The ends of the start tags of one text.

    Attributes:
        html: the text.
    """

    html: str
    # From here, outside of every quote, no tag ends: it was tried.
    _open: set[int] = field(default_factory=set)

    def of_anything(self, at: int) -> int | None:
        """Return the offset behind the next `>`, whatever stands before it; None without one."""
        return self.html.index(">", at) + 1 if at <= self._last else None

    def of_attributes(self, at: int) -> int | None:
        """Return where a tag ends that is made of attributes as browsers read them.

        Args:
            at: behind the `<` and the first letter of the tag's name.

        Returns:
            The offset behind the `>`; None if the tag stays open, or if a value has no name.
        """
        html = self.html
        tried: list[int] = []
        at = _next(self._name_ends, at, len(html))
        while at < len(html) and at not in self._open:
            tried.append(at)
            if html[at] == ">":
                return at + 1
            if found := _BETWEEN.match(html, at):
                at = found.end()
            elif found := _ATTRIBUTE.match(html, at):
                at = self._behind_value(found.end())
            else:
                break
        self._open.update(tried)
        return None

    def of_quotes(self, at: int) -> int | None:
        """Return where a tag ends in which every quote hides what stands in it.

        Args:
            at: behind the tag's name.

        Returns:
            The offset behind the `>`; None if the tag stays open.
        """
        html = self.html
        tried: list[int] = []
        while (at := _next(self._quotes_or_ends, at, len(html))) < len(html):
            if html[at] == ">":
                return at + 1
            close = -1 if at in self._open else html.find(html[at], at + 1)
            tried.append(at)
            if close < 0:
                break
            at = close + 1
        self._open.update(tried)
        return None

    @cached_property
    def _last(self) -> int:
        return self.html.rfind(">")

    @cached_property
    def _name_ends(self) -> list[int]:
        return [found.start() for found in _NAME_ENDS.finditer(self.html)]

    @cached_property
    def _value_ends(self) -> list[int]:
        return [found.start() for found in _VALUE_ENDS.finditer(self.html)]

    @cached_property
    def _quotes_or_ends(self) -> list[int]:
        return [found.start() for found in _QUOTES_OR_END.finditer(self.html)]

    def _behind_value(self, at: int) -> int:
        """Return the offset behind the value that follows a name; `at` if none does."""
        html = self.html
        equals = _EQUALS.match(html, at)
        if not equals or equals.end() == len(html) or html[equals.end()] == ">":
            return at
        start = equals.end()
        if html[start] in "\"'":
            close = html.find(html[start], start + 1)
            return close + 1 if close >= 0 else at
        return _next(self._value_ends, start, len(html))


def _next(places: list[int], at: int, otherwise: int) -> int:
    """Return the first of `places` that is not before `at`."""
    found = bisect_left(places, at)
    return places[found] if found < len(places) else otherwise
