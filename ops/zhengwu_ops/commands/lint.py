"""`zhengwu lint`: judge files, folders, or what is staged for a commit; mend what can be mended."""

from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu.rulebook import first_day
from zhengwu.tree import FolderTree
from zhengwu_lint.baseline import Void, apply_baseline, read_baseline, write_baseline
from zhengwu_lint.baseline_files import deleted, recreated
from zhengwu_lint.git_trees import IndexTree
from zhengwu_lint.report import FORMATS
from zhengwu_lint.rule import ERROR, waivable_of
from zhengwu_lint.rules import RULES
from zhengwu_lint.select.cities import Chosen, select_by_city
from zhengwu_lint.select.paths import select
from zhengwu_lint.select.staged import select_staged
from zhengwu_ops.commands.help import Command, language_of
from zhengwu_ops.commands.options import (
    cache_option,
    city_option,
    content_folder,
    date_option,
    language_option,
    store_of,
)
from zhengwu_ops.world.files import write_file

if TYPE_CHECKING:
    from zhengwu.tree import Tree
    from zhengwu_lint.fix import Fixed
    from zhengwu_lint.outcome import Report
    from zhengwu_lint.store import Store


@dataclass(frozen=True, slots=True)
class _Output:
    """A report that was asked for: its format, and the file that it goes to; None to print it."""

    form: str
    file: Path | None


class _Outputs(click.ParamType[_Output]):
    name = "NAME[=FILE]"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> _Output:
        if isinstance(value, _Output):
            return value
        form, equals, file = str(value).partition("=")
        if form not in FORMATS:
            known = tuple(FORMATS)
            what = msg("没有“{form}”这种格式；有：{known}", form=form, known=known)
            self.fail(what.text(language_of(ctx)), param, ctx)
        if equals and not file:
            what = msg("“{form}=”后面要写文件名", form=form)
            self.fail(what.text(language_of(ctx)), param, ctx)
        return _Output(form, Path(file) if file else None)


class _Day(click.ParamType[dt.date]):
    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            day = dt.date.fromisoformat(str(value))
        except ValueError:
            what = msg("日期“{value}”不对：写成 2026-11-20 这样", value=value)
            self.fail(what.text(language_of(ctx)), param, ctx)
        first = first_day()
        if day < first:
            what = msg("{day} 还没有检查指标，最早的一套从 {first} 起", day=day, first=first)
            self.fail(what.text(language_of(ctx)), param, ctx)
        return day


@click.command("lint", cls=Command, help="检查文件或文件夹；不写路径时检查整个 content。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[路径]...")
@click.option("--staged", is_flag=True, help="检查准备提交（git 暂存区）的内容，供提交钩子使用")
@click.option("--site", default="portal", help="content 之外的文件按哪个网站检查，默认 portal")
@click.option("--strict", is_flag=True, help="提醒也算不通过")
@click.option(
    "--format",
    "outputs",
    type=_Outputs(),
    multiple=True,
    help="报告格式，可以写几次：text、json、sarif、junit、gitlab、github、rdjson；"
    "写成 json=文件 就存进文件，其中一种可以直接打印",
)
@click.option("--rulebook", type=_Day(), default=None, help="按哪一天有效的检查指标，默认检查那天")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="基线文件：记在里面的旧问题不算，只查新的",
)
@click.option(
    "--write-baseline",
    "new_baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="把现有的问题写成基线文件；明令禁止的不写进去",
)
@click.option("--fix", is_flag=True, help="改好能自动改的：标点、遮盖、编码；不改内容、链接和代码")
@click.option("--diff", is_flag=True, help="只显示会怎样改，不改文件")
@cache_option
@city_option
@date_option
@language_option
def command(  # noqa: PLR0913 -- one parameter an option
    *,
    paths: tuple[Path, ...],
    staged: bool,
    site: str,
    strict: bool,
    outputs: tuple[_Output, ...],
    rulebook: dt.date | None,
    baseline: Path | None,
    new_baseline: Path | None,
    fix: bool,
    diff: bool,
    no_cache: bool,
    city: Path | None,
    moment: dt.datetime | None,
    language: str,
) -> int:
    """Lint and report; the exit code is 1 if anything forbids publication."""
    outputs = outputs or (_Output("text", None),)
    if sum(output.file is None for output in outputs) > 1:
        raise UserError(msg("只能打印一种格式的报告，其余的写成 格式=文件"))
    if staged and (fix or diff):
        raise UserError(msg("--staged 只检查；要自动改，先对文件运行 --fix，再 git add"))

    def choose() -> Chosen:
        if staged:
            return select_staged(paths, Path.cwd(), moment, site, rulebook, store)
        return _select(paths, city, moment, site, rulebook, store)

    with store_of(_place(paths, city, staged=staged), language, no_cache=no_cache) as store:
        chosen = choose()
        if diff:
            return _show([fixed for _, fixed in chosen.fixes(RULES)], language)
        if fix:
            _write(chosen, language)
            chosen = choose()
        report = _with_baseline(chosen, baseline)
    if new_baseline is not None:
        return _keep(report, new_baseline, language)
    _print(report, outputs, language)
    for_people = any(output.form == "text" for output in outputs)
    for note in (*(chosen.notes() if for_people else ()), *chosen.unjudged()):
        click.echo(note.text(language), err=True)
    return report.exit_code(strict=strict)


def _place(paths: tuple[Path, ...], city: Path | None, *, staged: bool) -> Path | None:
    """Return the folder in whose store facts are kept: that of the city, else of the repository."""
    starts = (*(path if path.is_dir() else path.parent for path in paths[:1]), Path.cwd())
    content = content_folder(city, starts)
    if content is not None:
        return content.parent
    return Path.cwd() if staged and (Path.cwd() / ".git").exists() else None


def _select(
    paths: tuple[Path, ...],
    city: Path | None,
    moment: dt.datetime | None,
    site: str,
    rulebook: dt.date | None,
    store: Store,
) -> Chosen:
    content = content_folder(city, (Path.cwd(),)) if city or not paths else None
    if not paths and content is None:
        raise UserError(msg("这里没有 content/city.yml；请写明要检查的文件或文件夹"))
    if paths and content is None:
        return select_by_city(paths, moment, site, rulebook, store)
    wanted = paths or (content or Path(),)
    return Chosen((select(wanted, content, moment, site, rulebook, store=store),))


def _print(report: Report, outputs: tuple[_Output, ...], language: str) -> None:
    for output in outputs:
        text = FORMATS[output.form](report, language)
        if output.file is None:
            click.echo(text, nl=False)
        else:
            _save(output.file, text)


def _with_baseline(chosen: Chosen, file: Path | None) -> Report:
    report = chosen.report(RULES)
    if file is None:
        return report
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError as error:
        fix = msg("先运行 zhengwu lint --write-baseline {file}", file=file.as_posix())
        raise UserError(Problem.at(file.as_posix(), 0, 0, msg("没有这个基线文件"), fix)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(Problem.at(file.as_posix(), 0, 0, msg("基线文件打不开"))) from error
    entries = read_baseline(text, file.as_posix())
    names = {entry.file for entry in entries}
    tree = chosen.selections[0].workspace.tree  # all are named from one folder
    root = _root(tree)
    void = Void(deleted(tree, root, names), recreated(root, file, names))
    return apply_baseline(report, entries, file.as_posix(), RULES, void)


def _root(tree: Tree) -> Path:
    """Return the folder from which the files of a tree are named."""
    if isinstance(tree, IndexTree):
        return tree.repository.folder
    return tree.root if isinstance(tree, FolderTree) else Path()


def _keep(report: Report, file: Path, language: str) -> int:
    """Write a baseline; the exit code is 1 if errors stay that no baseline may hold."""
    place = file.resolve() if file.is_file() else file  # a link that somebody set up stays
    write_file(place, write_baseline(report, RULES), file.as_posix())
    waivable = waivable_of(RULES)
    left = [finding for finding in report.findings if finding.code not in waivable]
    known = len(report.findings) - len(left)
    what = msg("{count} 处已写进基线 {file}。", count=known, file=file.as_posix())
    click.echo(what.text(language))
    if left:
        what = msg(
            "还有 {count} 处不能写进基线，必须改好；运行 zhengwu lint 查看。", count=len(left)
        )
        click.echo(what.text(language), err=True)
    return int(any(finding.severity is ERROR for finding in left))


def _write(chosen: Chosen, language: str) -> None:
    for path, fixed in chosen.fixes(RULES):
        write_file(path, fixed.data, fixed.file)
        click.echo(msg("已改好 {file}", file=fixed.file).text(language), err=True)


def _show(fixes: list[Fixed], language: str) -> int:
    """Print what would be changed; the exit code is 1 if anything would."""
    for fixed in fixes:
        if fixed.recoded:
            what = msg("{file}：编码会改成 UTF-8（不带 BOM）", file=fixed.file)
            click.echo(what.text(language))
        before, after = fixed.before.splitlines(), fixed.after.splitlines()
        names = (f"a/{fixed.file}", f"b/{fixed.file}")
        for line in difflib.unified_diff(before, after, *names, lineterm=""):
            click.echo(line)
    return int(bool(fixes))


def _save(file: Path, text: str) -> None:
    try:
        file.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        why = msg("写不进去：{why}", why=error.strerror or str(error))
        raise UserError(Problem.at(file.as_posix(), 0, 0, why)) from error
