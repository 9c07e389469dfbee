"""`zhengwu build`: lint the sources, build with MkDocs, judge, then replace `public/`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu_lint.report import write_json, write_text
from zhengwu_ops.build.sites import build_sites
from zhengwu_ops.commands.help import Command
from zhengwu_ops.commands.options import (
    cache_option,
    city_option,
    content_folder,
    date_option,
    language_option,
)

if TYPE_CHECKING:
    import datetime as dt

    from zhengwu.messages import Message


@click.command("build", cls=Command, help="检查、生成并复查网站，全部通过才更新 public/。")
@click.argument("sites", nargs=-1, metavar="[网站]...")
@click.option("--strict", is_flag=True, help="提醒也算不通过")
@click.option("--json", "as_json", is_flag=True, help="用 JSON 输出，供程序读取")
@cache_option
@city_option
@date_option
@language_option
def command(
    *,
    sites: tuple[str, ...],
    strict: bool,
    as_json: bool,
    no_cache: bool,
    city: Path | None,
    moment: dt.datetime | None,
    language: str,
) -> int:
    """Build the sites; the exit code is 1 if anything forbids publication."""
    content = content_folder(city, (Path.cwd(),))
    if content is None:
        raise UserError(msg("这里没有 content/city.yml；请在城市的文件夹里运行，或用 --city 指明"))

    def say(message: Message) -> None:
        click.echo(message.text(language), err=as_json)

    kept = None if no_cache else content.parent
    outcome = build_sites(content, sites, moment, strict=strict, say=say, kept=kept)
    if as_json:
        facts = {
            "done": outcome.done,
            "failures": [failure.text(language) for failure in outcome.failures],
            **json.loads(write_json(outcome.report, language)),
        }
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    elif outcome.report.findings or outcome.report.unchecked:
        click.echo(write_text(outcome.report, language), nl=False)
    for failure in outcome.failures:
        click.echo(failure.text(language), err=True)
    if not outcome.done:
        click.echo(msg("没有更新 public/：先改好上面的问题，再运行一次。").text(language), err=True)
        return 1
    say(msg("完成。预览：mkdocs serve；查看：public/ 下各网站的 index.html。"))
    return 0
