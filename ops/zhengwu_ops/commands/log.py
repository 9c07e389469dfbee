"""`zhengwu log`: show the operations log, and find whether it was changed (Art. 30)."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhengwu.messages import Message, msg
from zhengwu_ops.commands.help import Command, CommandGroup
from zhengwu_ops.commands.options import (
    Moment,
    city_option,
    language_option,
    require_content,
)
from zhengwu_ops.oplog.entry import Head
from zhengwu_ops.oplog.log import Log, retention_days
from zhengwu_ops.world.clock import now

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from typing import Any

_file_option: Callable[[Any], Any] = click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path),
    help="日志文件；默认 .zhengwu/log/operations.jsonl，或环境变量 ZHENGWU_LOG 指明的",
)


@click.group(
    "log",
    cls=CommandGroup,
    help="操作日志：查看、核对、移出旧的。",
    subcommand_metavar="命令 [选项]...",
)
def command() -> None:
    """Hold the commands."""


@command.command("verify", cls=Command, help="核对日志有没有被改过、删过、调换过。")
@click.option("--head", "known", default="", help="另外保存的末尾，“序号:摘要值”")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@_file_option
@city_option
@language_option
def verify(
    *, known: str, as_json: bool, file: Path | None, city: Path | None, language: str
) -> int:
    """Print what is wrong; the exit code is 1 if anything is."""
    log = _log(file, city)
    found = log.verify(Head.read(known) if known else None)
    head = log.head()
    if as_json:
        data = {"entries": head.n, "head": str(head), "problems": [m.text(language) for m in found]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return int(bool(found))
    for message in found:
        _say(message, language)
    if found:
        fix = msg("停止发布，保护好这个文件和备份，查清是谁改的，并按安全事件报告。")
        _say(msg("怎么办：{fix}", fix=fix), language)
        return 1
    _say(msg("日志完整，共到第 {n} 条。末尾：{head}", n=head.n, head=head), language)
    _say(msg("请把末尾另外保存；至少保留 {days} 天。", days=retention_days()), language)
    return 0


@command.command("show", cls=Command, help="列出操作：什么时候、谁、做了什么。")
@click.option("--site", default="", help="只看这个网站")
@click.option("--last", type=int, default=0, help="只看最后几条")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@_file_option
@city_option
@language_option
def show(
    *,
    site: str,
    last: int,
    as_json: bool,
    file: Path | None,
    city: Path | None,
    language: str,
) -> int:
    """Print the entries, oldest first."""
    entries = [e for e in _log(file, city).entries() if not site or e.site == site]
    entries = entries[-last:] if last else entries
    if as_json:
        rows = [asdict(entry) for entry in entries]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for entry in entries:
        detail = json.dumps(entry.detail, ensure_ascii=False) if entry.detail else ""
        words = (str(entry.n), entry.at, entry.who, entry.act, entry.site, entry.release, detail)
        click.echo("  ".join(word for word in words if word))
    if not entries:
        _say(msg("还没有记录。"), language)
    return 0


@command.command("head", cls=Command, help="输出末尾的“序号:摘要值”，供另外保存。")
@_file_option
@city_option
def head(*, file: Path | None, city: Path | None) -> int:
    """Print the head."""
    click.echo(str(_log(file, city).head()))
    return 0


@command.command("archive", cls=Command, help="把过了保留期的记录移到另一个文件，不删除。")
@click.option("--before", type=Moment(), required=True, help="移出这一天之前的")
@_file_option
@city_option
@language_option
def archive(*, before: dt.datetime, file: Path | None, city: Path | None, language: str) -> int:
    """Move old entries."""
    out = _log(file, city).archive(before.date(), now())
    if out is None:
        _say(msg("没有更早的记录。"), language)
    else:
        _say(msg("已移到 {file}，请与日志一起保存。", file=str(out)), language)
    return 0


def _log(file: Path | None, city: Path | None) -> Log:
    return Log(file) if file else Log.of_city(require_content(city))


def _say(message: Message, language: str) -> None:
    click.echo(message.text(language))
