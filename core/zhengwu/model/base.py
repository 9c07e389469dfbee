"""What all register models share, and how their mistakes are told to people."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from zhengwu.messages import Message, msg
from zhengwu.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from zhengwu.register.yaml import Key, YamlText


class Model(BaseModel):
    """A frozen part of a register file: unknown keys are mistakes, empty values count as absent."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:  # noqa: ANN401 -- whatever the file holds
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value != ""}
        return data


# Far from the end of the calendar, beyond which no day can be reckoned.
LAST_YEAR = 2999


def _reckonable(day: dt.date) -> dt.date:
    if day.year > LAST_YEAR:
        raise refuse(
            msg("日期“{day}”太远", day=day.isoformat()), msg("核对年份，写成 2026-11-20 这样")
        )
    return day


# A day from which others are reckoned.
Day = Annotated[dt.date, AfterValidator(_reckonable)]

ModelType = TypeVar("ModelType", bound=Model)


def refuse(message: Message, fix: Message) -> PydanticCustomError:
    """Make the error that a validator raises to tell people what is wrong and what to do."""
    return PydanticCustomError("zhengwu", "{message}", {"message": message, "fix": fix})


def validate(
    kind: type[ModelType], source: YamlText, file: str
) -> tuple[ModelType | None, tuple[Problem, ...]]:
    """Turn a YAML mapping into a `kind`.

    Returns:
        The value, or None if anything is wrong; and every mistake at once, in file order.
    """
    if source.mistakes and not source.data:
        return None, source.mistakes
    try:
        value = kind.model_validate(source.data)
    except ValidationError as error:
        found = [_mistake(kind, detail, source, file) for detail in error.errors()]
        everything = sorted({*source.mistakes, *found}, key=lambda m: (m.line, m.column))
        return None, tuple(everything)
    return (None if source.mistakes else value), source.mistakes


def _mistake(kind: type[Model], detail: ErrorDetails, source: YamlText, file: str) -> Problem:
    path = _yaml_path(detail["loc"], source)
    name = ".".join(str(part) for part in path)
    what = _explain(detail, name, _known_keys(kind, path))
    at_key = detail["type"] == "extra_forbidden"
    line, column = source.key_place(path) if at_key else source.place(path)
    return what.placed(file, line, column)


def _yaml_path(location: tuple[int | str, ...], source: YamlText) -> Key:
    """Drop what Pydantic adds to a location (names of union members) and the file does not hold."""
    path: Key = ()
    last = len(location) - 1
    for i, part in enumerate(location):
        if (*path, part) in source.places or i == last:
            path = (*path, part)
    return path


def _known_keys(kind: type[Model], path: Key) -> list[str]:
    """Return the field names that `kind` knows at the parent of `path`, for suggestions."""
    known: type[Model] | None = kind
    for part in path[:-1]:
        if isinstance(part, int) or known is None:
            continue
        field = known.model_fields.get(part)
        known = _model_in(field.annotation) if field else None
    return list(known.model_fields) if known else []


def _model_in(annotation: Any) -> type[Model] | None:  # noqa: ANN401 -- any annotation
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _model_in(part):
            return found
    return None


def _explain(detail: ErrorDetails, name: str, known: list[str]) -> Problem:
    kind = detail["type"]
    context = detail.get("ctx", {})
    if kind == "zhengwu":
        return Problem.unplaced(context["message"], context["fix"])
    if kind == "extra_forbidden":
        last = name.rpartition(".")[2]
        return Problem.unplaced(msg("不认识“{name}”这一项", name=last), _suggestion(last, known))
    values = {
        "name": name,
        "value": str(detail.get("input", ""))[:60],
        "choices": tuple(re.findall(r"'([^']*)'", context.get("expected", ""))),
        "limit": context.get("le", context.get("ge", "")),
    }
    what = _EXPLANATIONS.get(kind) or _EXPLANATIONS.get(kind.split("_")[0], _OTHERWISE)
    return what.filled(values)


def _suggestion(name: str, known: list[str]) -> Message:
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return msg("是不是想写“{near}”？", near=near[0])
    return msg("删去它，或改成这里认识的：{known}", known=tuple(known))


_LIST = Problem.unplaced(msg("“{name}”应当是一个列表"), msg("每项一行，以“- ”开头"))
_MAPPING = Problem.unplaced(msg("“{name}”下面应当是若干行“名称: 值”"), msg("换行并缩进两格来写"))
_CHOICE = Problem.unplaced(msg("“{name}”不能是“{value}”"), msg("只能填：{choices}"))
_NUMBER = Problem.unplaced(msg("“{name}”不是数字：{value}"), msg("只写数字"))
_TIME = Problem.unplaced(msg("“{name}”不是时间：{value}"), msg("写成 2026-11-20 09:30 这样"))
_OTHERWISE = Problem.unplaced(msg("“{name}”填得不对：{value}"), msg("查手册里这一项的写法"))
# By Pydantic's type of error, or by its first word.
_EXPLANATIONS: Mapping[str, Problem] = {
    "missing": Problem.unplaced(msg("缺少“{name}”"), msg("补上这一项")),
    "literal": _CHOICE,
    "enum": _CHOICE,
    "bool": Problem.unplaced(msg("“{name}”不是“是或否”"), msg("写 true 或 false")),
    "int": _NUMBER,
    "float": _NUMBER,
    "less": Problem.unplaced(msg("“{name}”太大：{value}"), msg("不超过 {limit}")),
    "greater": Problem.unplaced(msg("“{name}”太小：{value}"), msg("不小于 {limit}")),
    "datetime": _TIME,
    "time": _TIME,
    "date": Problem.unplaced(msg("“{name}”不是日期：{value}"), msg("写成 2026-11-20 这样")),
    "string_type": Problem.unplaced(msg("“{name}”应当是一段文字"), msg("冒号后面直接写文字")),
    "too_short": Problem.unplaced(msg("“{name}”是空的"), msg("至少写一项")),
    "tuple": _LIST,
    "list": _LIST,
    "dict": _MAPPING,
    "model": _MAPPING,
}
