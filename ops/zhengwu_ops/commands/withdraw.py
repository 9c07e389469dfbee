"""`zhengwu withdraw`: take a published page back, each reason with its own answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.register.load import load_register
from zhengwu.release.withdrawals import REASONS
from zhengwu.tree import FolderTree
from zhengwu_ops.commands.help import Command
from zhengwu_ops.commands.options import city_option, language_option, require_content
from zhengwu_ops.oplog.log import Log
from zhengwu_ops.publish.withdraw import WithdrawalRequest, withdraw
from zhengwu_ops.world.clock import now

if TYPE_CHECKING:
    from zhengwu.model.city import City
    from zhengwu.release.withdrawals import Reason


@click.command("withdraw", cls=Command, help="撤回、替换或移动一个已发布的页面。")
@click.argument("page", metavar="页面")
@click.option(
    "--reason",
    type=click.Choice(list(REASONS)),
    help="error 误发：网页不再存在；superseded 被取代：转到新页面；withdrawn 撤下：原网址保留说明",
)
@click.option("--explanation", default="", help="为什么，一两句话；撤下的会显示给读者")
@click.option("--to", "to", default="", help="被取代时，转到哪个页面")
@click.option("--moved-to", default="", help="内容不变，只是移动到这个文件")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果")
@city_option
@language_option
def command(  # noqa: PLR0913 -- one parameter an option
    *,
    page: str,
    reason: str | None,
    explanation: str,
    to: str,
    moved_to: str,
    as_json: bool,
    city: Path | None,
    language: str,
) -> int:
    """Withdraw or move a page."""
    content = require_content(city)
    register = load_register(FolderTree(content.parent), content.name)
    if register.city is None:
        raise UserError(register.mistakes)
    site_id, path = _find(content, register.city, page)
    if bool(reason) == bool(moved_to):
        raise UserError(msg("写明一个原因（--reason），或移动到哪里（--moved-to）"))
    if reason and not explanation.strip():
        raise UserError(msg("用 --explanation 写一两句话，说明为什么"))
    goal = to or moved_to
    target = _find(content, register.city, goal) if goal else (site_id, "")
    if target[0] != site_id:
        raise UserError(msg("只能转到同一个网站的页面：{to}", to=goal))
    request = WithdrawalRequest(path, cast("Reason | None", reason), explanation.strip(), target[1])
    touched = withdraw(content, register.city, register.city.sites[site_id], request, now().date())
    Log.of_city(content).append(
        "withdraw",
        site=site_id,
        detail={"page": path, "reason": reason or "moved", "to": target[1], "why": explanation},
    )
    if as_json:
        facts = {"site": site_id, "page": path, "reason": reason or "moved", "files": touched}
        click.echo(json.dumps(facts, ensure_ascii=False, indent=1))
        return 0
    for file in touched:
        click.echo(msg("改动 {file}", file=file).text(language))
    click.echo(
        msg(
            "接着：运行 zhengwu lint 看还有哪些页面链接着它，改好后提交、审签，再运行"
            " zhengwu publish {site}",
            site=site_id,
        ).text(language)
    )
    return 0


def _find(content: Path, city: City, written: str) -> tuple[str, str]:
    """Return the site and the page that a person named; the file need not exist any more."""
    full = Path(written).resolve()
    if full.is_relative_to(content):
        written = full.relative_to(content).as_posix()
    site_id, _, path = written.removeprefix(f"{content.name}/").partition("/")
    if site_id not in city.sites or not path.endswith(".md"):
        raise UserError(
            msg("“{page}”不是页面", page=written),
            msg("写页面的文件名，如 content/portal/tzgg/a.md 或 portal/tzgg/a.md"),
        )
    return site_id, path
