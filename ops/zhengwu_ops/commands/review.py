"""`zhengwu review`: seal a page, show it before, see what waits for whom (Arts. 25, 33)."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from zhengwu.approval.seal import STAGES, stage_name
from zhengwu.errors import UserError
from zhengwu.messages import Message, joined, msg
from zhengwu.register.load import SITE_FILE
from zhengwu_ops.commands.help import Command, CommandGroup
from zhengwu_ops.commands.options import (
    city_option,
    date_option,
    language_option,
    require_content,
)
from zhengwu_ops.review import Reviews
from zhengwu_ops.review.demo import make_demo
from zhengwu_ops.review.diff import rendered, visible
from zhengwu_ops.review.pending import waiting
from zhengwu_ops.review.sealing import draft, put
from zhengwu_ops.review.status_report import PageStatus, page_lines
from zhengwu_ops.world.clock import now
from zhengwu_ops.world.openssh import choose_signer

if TYPE_CHECKING:
    import datetime as dt

    from zhengwu.approval.seal import Stage
    from zhengwu_ops.review.pending import Waiting
    from zhengwu_ops.review.sealing import Draft
    from zhengwu_ops.world.openssh import Signer

_SEAL = "seal"


class _Review(CommandGroup):
    """`review PAGE --stage …` means `review seal PAGE --stage …`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [_SEAL, *args]
        return super().parse_args(ctx, args)


@click.group(
    "review",
    cls=_Review,
    help="审签页面：初审、复审、终审、保密审查。",
    subcommand_metavar="命令 [选项]...",
)
def command() -> None:
    """Hold the commands."""


@command.command(_SEAL, cls=Command, help="审签一个页面；review 页面 --stage 环节 与它相同。")
@click.argument("page", required=False, metavar="[页面]")
@click.option("--stage", type=click.Choice(STAGES), required=True, help="环节")
@click.option(
    "--key", type=click.Path(path_type=Path), help="密钥文件；默认用 ssh-agent 里登记过的"
)
@click.option("--reason", default="", help="应急发布的原因")
@click.option("--all-waiting", is_flag=True, help="列出等这个环节的全部页面，确认后逐个审签")
@click.option("--site", "site_id", default="", help="只看这个网站")
@click.option("--yes", is_flag=True, help="不再询问")
@city_option
@language_option
def seal(  # noqa: PLR0913 -- one parameter an option
    *,
    page: str | None,
    stage: str,
    key: Path | None,
    reason: str,
    all_waiting: bool,
    site_id: str,
    yes: bool,
    city: Path | None,
    language: str,
) -> int:
    """Seal one page, or all that wait for a stage."""
    content = require_content(city)
    reviews = Reviews.open(content, now())
    step = cast("Stage", stage)
    if (page is None) != all_waiting:
        raise UserError(msg("写明一个页面，或用 --all-waiting 审签全部等待的页面"))
    with tempfile.TemporaryDirectory(prefix="zhengwu-") as folder:
        signer = choose_signer(key, reviews.trust.keys, Path(folder))
        if page is not None:
            return _seal_one(reviews, page, step, signer, reason, language)
        return _seal_all(reviews, step, signer, site_id, yes=yes, language=language)


def _seal_one(
    reviews: Reviews, page: str, stage: Stage, signer: Signer, reason: str, language: str
) -> int:
    site_id, path = find_page(reviews, page)
    prepared = draft(reviews, site_id, path, stage, signer.fingerprint, reason)
    file = put(reviews.content.parent, prepared, signer)
    click.echo(
        msg(
            "{officer} 已对《{title}》做“{stage}”：{file}\n下一步：提交这个文件并推送到主分支。",
            officer=prepared.officer,
            title=prepared.seal.title,
            stage=stage_name(stage),
            file=file.relative_to(reviews.content.parent).as_posix(),
        ).text(language)
    )
    return 0


def _seal_all(
    reviews: Reviews, stage: Stage, signer: Signer, site_id: str, *, yes: bool, language: str
) -> int:
    sites = (site_id,) if site_id else tuple(reviews.city.sites)
    drafts: list[Draft] = []
    refused: list[tuple[Waiting, UserError]] = []
    for row in waiting(reviews, sites):
        if stage in row.stages:
            try:
                drafts.append(draft(reviews, row.site, row.page, stage, signer.fingerprint))
            except UserError as error:
                refused.append((row, error))
    for prepared in drafts:
        own = prepared.seal.digest
        click.echo(f"{own.site} {own.page}  {visible(prepared.seal.title)}  {own.value[:12]}")
    for row, why in refused:
        click.echo(
            msg(
                "跳过 {site} {page}：{why}",
                site=row.site,
                page=row.page,
                why=joined(why.problems, "\n"),
            ).text(language),
            err=True,
        )
    if not drafts:
        click.echo(msg("没有可以审签的页面。").text(language))
        return 1 if refused else 0
    question = msg(
        "以上 {number} 个页面，都已逐篇看过，确认“{stage}”通过？",
        number=len(drafts),
        stage=stage_name(stage),
    )
    if not yes and not click.confirm(question.text(language)):
        click.echo(msg("没有审签。").text(language))
        return 1
    with click.progressbar(drafts, file=sys.stderr) as bar:
        for prepared in bar:
            put(reviews.content.parent, prepared, signer)
    click.echo(
        msg("已审签 {number} 个页面。下一步：提交并推送到主分支。", number=len(drafts)).text(
            language
        )
    )
    return 0


@command.command("show", cls=Command, help="看页面的全文、附件、审签情况和改动，并生成网页。")
@click.argument("page", metavar="页面")
@click.option("--against", default="", help="和哪个提交比较，如现在线上的版本；默认与上次审签比较")
@click.option("--open", "launch", is_flag=True, help="用浏览器打开生成的网页")
@click.option("--no-build", is_flag=True, help="不生成网页")
@city_option
@date_option
@language_option
def show_page(
    *,
    page: str,
    against: str,
    launch: bool,
    no_build: bool,
    city: Path | None,
    moment: dt.datetime | None,
    language: str,
) -> int:
    """Print what a reviewer must see, and build the page."""
    reviews = Reviews.open(require_content(city), moment or now())
    site_id, path = find_page(reviews, page)
    for line in page_lines(reviews, site_id, path, against):
        click.echo(line.text(language))
    if no_build:
        return 0
    file = rendered(reviews, site_id, path)
    if not isinstance(file, Path):
        _say(file, language)
        return 0
    _say(msg("网页：{file}", file=file.as_uri()), language)
    if launch:
        click.launch(file.as_uri())
    return 0


@command.command("status", cls=Command, help="哪些页面在等谁审签，应急发布有多少。")
@click.option("--site", "site_id", default="", help="只看这个网站")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@city_option
@date_option
@language_option
def status(
    *,
    site_id: str,
    as_json: bool,
    city: Path | None,
    moment: dt.datetime | None,
    language: str,
) -> int:
    """Print what waits for whom; the exit code is 1 if anything does."""
    reviews = Reviews.open(require_content(city), moment or now())
    sites = (site_id,) if site_id else tuple(reviews.city.sites)
    found = PageStatus.of(reviews, sites)
    if as_json:
        click.echo(json.dumps(found.data(language), ensure_ascii=False, indent=2))
    else:
        for line in found.lines():
            click.echo(line.text(language))
    return int(bool(found.rows or found.problems))


@command.command("demo", cls=Command, help="建一个演示仓库：内容的副本，演示密钥，全部审签。")
@click.argument("folder", type=click.Path(path_type=Path), metavar="新文件夹")
@city_option
@language_option
def demo(*, folder: Path, city: Path | None, language: str) -> int:
    """Make a demonstration repository with keys of its own."""
    made = make_demo(require_content(city), folder, now())
    _say(
        msg(
            "演示仓库：{folder}\n演示密钥：{keys}（只用于演示，不会提交）\n试一试：cd {folder}"
            " 后运行 zhengwu review status",
            folder=str(made.root),
            keys=str(made.keys),
        ),
        language,
    )
    return 0


def find_page(reviews: Reviews, written: str) -> tuple[str, str]:
    """Return the site and the page that a person named: a path of a file, or `SITE/page.md`.

    Raises:
        UserError: there is no such page.
    """
    file = Path(written)
    full = file.resolve()
    if full.is_relative_to(reviews.content) and full.is_file():
        written = full.relative_to(reviews.content).as_posix()
    site_id, _, path = written.partition("/")
    if site_id in reviews.city.sites and (
        path == SITE_FILE or path in reviews.index(site_id).pages
    ):
        return site_id, path
    raise UserError(
        msg("没有页面“{page}”", page=written),
        msg("写页面的文件名，如 content/portal/tzgg/a.md 或 portal/tzgg/a.md"),
    )


def _say(message: Message, language: str) -> None:
    click.echo(message.text(language))
