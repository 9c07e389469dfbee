"""Style sheets: what they load, and what they declare for an element.

Only what a sheet inside a page can do to hide something is read: simple selectors, their
descendants and children. Rules that depend on a state (`:hover`) or on other media are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|\r?\n|(.))", re.DOTALL)
_URL = re.compile(
    r"url\(\s*(?P<quote>[\"']?)(?P<url>[^)\"']*)(?P=quote)\s*\)"
    r"|(?P<before>@namespace\b[^;]*?)?[\"'](?P<text>[^\"']*)[\"']",
    re.IGNORECASE,
)
_IMPORT_BEFORE = re.compile(r"@import\s*\Z", re.IGNORECASE)
_LIKE_URL = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}", re.IGNORECASE)
_SEEN_MEDIA = re.compile(r"\s*(?:|all|screen|only screen|.*\bscreen\b.*|\(.*)\s*", re.DOTALL)
_GROUPS = ("@media", "@supports", "@layer", "@container", "@scope")
_PART = re.compile(
    r"(?P<tag>\*|[a-zA-Z][\w-]*)|\#(?P<id>[\w-]+)|\.(?P<class>[\w-]+)"
    r"|\[\s*(?P<name>[\w:-]+)\s*(?:(?P<how>[~|^$*]?=)\s*[\"']?(?P<value>[^\"'\]]*)[\"']?[^\]]*)?\]"
    r"|:(?P<plain>root|link|any-link|visited)(?![\w(-])"
)
_COMBINATOR = re.compile(r"\s*([>\s])\s*")


def plain(css: str) -> str:
    """Return `css` without comments and escapes."""

    def meant(match: re.Match[str]) -> str:
        if match[1]:
            code = int(match[1], 16)
            return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004 -- Unicode's end
        return match[2] or ""

    css = _COMMENT.sub(" ", css) if "/*" in css else css
    return _ESCAPE.sub(meant, css) if "\\" in css else css


def css_references(css: str) -> Iterator[str]:
    """Yield what a style sheet or style attribute loads."""
    text = plain(css)
    for match in _URL.finditer(text):
        if match["url"]:
            yield match["url"].strip()
        elif match["text"] and not match["before"]:
            imported = _IMPORT_BEFORE.search(text, max(0, match.start() - 16), match.start())
            if imported or _LIKE_URL.match(match["text"]):
                yield match["text"].strip()


class Element(NamedTuple):
    """What selectors look at: an element on its way down the tree."""

    tag: str
    attributes: Mapping[str, str]

    @property
    def classes(self) -> frozenset[str]:
        """Its class names."""
        return frozenset(self.attributes.get("class", "").split())


@dataclass(frozen=True, slots=True)
class _Compound:
    """A selector without combinators."""

    tag: str
    ids: tuple[str, ...]
    classes: frozenset[str]
    attributes: tuple[tuple[str, str, str], ...]
    root: bool

    def fits(self, element: Element) -> bool:
        """Whether it selects `element`."""
        return (
            self.tag in {"*", element.tag}
            and all(name == element.attributes.get("id") for name in self.ids)
            and self.classes <= element.classes
            and all(_fits(element.attributes.get(n), how, v) for n, how, v in self.attributes)
            and (not self.root or element.tag == "html")
        )


class _Rule(NamedTuple):
    """One selector with what it declares; `steps` are combinators and compounds, last one first."""

    weight: tuple[int, int, int]
    steps: tuple[tuple[str, _Compound], ...]
    block: tuple[tuple[str, str, bool], ...]

    def fits(self, path: Sequence[Element]) -> bool:
        """Whether it selects the last element of `path`."""
        return _fits_path(self.steps, path)


@dataclass(frozen=True)
class Sheet:
    """All style sheets of a page, in order."""

    rules: tuple[_Rule, ...] = ()
    _by_weight: list[_Rule] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Sort once, in the order of the cascade."""
        object.__setattr__(self, "_by_weight", sorted(self.rules, key=lambda rule: rule.weight))

    def declared(self, path: Sequence[Element], style: str = "") -> dict[str, str]:
        """Return what holds for the last element of `path`, which has `style` as its attribute."""
        matching = [rule for rule in self._by_weight if rule.fits(path)]
        found: dict[str, str] = {}
        for important in (False, True):
            blocks = [*(rule.block for rule in matching), _declared(style)]
            for block in blocks:
                found |= {name: value for name, value, held in block if held is important}
        return found


def read_sheets(sheets: Iterable[str]) -> Sheet:
    """Read the texts of all `style` elements of a page."""
    rules = [rule for css in sheets for rule in _rules(plain(css))]
    return Sheet(tuple(rules))


def is_seen_medium(media: str) -> bool:
    """Whether a `media` attribute or query may hold for a screen."""
    return _SEEN_MEDIA.fullmatch(media.lower()) is not None and "print" not in media.lower()


def _rules(css: str) -> Iterator[_Rule]:
    for prelude, block in _blocks(css):
        lowered = prelude.lower()
        if lowered.startswith(_GROUPS):
            if not lowered.startswith("@media") or is_seen_medium(lowered.removeprefix("@media")):
                yield from _rules(block)
        elif not lowered.startswith("@"):
            held = tuple(_declared(block))
            for selector in prelude.split(","):
                if steps := _steps(selector.strip()):
                    yield _Rule(_weight(steps), steps, held)


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield (prelude, content) of every block at the outermost level."""
    depth, begin, prelude = 0, 0, ""
    for match in re.finditer(r"[{};]", css):
        sign = match[0]
        if sign == ";" and depth == 0:
            begin = match.end()
        elif sign == "{":
            if depth == 0:
                prelude, begin = css[begin : match.start()].strip(), match.end()
            depth += 1
        elif sign == "}" and depth:
            depth -= 1
            if depth == 0:
                yield prelude, css[begin : match.start()]
                begin = match.end()
    if depth:  # browsers close what is left open
        yield prelude, css[begin:]


def _declared(block: str) -> tuple[tuple[str, str, bool], ...]:
    """Return (property, value, whether important) of a block, in order."""
    found = []
    for part in re.split(r";(?![^(]*\))", plain(block)):
        name, colon, value = part.partition(":")
        if colon:
            value = value.strip().lower()
            important = value.endswith("important") and "!" in value
            value = value.rpartition("!")[0].strip() if important else value
            found.append((name.strip().lower(), value, important))
    return tuple(found)


def _steps(selector: str) -> tuple[tuple[str, _Compound], ...]:
    """Return a selector's compounds, the last first, each with what joins it to the next one.

    Empty for a selector that is not understood.
    """
    if not selector:
        return ()
    pieces = _COMBINATOR.split(selector)
    steps: list[tuple[str, _Compound]] = []
    joint = ""
    for i in range(len(pieces) - 1, -1, -2):
        compound = _compound(pieces[i])
        if compound is None:
            return ()
        steps.append((joint, compound))
        joint = pieces[i - 1].strip() or " " if i else ""
    return tuple(steps)


def _compound(text: str) -> _Compound | None:
    tag, root = "*", False
    ids: list[str] = []
    classes: set[str] = set()
    attributes: list[tuple[str, str, str]] = []
    at = 0
    while at < len(text):
        match = _PART.match(text, at)
        if match is None or match.end() == at:
            return None
        at = match.end()
        if match["tag"]:
            tag = match["tag"].lower()
        elif match["id"]:
            ids.append(match["id"])
        elif match["class"]:
            classes.add(match["class"])
        elif match["name"]:
            attributes.append((match["name"].lower(), match["how"] or "", match["value"] or ""))
        else:
            root = root or match["plain"] == "root"
    if not text:
        return None
    return _Compound(tag, tuple(ids), frozenset(classes), tuple(attributes), root)


def _weight(steps: tuple[tuple[str, _Compound], ...]) -> tuple[int, int, int]:
    compounds = [compound for _, compound in steps]
    return (
        sum(len(c.ids) for c in compounds),
        sum(len(c.classes) + len(c.attributes) + c.root for c in compounds),
        sum(c.tag != "*" for c in compounds),
    )


def _fits_path(steps: tuple[tuple[str, _Compound], ...], path: Sequence[Element]) -> bool:
    if not path or not steps[0][1].fits(path[-1]):
        return False
    rest = steps[1:]
    if not rest:
        return True
    if rest[0][0] == ">":
        return _fits_path(rest, path[:-1])
    return any(_fits_path(rest, path[:n]) for n in range(len(path) - 1, 0, -1))


def _fits(value: str | None, how: str, wanted: str) -> bool:
    if value is None or not how:
        return value is not None
    return {
        "=": value == wanted,
        "~=": wanted in value.split(),
        "|=": value == wanted or value.startswith(f"{wanted}-"),
        "^=": value.startswith(wanted),
        "$=": value.endswith(wanted),
        "*=": wanted in value,
    }[how]
