"""`zhengwu lint`: judge files, folders, or what is staged for a commit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu_lint.report import FORMATS
from zhengwu_lint.rules import RULES
from zhengwu_lint.selection import select
from zhengwu_lint.staged import select_staged
from zhengwu_ops.commands.options import (
    city_option,
    content_folder,
    date_option,
    language_option,
    now,
)
from zhengwu_ops.helptext import Command

if TYPE_CHECKING:
    import datetime as dt


@click.command("lint", cls=Command, help="检查文件或文件夹；不写路径时检查整个 content。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[路径]...")
@click.option("--staged", is_flag=True, help="检查准备提交（git 暂存区）的内容，供提交钩子使用")
@click.option("--site", default="portal", help="content 之外的文件按哪个网站检查，默认 portal")
@click.option("--strict", is_flag=True, help="提醒也算不通过")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="报告格式")
@city_option
@date_option
@language_option
def command(  # noqa: PLR0913 -- one parameter an option
    *,
    paths: tuple[Path, ...],
    staged: bool,
    site: str,
    strict: bool,
    form: str,
    city: Path | None,
    moment: dt.datetime | None,
    language: str,
) -> int:
    """Lint and print the report; the exit code is 1 if anything forbids publication."""
    moment = moment or now()
    if staged:
        chosen = select_staged(paths, Path.cwd(), moment, site)
    else:
        starts = (*(path if path.is_dir() else path.parent for path in paths[:1]), Path.cwd())
        content = content_folder(city, starts)
        if not paths and content is None:
            raise UserError(msg("这里没有 content/city.yml；请写明要检查的文件或文件夹"))
        chosen = select(paths or (content or Path(),), content, moment, site)
    report = chosen.report(RULES)
    click.echo(FORMATS[form](report, language), nl=False)
    if form == "text":
        click.echo(chosen.city_note().text(language), err=True)
    return report.exit_code(strict=strict)
