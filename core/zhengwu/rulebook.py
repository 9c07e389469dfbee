"""The rulebook: the indicators by which is judged, as dated data.

National sets ship with the package (`data/rulebook/*.yml`); a city lays its own over them
(`rulebook/*.yml` beside its content). Every entry holds from a day on, so that what was published
long ago can be judged by what held then. An indicator that does not hold on a day is not judged.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from zhengwu.duration import Quantity, Term
from zhengwu.messages import msg
from zhengwu.model.base import Model, validate
from zhengwu.packaged import read_text as read_packaged
from zhengwu.problem import Problem
from zhengwu.register.yaml import YamlText, read_yaml
from zhengwu.textfile import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zhengwu.tree import Tree

FOLDER = "rulebook"
SUFFIX = ".yml"

Part = Literal["veto", "deduction", "bonus"]
FooterItem = Literal["conac", "jiucuo", "site_code", "unit", "icp", "police", "site_map"]


class IndicatorFacts(Model):
    """An indicator as one set states it."""

    name: str | None = Field(None, description="指标名称")
    part: Part | None = Field(
        None, description="veto 单项否决，deduction 扣分，bonus 加分；不写就与全国指标相同"
    )
    values: dict[str, Quantity] = Field(
        default_factory=dict, description="数值：个数写数字，期限写成 14天、2周、6个月、1年"
    )
    points: float | None = Field(None, description="扣几分或加几分")
    effective_from: dt.date | None = Field(None, description="从哪一天起算数；不写就与整套指标相同")
    source: str = Field(description="依据")
    verified: bool = Field(default=False, description="是否核对过依据的原文")
    applies: bool = Field(default=True, description="是否适用；写 false 就不再检查这一项")


class RulebookFacts(Model):
    """A set of indicators: one file."""

    id: str = Field(description="这套指标的代号，写进检查报告")
    name: str = Field(description="名称")
    effective_from: dt.date = Field(description="从哪一天起算数")
    source: str = Field(description="依据")
    verified: bool = Field(default=False, description="是否核对过依据的原文")
    footer: tuple[FooterItem, ...] = Field((), description="每页页脚必须有的项目")
    labels: dict[Literal["site", "column", "content"], tuple[str, ...]] = Field(
        default_factory=dict, description="网页标签，按页面种类"
    )
    indicators: dict[str, IndicatorFacts] = Field(
        default_factory=dict, description="各项指标，以代号为名"
    )


@dataclass(frozen=True, slots=True)
class Indicator:
    """What one indicator asks on a day.

    Attributes:
        id: what rules call it; mostly the rule's own name.
        name: in Chinese, for people.
        part: of the indicators it belongs to.
        values: numbers and terms by name.
        points: that it costs or gives; None where no source says.
        effective_from: the first day of what it asks now.
        source: where it stands.
        verified: whether the source itself was read.
        rulebook: id of the set that states it.
    """

    id: str
    name: str
    part: Part
    values: Mapping[str, int | Term]
    points: float | None
    effective_from: dt.date
    source: str
    verified: bool
    rulebook: str

    def number(self, name: str) -> int:
        """Return the value called `name`, a number."""
        value = self.values[name]
        if not isinstance(value, int):
            message = f"{self.id}.{name} is a term"
            raise TypeError(message)
        return value

    def term(self, name: str) -> Term:
        """Return the value called `name`, a term."""
        value = self.values[name]
        if isinstance(value, int):
            message = f"{self.id}.{name} is a number"
            raise TypeError(message)
        return value


@dataclass(frozen=True)
class Rulebook:
    """The indicators that hold on a day.

    Attributes:
        id: what reports call it: the latest national set and the city's, joined by `+`.
        effective_from: the first day of the latest set in it.
        footer: names of the items that every page shows in its footer.
        labels: names of the page labels, by `site`, `column` and `content`.
        indicators: by id; what does not hold on the day is not in it.
    """

    id: str
    effective_from: dt.date
    footer: tuple[str, ...] = ()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)

    def get(self, name: str) -> Indicator | None:
        """Return the indicator called `name`; None if it does not hold."""
        return self.indicators.get(name)


@dataclass(frozen=True)
class CitySets:
    """The city's own sets.

    Attributes:
        sets: those without a mistake, the earliest first.
        files: the files that were read, by path.
        mistakes: everything wrong in them.
    """

    sets: tuple[RulebookFacts, ...] = ()
    files: Mapping[str, YamlText] = field(default_factory=dict)
    mistakes: tuple[Problem, ...] = ()

    @cached_property
    def broken(self) -> tuple[str, ...]:
        """The files with mistakes, sorted."""
        return tuple(sorted({mistake.file for mistake in self.mistakes}))


@cache
def packaged_sets() -> tuple[RulebookFacts, ...]:
    """Return the national sets, the earliest first."""
    found = []
    for entry in (files("zhengwu") / "data" / FOLDER).iterdir():
        if entry.name.endswith(SUFFIX):
            name = f"{FOLDER}/{entry.name}"
            facts, mistakes = validate(RulebookFacts, read_yaml(read_packaged(name), name), name)
            if facts is None:
                message = "\n".join(mistake.text() for mistake in mistakes)
                raise AssertionError(message)
            found.append(facts)
    return tuple(sorted(found, key=lambda facts: facts.effective_from))


def first_day() -> dt.date:
    """Return the first day on which any national set holds."""
    return packaged_sets()[0].effective_from


def read_city_sets(tree: Tree, folder: str = FOLDER) -> CitySets:
    """Read the city's sets from `folder` of `tree`; what is wrong stands in the result."""
    known = rulebook_on(dt.date.max)
    sets: list[RulebookFacts] = []
    read: dict[str, YamlText] = {}
    mistakes: list[Problem] = []
    for file in tree.files(folder):
        if file.endswith(SUFFIX):
            read[file] = yaml = _read(tree, file)
            facts, wrong = validate(RulebookFacts, yaml, file)
            more = tuple(_unknown(facts, yaml, file, known)) if facts else ()
            mistakes += [*wrong, *more]
            if facts and not wrong and not more:
                sets.append(facts)
    in_order = sorted(sets, key=lambda facts: facts.effective_from)
    return CitySets(tuple(in_order), read, tuple(mistakes))


def rulebook_on(day: dt.date, city: Iterable[RulebookFacts] = ()) -> Rulebook:
    """Return what holds on `day`; before the first national set, what that set says.

    Args:
        day: the day.
        city: the city's own sets, which go before the national ones whatever their dates.
    """
    day = max(day, first_day())
    national = [facts for facts in packaged_sets() if facts.effective_from <= day]
    own = [facts for facts in city if facts.effective_from <= day]
    footer: tuple[str, ...] = ()
    indicators: dict[str, Indicator] = {}
    held = (*national, *own)
    labels: dict[str, tuple[str, ...]] = {
        level: names for facts in held for level, names in facts.labels.items()
    }
    for facts in held:
        footer = facts.footer or footer
        for name, entry in facts.indicators.items():
            since = entry.effective_from or facts.effective_from
            if since <= day:
                indicators[name] = _over(indicators.get(name), name, entry, facts, since)
                if not entry.applies:
                    del indicators[name]
    ids = "+".join(facts.id for facts in (national[-1], *own))
    latest = max(facts.effective_from for facts in held)
    return Rulebook(ids, latest, footer, labels, indicators)


def current_rulebook() -> Rulebook:
    """Return the latest national indicators, without any city's."""
    return rulebook_on(dt.date.max)


def _over(
    below: Indicator | None,
    name: str,
    entry: IndicatorFacts,
    facts: RulebookFacts,
    since: dt.date,
) -> Indicator:
    """Lay an entry over what earlier sets say of the same indicator."""
    new = Indicator(
        name,
        entry.name or name,
        entry.part or "deduction",
        entry.values,
        entry.points,
        since,
        entry.source,
        entry.verified,
        facts.id,
    )
    if below is None:
        return new
    return replace(
        new,
        name=entry.name or below.name,
        part=entry.part or below.part,
        values={**below.values, **entry.values},
        points=below.points if entry.points is None else entry.points,
    )


def _unknown(facts: RulebookFacts, yaml: YamlText, file: str, known: Rulebook) -> Iterator[Problem]:
    """Yield what no rule would ever ask for: a slip of the pen would otherwise change nothing."""
    for name, entry in facts.indicators.items():
        national = known.get(name)
        if national is None:
            yield Problem.at(
                file,
                *yaml.key_place(("indicators", name)),
                msg("没有“{name}”这项指标", name=name),
                msg("从这些里选：{names}", names=sorted(known.indicators)),
            )
            continue
        for key, value in entry.values.items():
            place = yaml.key_place(("indicators", name, "values", key))
            if key not in national.values:
                yield Problem.at(
                    file,
                    *place,
                    msg("指标“{name}”没有“{key}”这个数值", name=name, key=key),
                    msg("这项指标的数值是：{keys}", keys=tuple(national.values) or msg("（没有）")),
                )
            elif isinstance(value, int) != isinstance(national.values[key], int):
                yield Problem.at(
                    file,
                    *place,
                    msg("“{value}”的写法与全国指标不同", value=value),
                    msg("参照全国指标的写法：{national}", national=national.values[key]),
                )


def _read(tree: Tree, file: str) -> YamlText:
    text = read_text(tree.read(file))
    if isinstance(text, Problem):
        return YamlText(mistakes=(text.placed(file),))
    return read_yaml(text, file)
