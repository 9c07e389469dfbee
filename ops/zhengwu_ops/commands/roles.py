"""`zhengwu roles`: the forge's permissions, made from the register (Art. 30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu_ops.commands.help import Command
from zhengwu_ops.commands.options import city_option, language_option, require_content
from zhengwu_ops.officers.changes import city_of
from zhengwu_ops.officers.protection import conflicts, files, vacancies
from zhengwu_ops.world.files import write_file

if TYPE_CHECKING:
    from pathlib import Path


@click.command("roles", cls=Command, help="按 city.yml 的角色写出代码平台的权限文件。")
@click.option(
    "--forge",
    type=click.Choice(["github", "gitlab"]),
    default="gitlab",
    help="gitlab 写 .gitlab/CODEOWNERS 和主分支保护设置，github 写 CODEOWNERS",
)
@click.option("--write", is_flag=True, help="写入文件；默认只显示")
@click.option("--check", is_flag=True, help="只核对现有文件是不是最新")
@city_option
@language_option
def command(*, forge: str, write: bool, check: bool, city: Path | None, language: str) -> int:
    """Print, write or check the files; the exit code is 1 if roles or files are not in order."""
    content = require_content(city)
    found = city_of(content)
    root = content.parent
    code = 0
    for path, text in files(found, content.name, forge).items():
        file = root / path
        if check:
            current = file.read_text("utf-8") if file.is_file() else ""
            if current != text:
                stale = Problem.unplaced(
                    msg("{file} 与 city.yml 不符", file=path), msg("运行 zhengwu roles --write")
                )
                click.echo(stale.text(language))
                code = 1
        elif write:
            write_file(file, text)
            click.echo(msg("已写好 {path}", path=path).text(language))
        else:
            click.echo(f"# {path}\n{text}")
    for problem in (*conflicts(found), *vacancies(found)):
        click.echo(problem.text(language), err=True)
        code = 1
    return code
