"""Which declarations of style sheets reach an element: rules, cascade, matching.

`tinycss2` parses, `cssselect2` matches. What cannot be known here (a media query about the window,
`@supports`, `@container`, an animation's moment, a selector that the library refuses) is not left
out: its declarations count as possible ones beside the one that holds for certain, and an element
is hidden if any possible value hides it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

import tinycss2
from cssselect2 import ElementWrapper, SelectorError, compile_selector_list

from zhengwu_lint.sources.html.css import Declaration, declaration, declarations, is_seen_medium
from zhengwu_lint.sources.html.selector_walk import TooLongError, WalkedElement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cssselect2.compiler import CompiledSelector

# What may hold in some window or browser.
_CONDITIONAL = frozenset({"supports", "container", "starting-style", "scope", "document"})
_DEEPEST = 8  # blocks within blocks
_LONGEST = 4000  # characters of one selector; what is longer counts as matching everything
_ALIKE = re.compile(
    r"[+~]|:(?!root\b|link\b|any-link\b|is\b|where\b|not\b|hover\b|focus|visited\b)"
)
_ATTRIBUTE = re.compile(r"\[\s*(?:[\w*-]*\|)?([\w-]+)")
_PSEUDO_ELEMENT = re.compile(r"::?(?:before|after|first-line|first-letter)\b|::[\w-]+")
_UNLAYERED = 1 << 30


class _Rule(NamedTuple):
    """A selector with what it declares.

    Attributes:
        weight: layer, specificity and order: of two rules the greater one wins.
        fits: whether it selects an element.
        block: what it declares.
        certain: it holds in every window and browser.
        key: the class, name or id without which it selects no element; None if it may select any.
    """

    weight: tuple[int, tuple[int, int, int], int]
    fits: Callable[[ElementWrapper], bool]
    block: tuple[Declaration, ...]
    certain: bool
    key: str | None = None


@dataclass(frozen=True)
class Sheet:
    """All style sheets of a page, in order.

    Attributes:
        rules: in the order of the cascade, the weakest first.
        frames: what each `@keyframes` may set.
        initial: what `@property` gives to custom properties that nobody sets.
        alike: elements of the same name and attributes under like parents get the same.
        attributes: names that selectors ask for, `class` left out.
        by_key: the rules by their key.
        looks: how kinds of elements look, as the walks over the pages found it.
        kinds: numbers for kinds to come.
    """

    rules: tuple[_Rule, ...] = ()
    frames: Mapping[str, tuple[Declaration, ...]] = field(default_factory=dict)
    initial: Mapping[str, str] = field(default_factory=dict)
    alike: bool = True
    attributes: frozenset[str] = frozenset()
    by_key: Mapping[str | None, tuple[_Rule, ...]] = field(default_factory=dict)
    looks: dict[Any, Any] = field(default_factory=dict, compare=False)
    kinds: Iterator[int] = field(default_factory=lambda: count(1), compare=False)


@lru_cache(maxsize=64)  # the pages of a site share theirs
def read_sheets(sheets: tuple[str, ...]) -> Sheet:
    """Read the texts of all style sheets of a page, those for other media left out."""
    reading = _Reading()
    for css in sheets:
        nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        reading.over(nodes, _Place())
    rules = sorted(reading.rules, key=lambda rule: rule.weight)
    by_key: dict[str | None, tuple[_Rule, ...]] = {}
    for rule in rules:
        by_key[rule.key] = (*by_key.get(rule.key, ()), rule)
    return Sheet(
        tuple(rules),
        reading.frames,
        reading.initial,
        reading.alike,
        frozenset(reading.attributes),
        by_key,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a rule stands: the selectors around it, its layer, how deep, whether for certain."""

    around: tuple[str, ...] = ()
    layer: str = ""
    certain: bool = True
    depth: int = 0

    def inside(self, **changes: Any) -> _Place:  # noqa: ANN401 -- any field
        facts = {name: getattr(self, name) for name in ("around", "layer", "certain")}
        return _Place(**{**facts, **changes}, depth=self.depth + 1)


@dataclass
class _Reading:
    """The rules of sheets while they are being read."""

    rules: list[_Rule] = field(default_factory=list)
    frames: dict[str, tuple[Declaration, ...]] = field(default_factory=dict)
    initial: dict[str, str] = field(default_factory=dict)
    layers: dict[str, int] = field(default_factory=dict)
    alike: bool = True
    attributes: set[str] = field(default_factory=set)

    def over(self, nodes: Iterable[Any], place: _Place) -> None:
        if place.depth > _DEEPEST:
            return
        own: list[Declaration] = []
        for node in nodes:
            if node.type == "qualified-rule":
                self._rule(node, place)
            elif node.type == "at-rule":
                self._at_rule(node, place)
            elif node.type == "declaration":  # of a group inside a rule
                own.append(declaration(node))
        if own:
            self._add(place.around, tuple(own), place)

    def _rule(self, node: Any, place: _Place) -> None:  # noqa: ANN401 -- tinycss2 has no types
        around = tuple(_nested(_selectors(node.prelude), place.around))
        parsed = tinycss2.parse_blocks_contents(
            node.content, skip_comments=True, skip_whitespace=True
        )
        self.over(parsed, place.inside(around=around))

    def _at_rule(self, node: Any, place: _Place) -> None:  # noqa: ANN401 -- as above
        name, prelude = node.lower_at_keyword, tinycss2.serialize(node.prelude).strip()
        if name == "layer" and node.content is None:
            for layer in prelude.split(","):
                self._layer(_joined(place.layer, layer.strip()))
            return
        if node.content is None:
            return
        if name == "keyframes" or name.endswith("-keyframes"):
            self.frames[prelude.strip("\"'")] = tuple(self._frames(node.content))
        elif name == "property":
            found = {d.name: d.value for d in declarations(node.content)}
            if "initial-value" in found:
                self.initial[prelude] = found["initial-value"]
        elif (inside := self._group(name, prelude, place)) is not None:
            parsed = tinycss2.parse_blocks_contents(
                node.content, skip_comments=True, skip_whitespace=True
            )
            self.over(parsed, inside)

    def _group(self, name: str, prelude: str, place: _Place) -> _Place | None:
        """Return where the rules of a group stand; None for what never holds."""
        if name == "media":
            if not is_seen_medium(prelude):
                return None
            plain = prelude.lower() in {"", "all", "screen", "only screen"}
            return place.inside(certain=place.certain and plain)
        if name == "layer":
            layer = _joined(place.layer, prelude or f"#{len(self.layers)}")
            self._layer(layer)
            return place.inside(layer=layer)
        if name in _CONDITIONAL:
            return place.inside(certain=False)
        return None

    def _layer(self, name: str) -> int:
        return self.layers.setdefault(name, len(self.layers) + 1)

    def _frames(self, content: Iterable[Any]) -> Iterator[Declaration]:
        for frame in tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True):
            if frame.type == "qualified-rule":
                yield from declarations(frame.content)

    def _add(self, around: Sequence[str], block: tuple[Declaration, ...], place: _Place) -> None:
        layer = self._layer(place.layer) if place.layer else _UNLAYERED
        for selector in around:
            if _PSEUDO_ELEMENT.search(selector):
                continue  # it styles what stands beside the element's own content
            self.alike = self.alike and not _ALIKE.search(selector)
            self.attributes.update(map(str.lower, _ATTRIBUTE.findall(selector)))
            if "#" in selector:
                self.attributes.add("id")
            for specificity, fits, sure, key in _compiled(selector):
                weight = (layer, specificity, len(self.rules))
                self.rules.append(_Rule(weight, fits, block, place.certain and sure, key))


def _joined(outer: str, inner: str) -> str:
    return f"{outer}.{inner}" if outer else inner


def _selectors(prelude: Iterable[Any]) -> Iterator[str]:
    """Yield the selectors of a list, as text."""
    part: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield tinycss2.serialize(part).strip()
            part = []
        else:
            part.append(token)
    yield tinycss2.serialize(part).strip()


def _nested(selectors: Iterable[str], around: tuple[str, ...]) -> Iterator[str]:
    """Yield `selectors` as they read outside the rules around them (CSS Nesting 1, 3)."""
    outer = f":is({', '.join(around)})" if around else ""
    for selector in selectors:
        if not outer:
            yield re.sub(r"&", ":root", selector)
        elif "&" in selector:
            yield selector.replace("&", outer)
        else:
            yield f"{outer} {selector}"


def _compiled(
    selector: str,
) -> Iterator[tuple[tuple[int, int, int], Callable[[ElementWrapper], bool], bool, str | None]]:
    """Yield specificity, test, whether the test is the browser's for certain, and the key."""
    if len(selector) <= _LONGEST and selector.count("(") <= _DEEPEST:
        try:
            for compiled in compile_selector_list(selector):
                if compiled.pseudo_element is None and not compiled.never_matches:
                    yield compiled.specificity, compiled.test, True, _key(compiled)
        except (SelectorError, SyntaxError, ValueError, RecursionError, IndexError):
            pass
        else:
            return
    yield (9, 9, 9), lambda _element: True, False, None


def _key(compiled: CompiledSelector) -> str | None:
    if compiled.class_name:
        return f".{compiled.class_name}"
    return f"#{compiled.id}" if compiled.id else compiled.lower_local_name


class Styles:
    """The style sheets of a page over the tree of that page."""

    def __init__(self, sheet: Sheet, root: Any) -> None:  # noqa: ANN401 -- lxml's element
        """Take the sheets and the root of the tree that they style."""
        self._sheet = sheet
        self._frames: dict[str, tuple[Declaration, ...]] = {}
        for name, frames in sheet.frames.items():
            lower = name.lower()
            self._frames[lower] = (*self._frames.get(lower, ()), *frames)
        self._odd_frames = [name for name in self._frames if not re.fullmatch(r"[\w-]+", name)]
        self._wrappers: dict[Any, WalkedElement] = {}
        self._known: dict[Any, tuple[_Rule, ...]] = {}
        self._kinds: dict[Any, int] = {}
        self._kind_of: dict[Any, int] = {}
        self._root = root

    @property
    def initial(self) -> Mapping[str, str]:
        """What custom properties are that nobody sets."""
        return self._sheet.initial

    def values(self, element: Any, style: str) -> Mapping[str, tuple[str, ...]]:  # noqa: ANN401 -- lxml's element
        """Return every value that a property of `element` may have, the certain one first.

        Args:
            element: of the tree.
            style: its `style` attribute.
        """
        rules = self._matching(element) if self._sheet.rules else ()
        if not rules and not style:
            return {}
        found = _cascaded(rules, tuple(declarations(style)) if style else ())
        return self._animated(found) if self._sheet.frames else found

    def _animated(self, found: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        names = " ".join((*found.get("animation", ()), *found.get("animation-name", ())))
        if not names:
            return found
        moved = dict(found)
        known = self._frames
        for name in dict.fromkeys((*re.findall(r"[\w-]+", names), *self._odd_frames)):
            if name in known and name in names:
                for one in known[name]:
                    moved[one.name] = (*moved.get(one.name, ()), one.value)
        return moved

    def _matching(self, element: Any) -> tuple[_Rule, ...]:  # noqa: ANN401 -- lxml's element
        if not self._wrappers:
            top = WalkedElement.from_html_root(self._root)
            for one in top.iter_subtree():
                self._wrappers[one.etree_element] = one
            top.walk.allow(len(self._wrappers))
        wrapper = self._wrappers.get(element)
        if wrapper is None:
            return ()
        key = self._kind(wrapper) if self._sheet.alike else element
        if key not in self._known:
            self._known[key] = tuple(self._fitting(element, wrapper))
        return self._known[key]

    def _fitting(self, element: Any, wrapper: WalkedElement) -> Iterator[_Rule]:  # noqa: ANN401 -- as above
        for rule in self._candidates(element):
            try:
                if rule.fits(wrapper):
                    yield rule
            except TooLongError:  # as a selector that the library refuses
                yield rule._replace(certain=False)

    def _candidates(self, element: Any) -> list[_Rule]:  # noqa: ANN401 -- lxml's element
        """Return the rules that may select an element, the weakest first."""
        names = {f".{name}" for name in (element.get("class") or "").split()}
        keys = (None, str(element.tag).lower(), f"#{element.get('id')}", *names)
        found = [rule for key in keys for rule in self._sheet.by_key.get(key, ())]
        return sorted(found, key=lambda rule: rule.weight)

    def _kind(self, wrapper: WalkedElement) -> int:
        """Return a number that elements share which no selector here can tell apart."""
        element = wrapper.etree_element
        if element not in self._kind_of:
            above = self._kind(wrapper.parent) if wrapper.parent is not None else 0
            signs = (above, element.tag, *sorted(element.items()))
            self._kind_of[element] = self._kinds.setdefault(signs, len(self._kinds) + 1)
        return self._kind_of[element]


def _cascaded(
    rules: tuple[_Rule, ...], style: tuple[Declaration, ...]
) -> dict[str, tuple[str, ...]]:
    """Return the values of each property that may hold, the certain one first."""
    found: dict[str, list[str]] = {}
    layered = [(rule.block, rule.certain) for rule in rules]
    # Important declarations win in the opposite order of the layers (CSS Cascade 5, 6.4).
    backwards = sorted(rules, key=lambda rule: (-rule.weight[0], *rule.weight[1:]))
    turned = [(rule.block, rule.certain) for rule in backwards]
    for important, blocks in ((False, [*layered, (style, True)]), (True, [*turned, (style, True)])):
        for block, certain in blocks:
            for one in block:
                if one.important is not important:
                    continue
                if certain:
                    found[one.name] = [one.value]
                else:
                    found.setdefault(one.name, [""]).append(one.value)
    return {name: tuple(values) for name, values in found.items()}
