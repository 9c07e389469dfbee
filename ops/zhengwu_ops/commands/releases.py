"""`zhengwu releases`: what is live on a target, and what it still keeps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from zhengwu.messages import msg
from zhengwu_ops.commands.help import Command
from zhengwu_ops.commands.options import city_option, language_option
from zhengwu_ops.commands.publishing_options import make_order, target_options
from zhengwu_ops.publish.rollback import releases

if TYPE_CHECKING:
    from pathlib import Path


@click.command("releases", cls=Command, help="列出服务器上保留的版本，标出线上的。")
@click.argument("site", metavar="网站")
@target_options
@city_option
@language_option
def command(
    *,
    site: str,
    target: str | None,
    key: Path | None,
    wait: float,
    as_json: bool,
    city: Path | None,
    language: str,
) -> int:
    """List the releases."""
    order = make_order(site, target=target, key=key, wait=wait, city=city, language=language)
    found = releases(order)
    if as_json:
        facts = {name: value for name, value in found.items() if name != "ok"}
        click.echo(json.dumps({"target": order.target.name, **facts}, ensure_ascii=False, indent=1))
        return 0
    if not found["releases"]:
        click.echo(msg("还没有发布过").text(language))
    for release in found["releases"]:
        mark = msg("线上") if release["release"] == found["live"] else msg("保留")
        row = msg(
            "{mark}  {release}  第 {sequence} 次  {moment}  {files} 个文件",
            mark=mark,
            release=release["release"],
            sequence=release["sequence"],
            moment=release["moment"],
            files=release["files"],
        )
        click.echo(row.text(language))
    return 0
