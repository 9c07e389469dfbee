"""`zhengwu schema`: the JSON Schemas by which editors complete and check what is written."""

from __future__ import annotations

import json
from pathlib import Path

import click

from zhengwu.messages import msg
from zhengwu.register.schema import SCHEMAS
from zhengwu_ops.commands.help import Command
from zhengwu_ops.commands.options import language_option
from zhengwu_ops.world.files import write_file


@click.command("schema", cls=Command, help="写出 city.yml、site.yml 和页面信息区的 JSON Schema。")
@click.argument("name", type=click.Choice(list(SCHEMAS)), required=False, metavar="[名称]")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="写进这个文件夹，每个一个文件；不写时打印",
)
@language_option
def command(name: str | None, out: Path | None, language: str) -> int:
    """Print or write one schema, or all."""
    for wanted in (name,) if name else SCHEMAS:
        text = json.dumps(SCHEMAS[wanted](language), ensure_ascii=False, indent=2) + "\n"
        if out is None:
            click.echo(text, nl=False)
        else:
            write_file(out / f"{wanted}.json", text)
            click.echo(
                msg("已写出 {file}", file=(out / f"{wanted}.json").as_posix()).text(language)
            )
    return 0
