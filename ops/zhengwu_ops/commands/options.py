"""Options that several commands share, and how they become values."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhengwu.errors import UserError
from zhengwu.messages import LANGUAGES, msg
from zhengwu.pages.schedule import read_moment
from zhengwu_ops.commands.help import language_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengwu_lint.store import Store

Command = Any


class Moment(click.ParamType[dt.datetime]):
    """A minute; a plain day means its end."""

    name = "YYYY-MM-DD [HH:MM]"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        """Read it."""
        if isinstance(value, dt.datetime):
            return value
        try:
            return read_moment(str(value))
        except ValueError:
            why = msg("“{value}”要写成 2026-11-20 或 '2026-11-20 09:30' 这样", value=value)
            self.fail(why.text(language_of(ctx)), param, ctx)


def date_option(command: Command) -> Command:
    """Add `--date`: the minute by which is judged and built; a plain day means its end."""
    option: Callable[[Command], Command] = click.option(
        "--date",
        "moment",
        type=Moment(),
        default=None,
        help="按哪一刻检查和生成，默认现在；只写日期的，按那天结束时。固定时间，结果可重现",
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


def cache_option(command: Command) -> Command:
    """Add `--no-cache`: make everything anew; the result is the same."""
    option: Callable[[Command], Command] = click.option(
        "--no-cache",
        is_flag=True,
        help="不用也不留缓存（.zhengwu/cache），全部重新读；结果一样，只是慢",
    )
    return option(command)


def store_of(root: Path | None, language: str, *, no_cache: bool) -> Store:
    """Return the store of the city below `root`; one in memory without a city, or if so asked."""
    from zhengwu_lint.store import memory_store, open_store  # noqa: PLC0415 -- keeps --help quick

    if root is None or no_cache:
        return memory_store()
    return open_store(root, lambda note: click.echo(note.text(language), err=True))


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


def content_folder(city: Path | None, starts: tuple[Path, ...]) -> Path | None:
    """Return the folder that holds `city.yml`; None where there is none.

    Args:
        city: the option's value, a file or a folder; it wins.
        starts: where to look upward from, in order.
    """
    from zhengwu.register.load import CITY_FILE, CONTENT, find_city  # noqa: PLC0415 -- keeps --help quick

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


def require_content(city: Path | None) -> Path:
    """Return the folder that holds `city.yml`, looked for upward from the working folder.

    Raises:
        UserError: there is none.
    """
    content = content_folder(city, (Path.cwd(),))
    if content is None:
        raise UserError(msg("这里没有 content/city.yml；请在城市的文件夹里运行，或用 --city 指明"))
    return content
