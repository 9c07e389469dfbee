"""Options that several commands share, and how they become values."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhengwu.errors import UserError
from zhengwu.messages import LANGUAGES, msg
from zhengwu_ops.helptext import language_of

if TYPE_CHECKING:
    from collections.abc import Callable

Command = Any


class _Day(click.ParamType[dt.date]):
    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"日期“{value}”不对：写成 2026-11-20 这样", param, ctx)


def date_option(command: Command) -> Command:
    """Add `--date`: the day by which is judged and built."""
    option: Callable[[Command], Command] = click.option(
        "--date",
        "day",
        type=_Day(),
        default=None,
        help="按哪一天检查和生成，默认今天；固定日期，结果可重现",
    )
    return option(command)


def city_option(command: Command) -> Command:
    """Add `--city`: where `city.yml` is."""
    option: Callable[[Command], Command] = click.option(
        "--city",
        type=click.Path(path_type=Path),
        default=None,
        help="city.yml 或它所在的文件夹；默认从当前位置向上找 content/city.yml",
    )
    return option(command)


def language_option(command: Command) -> Command:
    """Add `--lang` to a command, for those who write it behind the command's name."""
    option: Callable[[Command], Command] = click.option(
        "--lang",
        "language",
        type=click.Choice(LANGUAGES),
        default=lambda: language_of(click.get_current_context()),
        help="消息的语言：zh 中文，en 英文",
    )
    return option(command)


def today() -> dt.date:
    """Return today's date where the command runs."""
    return dt.date.today()  # noqa: DTZ011 -- the day in the city


def content_folder(city: Path | None, starts: tuple[Path, ...]) -> Path | None:
    """Return the folder that holds `city.yml`; None where there is none.

    Args:
        city: the option's value, a file or a folder; it wins.
        starts: where to look upward from, in order.
    """
    from zhengwu.store import CITY_FILE, CONTENT, find_city  # noqa: PLC0415 -- keeps --help quick

    if city is not None:
        candidates = (city.parent if city.name == CITY_FILE else city, city / CONTENT)
        for folder in candidates:
            if (folder / CITY_FILE).is_file():
                return folder.resolve()
        raise UserError(msg("{path} 里没有 city.yml；--city 要写它所在的文件夹", path=str(city)))
    for start in starts:
        if found := find_city(start):
            return found
    return None
