"""Help and usage errors in the reader's language; click itself speaks English only.

A command's texts are written in Chinese; here they meet the catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zhengwu.messages import DEFAULT_LANGUAGE, Message, msg, translate

if TYPE_CHECKING:
    from collections.abc import Callable

_HELP_OPTION = msg("显示这份说明")
_VERSION_OPTION = msg("显示版本")


def language_of(ctx: click.Context | None) -> str:
    """Return the language that was asked for on the command line."""
    said = ctx.find_root().obj if ctx else None
    return str((said or {}).get("language", DEFAULT_LANGUAGE))


class Command(click.Command):
    """A command whose help is in the reader's language."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how to call the command."""
        prefix = msg("用法：").text(language_of(ctx))
        language = language_of(ctx)
        pieces = " ".join(translate(piece, language) for piece in self.collect_usage_pieces(ctx))
        if language == DEFAULT_LANGUAGE:
            pieces = pieces.replace("[OPTIONS]", "[选项]...")
        formatter.write_usage(ctx.command_path, pieces, prefix=prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translate(self.help or "", language_of(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        language = language_of(ctx)
        rows = [
            (record[0], _help_of(parameter).text(language))
            for parameter in self.get_params(ctx)
            if isinstance(parameter, click.Option) and (record := parameter.get_help_record(ctx))
        ]
        with formatter.section(msg("选项").text(language)):
            formatter.write_dl(rows)


class CommandGroup(Command, click.Group):
    """A command that holds others, each told in a line by its own help."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        super().format_options(ctx, formatter)
        language = language_of(ctx)
        rows = [
            (name, translate(below.help or "", language))
            for name in self.list_commands(ctx)
            if (below := self.get_command(ctx, name))
        ]
        with formatter.section(msg("命令").text(language)):
            formatter.write_dl(rows)


def _help_of(parameter: click.Parameter) -> Message:
    if "--help" in parameter.opts:
        return _HELP_OPTION
    if parameter.name == "version":
        return _VERSION_OPTION
    return Message(getattr(parameter, "help", None) or "")


def usage_error(error: click.ClickException) -> Message:
    """Say what is wrong with a command line."""
    for kind, tell in _ERRORS:
        if isinstance(error, kind):
            return tell(error)
    return Message("{text}", {"text": error.format_message()})


def _parameter(error: click.ClickException) -> Message | str:
    parameter = getattr(error, "param", None)
    if isinstance(parameter, click.Argument):
        # Its name for people stands in the catalogue as any help does.
        return Message(parameter.make_metavar(click.Context(click.Command(None))))
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return str(getattr(error, "param_hint", "") or "")


def _no_option(error: click.ClickException) -> Message:
    return msg("没有“{option}”这个选项", option=getattr(error, "option_name", ""))


def _no_command(error: click.ClickException) -> Message:
    return msg("没有“{command}”这个命令", command=getattr(error, "command_name", ""))


def _missing(error: click.ClickException) -> Message:
    return msg("缺少 {parameter}", parameter=_parameter(error))


def _bad_value(error: click.ClickException) -> Message:
    parameter = getattr(error, "param", None)
    if parameter is not None and isinstance(parameter.type, click.Choice):
        choices = tuple(str(choice) for choice in parameter.type.choices)
        return msg("{parameter} 只能是：{choices}", parameter=_parameter(error), choices=choices)
    return msg("{parameter} 不对：{why}", parameter=_parameter(error), why=error.message)


def _bad_option_use(error: click.ClickException) -> Message:
    return msg("选项 {option} 后面缺少值", option=getattr(error, "option_name", ""))


_ERRORS: tuple[
    tuple[type[click.ClickException], Callable[[click.ClickException], Message]], ...
] = (
    (click.NoSuchCommand, _no_command),
    (click.NoSuchOption, _no_option),
    (click.MissingParameter, _missing),
    (click.BadOptionUsage, _bad_option_use),
    (click.BadParameter, _bad_value),
)
