"""The command line: `zhengwu`. Commands are imported only when called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from zhengwu import __version__
from zhengwu.errors import UserError
from zhengwu.messages import DEFAULT_LANGUAGE, LANGUAGES, msg
from zhengwu_ops.commands.help import Command, language_of, usage_error

if TYPE_CHECKING:
    from collections.abc import Sequence

# Every command: its name, the module below `commands`, and what it does in a line.
COMMANDS = {
    "new": msg("新建城市、网站、页面或流水线"),
    "lint": msg("检查页面、登记文件和已生成的网页"),
    "rules": msg("列出全部检查规则"),
    "explain": msg("解释一条规则：为什么、怎么改"),
    "suppressions": msg("列出全市的豁免：哪条规则、到哪天、谁负责"),
    "build": msg("检查、生成并复查各网站，全部通过才更新 public/"),
    "lifecycle": msg("查看网站的状态和缺的手续，登记开通、变更、下线等事件"),
    "publish": msg("发布网站：检查、审签、状态都通过才上线"),
    "rollback": msg("换回旧版本"),
    "releases": msg("列出服务器上保留的版本"),
    "withdraw": msg("撤回、替换或移动一个已发布的页面"),
    "server": msg("写出网站服务器要用的配置"),
    "schema": msg("写出登记文件和信息区的 JSON Schema，供编辑器补全"),
    "review": msg("审签页面：初审、复审、终审、保密审查，看谁还没审"),
    "officer": msg("人员和公钥的登记、作废、更换，由两名主管签署"),
    "log": msg("查看和核对操作日志"),
    "roles": msg("按登记的角色写出代码平台的权限文件"),
}
EXIT_CANNOT_WORK = 2


class _Commands(Command, click.Group):
    """Commands by name, imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"zhengwu_ops.commands.{cmd_name}").command
        if not isinstance(command, click.Command):
            message = f"{cmd_name} defines no command"
            raise TypeError(message)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        language = language_of(ctx)
        rows = [(name, summary.text(language)) for name, summary in COMMANDS.items()]
        with formatter.section(msg("命令").text(language)):
            formatter.write_dl(rows)


@click.group(
    cls=_Commands,
    help="政务网站的检查与生成。各命令的用法：zhengwu 命令 --help",
    subcommand_metavar="命令 [选项]...",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=None,
    envvar="ZHENGWU_LANG",
    expose_value=False,
    help="消息的语言：zh 中文，en 英文",
)
@click.version_option(__version__, prog_name="zhengwu")
def zhengwu() -> None:
    """Hold the commands; the language was read before, in `main`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 clean, 1 findings, 2 could not work."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    language = _asked_language(given)
    for stream in (sys.stdout, sys.stderr):
        # On Windows a console's own encoding knows neither 〔〕 nor ★.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        result = zhengwu.main(
            args=given, prog_name="zhengwu", standalone_mode=False, obj={"language": language}
        )
    except UserError as error:
        click.echo(error.text(language), err=True)
        return EXIT_CANNOT_WORK
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return EXIT_CANNOT_WORK
    except click.ClickException as error:
        name = getattr(getattr(error, "ctx", None), "command_path", "zhengwu")
        click.echo(usage_error(error).text(language), err=True)
        click.echo(msg("用法见：{name} --help", name=name).text(language), err=True)
        return EXIT_CANNOT_WORK
    except (click.Abort, KeyboardInterrupt):
        click.echo(msg("已停止。").text(language), err=True)
        return EXIT_CANNOT_WORK
    return result if isinstance(result, int) else 0


def _asked_language(arguments: Sequence[str]) -> str:
    """Return the last `--lang`, before or behind the command's name, else the environment's."""
    asked = os.environ.get("ZHENGWU_LANG", DEFAULT_LANGUAGE)
    for i, argument in enumerate(arguments):
        if argument == "--lang":
            asked = next(iter(arguments[i + 1 : i + 2]), asked)
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE
