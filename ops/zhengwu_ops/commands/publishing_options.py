"""Options of the commands that speak with a target, and how they become an order."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhengwu.errors import UserError
from zhengwu.messages import Message, msg
from zhengwu_ops.commands.options import require_content
from zhengwu_ops.publish.request import Order, city_of, find
from zhengwu_ops.world.clock import now

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable


Command = Any
_WAIT = 30.0


def target_options(command: Command) -> Command:
    """Add `--to`, `--key`, `--wait` and `--json`."""
    for option in (
        click.option("--to", "target", default=None, help="去处的名称；只登记了一个时可以不写"),
        click.option(
            "--key",
            type=click.Path(path_type=Path),
            default=None,
            envvar="ZHENGWU_KEY",
            help="运维人员的 SSH 密钥文件；默认用 ssh-agent 里登记过的",
        ),
        click.option(
            "--wait",
            type=click.FloatRange(0, 600),
            default=_WAIT,
            help="别人正在发布时最多等多少秒，默认 30",
        ),
        click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果"),
    ):
        command = option(command)
    return command


def make_order(  # noqa: PLR0913 -- what the options say
    site: str,
    *,
    target: str | None,
    key: Path | None,
    wait: float,
    city: Path | None,
    language: str,
    moment: dt.datetime | None = None,
    probed: bool = True,
    notice: bool = False,
) -> Order:
    """Return what was ordered.

    Raises:
        UserError: there is no such site or target, or the moment has not come.
    """
    content = require_content(city)
    snapshot, found, where = find(content, site, target, moment)
    if moment and moment > now() and not city_of(snapshot).demo:
        raise UserError(
            msg("--date 晚于现在，会提前公开定时发布的页面"), msg("到时候再发布，或去掉 --date")
        )
    return Order(
        content,
        snapshot,
        found,
        where,
        key,
        wait,
        probed,
        notice,
        speaker(language),
        progress=sys.stderr.isatty(),
    )


def speaker(language: str) -> Callable[[Message], None]:
    """Return what tells people how far things are, beside the output that programs read."""

    def say(message: Message) -> None:
        click.echo(message.text(language), err=True)

    return say
