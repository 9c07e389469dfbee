"""What rules ask of their context beside the source, with the answers: what a result rests on.

Everything of the register, of other pages and of the rulebook that a rule reads goes through
`Context`. Watched, each access is a question: the field, how it is asked further, and a digest of
the answer; that something is not there is an answer too. A result holds as long as every question
is answered alike, up to a day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from zhengwu.messages import Message
from zhengwu.model.base import Model
from zhengwu.pages.index import Page, path_named
from zhengwu.pages.schedule import NEVER, appears_at
from zhengwu_lint.sources.document import Document
from zhengwu_lint.watched_day import Until, WatchedDay

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengwu.pages.index import PageIndex
    from zhengwu_lint.context import Context

# One step from a field of the context: an attribute, an entry, all keys, or a call.
Step = tuple[str, ...]
_SOURCE = "«source»"
_DAY = "«day»"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that was asked of a context.

    Attributes:
        steps: the field's name, then how it was asked further.
        answer: a digest of the answer.
    """

    steps: tuple[Step, ...]
    answer: str


@dataclass(slots=True)
class AskedLog:
    """What was asked so far.

    Attributes:
        until: the last day on which the answers about days hold.
        pages: the site's pages; what is not due yet changes an answer on its day.
        questions: with their answers, each once.
    """

    until: Until
    pages: PageIndex
    questions: dict[tuple[Step, ...], str] = field(default_factory=dict)

    def answered(self, steps: tuple[Step, ...], value: object) -> None:
        """Take note of an answer."""
        if steps not in self.questions:
            self.questions[steps] = digest_of(value)
        if isinstance(value, datetime):  # the minute by which is judged
            self.until.at_most(value.date())
        for page in _pages_in(value):
            self.depends_on(page)

    def depends_on(self, page: Page | None) -> None:
        """Take note that an answer changes when `page` appears."""
        moment = self.pages.moment
        if page and moment and NEVER > (due := appears_at(page.meta)) > moment:
            self.until.at_most(due.date() - timedelta(days=1))

    def called(self, field_: str, name: str, arguments: tuple[object, ...]) -> None:
        """Take note of which pages the answer of a function depends on being due."""
        if field_ == "pages":
            for page in self.pages.pages.values():
                self.depends_on(page)
        elif (field_, name) == ("targets", "missing"):
            target, document = arguments
            own = document.page.path if isinstance(document, Document) and document.page else ""
            self.depends_on(self.pages.pages.get(path_named(str(target), own)))


def watched(context: Context) -> tuple[Context, AskedLog]:
    """Return a context that answers alike and notes what it is asked."""
    log = AskedLog(Until(), context.pages)
    values: dict[str, Any] = {
        part.name: _wrapped(getattr(context, part.name), ((part.name,),), log)
        for part in fields(context)
        if part.name not in {"day", "wording"}
    }
    # Every text is looked up in the table of wrong wording: it is one value, asked as a whole.
    log.answered((("wording",),), context.wording)
    day = cast("date", WatchedDay(context.day, log.until))
    return replace(context, **values, day=day), log


def answers(questions: frozenset[Question], context: Context, source: object) -> bool:
    """Whether `context` answers every question as it was answered before.

    Args:
        questions: what was asked.
        context: of another snapshot, perhaps.
        source: what was judged.
    """
    return all(_answer(q.steps, context, source) == q.answer for q in questions)


def _answer(steps: tuple[Step, ...], context: Context, source: object) -> str:
    value: Any = getattr(context, steps[0][0])
    try:
        for kind, *rest in steps[1:]:
            value = _step(value, kind, rest, context, source)
    except (AttributeError, KeyError):
        return digest_of(None)
    return digest_of(value)


def _step(value: Any, kind: str, rest: list[str], context: Context, source: object) -> Any:  # noqa: ANN401
    if kind == "attribute":
        return getattr(value, rest[0])
    if kind == "entry":
        return value.get(rest[0])
    if kind == "holds":
        return rest[0] in value
    if kind == "all":
        return dict(value)
    special = {_SOURCE: source, _DAY: context.day}
    found = value(*(special.get(argument, argument) for argument in rest))
    return list(found) if isinstance(found, Iterator) else found


class _Watched:
    """Stands for a value of the context; not hashable, so that no memory of answers hides it."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, value: Any, steps: tuple[Step, ...], log: AskedLog) -> None:  # noqa: ANN401
        self._value = value
        self._steps = steps
        self._log = log

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return type(self._value)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever the value has
        steps = (*self._steps, ("attribute", name))
        value = getattr(self._value, name)
        return (
            _method(value, steps, self._log)
            if callable(value)
            else _wrapped(value, steps, self._log)
        )

    def __eq__(self, other: object) -> bool:
        return bool(self._value == _bare(other))


class _WatchedMapping(Mapping[str, Any]):
    """Stands for a mapping of the context; a key that is not there is an answer."""

    def __init__(self, value: Mapping[str, Any], steps: tuple[Step, ...], log: AskedLog) -> None:
        self._value = value
        self._steps = steps
        self._log = log

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 -- whatever the mapping holds
        steps = (*self._steps, ("entry", key))
        if key not in self._value:
            self._log.answered(steps, None)
            raise KeyError(key)
        return _wrapped(self._value[key], steps, self._log)

    def __contains__(self, key: object) -> bool:
        found = key in self._value
        self._log.answered((*self._steps, ("holds", str(key))), found)
        return found

    def __iter__(self) -> Iterator[str]:
        self._log.answered((*self._steps, ("all",)), dict(self._value))
        return iter(self._value)

    def __len__(self) -> int:
        self._log.answered((*self._steps, ("all",)), dict(self._value))
        return len(self._value)


def _wrapped(value: Any, steps: tuple[Step, ...], log: AskedLog) -> Any:  # noqa: ANN401 -- any value
    if isinstance(value, Mapping):
        return _WatchedMapping(value, steps, log)
    if isinstance(value, Page | Message | Enum) or value is None:
        log.answered(steps, value)
        return value
    if isinstance(value, Model) or is_dataclass(value) or hasattr(value, "missing"):
        return _Watched(value, steps, log)
    log.answered(steps, value)
    return value


def _method(
    method: Callable[..., Any], steps: tuple[Step, ...], log: AskedLog
) -> Callable[..., Any]:
    def ask(*arguments: object, **named: object) -> Any:  # noqa: ANN401 -- whatever it returns
        found = method(*map(_bare, arguments), **named)
        if isinstance(found, Iterator):
            found = list(found)
        called = (*steps, ("call", *map(_told, arguments), *map(_told, named.values())))
        if named or not all(isinstance(a, str | Document | WatchedDay) for a in arguments):
            # It cannot be asked again by what is written down: it holds for no other context.
            called = (*called, ("once",))
        log.answered(called, found)
        log.called(steps[0][0], steps[-1][-1], arguments)
        return found

    return ask


def _bare(value: object) -> object:
    return value._value if isinstance(value, _Watched | _WatchedMapping) else value  # noqa: SLF001


def _told(value: object) -> str:
    if isinstance(value, WatchedDay):
        return _DAY
    return _SOURCE if isinstance(value, Document) else str(value) if isinstance(value, str) else "?"


def _pages_in(value: object) -> Iterator[Page]:
    if isinstance(value, Page):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _pages_in(part)
    elif isinstance(value, list | tuple | frozenset | set):
        for part in value:
            yield from _pages_in(part)


def digest_of(value: object) -> str:
    """Return a digest of an answer: the same for the same meaning, in any process."""
    return hashlib.sha256(_canonical(value).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _canonical(value: object) -> str:
    if isinstance(value, Page):
        text = value.source.text if value.source else ""
        return f"page {value.path} {hashlib.sha256(text.encode()).hexdigest()}"
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{k}:{_canonical(value[k])}" for k in sorted(value, key=str)) + "}"
    if isinstance(value, set | frozenset):
        return "{" + ",".join(sorted(map(_canonical, value))) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_canonical, value)) + "]"
    if isinstance(value, Model):
        return f"{type(value).__name__} {value.model_dump_json()}"
    if is_dataclass(value) and not isinstance(value, type):
        parts = (
            f"{p.name}={_canonical(getattr(value, p.name))}" for p in fields(value) if p.compare
        )
        return f"{type(value).__name__}({','.join(parts)})"
    return f"{type(value).__name__} {value!s}"
